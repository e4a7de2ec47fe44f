//! Histories that other tools keep, and reports that a repository has kept in git: each past run at its own time and
//! commit.
//!
//! What a run says must not depend on where its history is read from: names in remarks and reasons are relative to the
//! history, and the machine that reads is not the machine that measured.

mod allure;
mod asv;
mod formats;
mod gatus;
mod git;
mod github_action;
mod octocov;
mod pytest_benchmark;
mod upptime;

use crate::collected::Collected;
use crate::error::CollectError;
use crate::format::FormatInfo;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Source, Timestamp};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

pub use git::{Kept, kept_in_git};

/// One past run.
#[derive(Debug, Clone, PartialEq)]
pub struct PastRun {
    /// When it happened.
    pub taken_at: Timestamp,
    /// What was measured, as far as the history says.
    pub source: Source,
    /// The stream of results it belongs to, where the history tells several apart.
    pub job: Option<String>,
    /// What it gave.
    pub collected: Collected,
}

/// What a history holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// Runs, in the order in which they are kept.
    pub runs: Vec<PastRun>,
    /// Remarks about the history itself, with paths as the user named them.
    pub diagnostics: Vec<Diagnostic>,
}

/// One kind of history.
pub(crate) struct HistoryFormat {
    /// What people are told of it; `figures` says what becomes a run.
    pub(crate) info: FormatInfo,
    /// Reads the file or folder.
    pub(crate) read: fn(&Path, &Origin) -> Result<Past, CollectError>,
}

/// Every history that is read, for help texts.
pub fn formats() -> Vec<FormatInfo> {
    formats::ALL.iter().map(|history| history.info).collect()
}

/// Reads the history at `path`, kept in the way of that name, of the repository at `root`.
///
/// # Errors
/// When there is no such kind of history, or the whole of it cannot be read; a single run that cannot be read is a
/// failed run, or a remark when not even its time is known.
pub fn read(name: &str, path: &Path, root: &Path, now: Timestamp) -> Result<Past, CollectError> {
    let known = formats::ALL.iter().find(|history| history.info.name == name);
    let history = known.ok_or_else(|| {
        let names: Vec<&str> = formats::ALL.iter().map(|history| history.info.name).collect();
        CollectError::new("", format!("`{name}` is no history; expected {}", names.join(", ")))
    })?;
    if !path.exists() {
        return Err(CollectError::new(path.display().to_string(), "does not exist")
            .hint(format!("expected {}", history.info.description)));
    }
    (history.read)(path, &Origin::of(root, now))
}

/// The runs of a file, or of every JSON file of a folder.
///
/// # Errors
/// When there is neither a run nor a remark: `none` says what is missing and what was expected.
fn of_files(
    path: &Path,
    none: (&str, &str),
    mut one: impl FnMut(&Path) -> Result<Vec<PastRun>, CollectError>,
) -> Result<Past, CollectError> {
    let mut past = Past::default();
    for file in json_files(path) {
        match one(&file) {
            Ok(runs) => past.runs.extend(runs),
            Err(CollectError(diagnostic)) => past.diagnostics.push(diagnostic),
        }
    }
    if past.runs.is_empty() && past.diagnostics.is_empty() {
        return Err(CollectError::new(path.display().to_string(), none.0).hint(none.1));
    }
    Ok(past)
}

/// The same, a stream having no name where there is only one.
fn unnamed_when_alone(mut past: Past) -> Past {
    if past.runs.iter().map(|run| &run.job).collect::<BTreeSet<_>>().len() == 1 {
        past.runs.iter_mut().for_each(|run| run.job = None);
    }
    past
}

/// The file itself, or every JSON file of the folder.
fn json_files(path: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
    let plain = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    plain.filter(|file| file == path || file.extension().is_some_and(|e| e == "json")).collect()
}

/// A file as its history knows it, wherever that stands: its path within the folder, or its own name.
pub(crate) fn shown(file: &Path, within: &Path) -> String {
    let inside = file.strip_prefix(within).ok().filter(|rest| rest.iter().next().is_some());
    let path = inside.or_else(|| file.file_name().map(Path::new)).unwrap_or(file);
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests;
