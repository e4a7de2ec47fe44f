//! Histories that other tools keep, and reports that a repository has kept in git: each past run at its own time and
//! commit.
//!
//! What a run says must not depend on where its history is read from: names in remarks and reasons are relative to the
//! history, and the machine that reads is not the machine that measured.

mod allure;
mod formats;
mod git;
mod octocov;

use crate::collected::Collected;
use crate::error::CollectError;
use crate::format::FormatInfo;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Source, Timestamp};
use std::path::Path;

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

/// A file as its history knows it, wherever that stands: its path within the folder, or its own name.
pub(crate) fn shown(file: &Path, within: &Path) -> String {
    let inside = file.strip_prefix(within).ok().filter(|rest| rest.iter().next().is_some());
    let path = inside.or_else(|| file.file_name().map(Path::new)).unwrap_or(file);
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests;
