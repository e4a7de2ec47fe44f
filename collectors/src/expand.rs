//! The files that given paths, patterns and folders stand for.

use crate::error::CollectError;
use crate::format::{self, Format};
use crate::stream::Stream;
use quarterdeck_model::Kind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Most files of a folder that are looked at.
const MOST: usize = 10_000;

/// The files in a fixed order, each once.
///
/// # Errors
/// When a path does not exist, a pattern matches nothing, or a folder holds no report of the kind.
pub(crate) fn expand(
    given: &[PathBuf],
    kind: Kind,
    wanted: Option<&'static Format>,
) -> Result<Vec<PathBuf>, CollectError> {
    let mut files = Vec::new();
    for path in given {
        let text = path.to_string_lossy();
        if path.is_dir() && !is_report(path, kind, wanted) {
            files.extend(within(path, kind, wanted)?);
        } else if path == Path::new("-") || path.exists() {
            files.push(path.clone());
        } else if text.contains(['*', '?', '[']) {
            files.extend(matching(&text)?);
        } else {
            return Err(CollectError::new(text, "does not exist")
                .hint("paths are relative to the current folder; those of quarterdeck.toml to its folder"));
        }
    }
    // Patterns may overlap, and a file that is read twice counts its findings twice.
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())));
    Ok(files)
}

/// Whether a folder is itself what a tool wrote.
fn is_report(folder: &Path, kind: Kind, wanted: Option<&'static Format>) -> bool {
    wanted.map_or_else(|| format::of_folder(kind, folder).is_some(), Format::is_folder)
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>, CollectError> {
    let wrong = |why: String| CollectError::new(pattern, why);
    let found = glob::glob(pattern).map_err(|e| wrong(format!("is no pattern: {e}")))?;
    let mut files: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    files.sort();
    if files.is_empty() {
        return Err(wrong("matches no file".to_owned()).hint("did the tool run, and write where you look?"));
    }
    Ok(files)
}

/// The files of a folder that look like a report of the kind.
fn within(folder: &Path, kind: Kind, wanted: Option<&'static Format>) -> Result<Vec<PathBuf>, CollectError> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let plain =
        entries.filter(|entry| entry.file_type().is_file()).take(MOST).map(walkdir::DirEntry::into_path);
    let fits = |file: &PathBuf| {
        let head = Stream::open(file).map(|stream| stream.head()).unwrap_or_default();
        wanted.map_or_else(|| format::looks_like(kind, &head).is_some(), |format| (format.sniff)(&head))
    };
    let files: Vec<PathBuf> = plain.filter(fits).collect();
    if files.is_empty() {
        let message = format!("is a folder without a file that looks like a report of {kind}");
        return Err(CollectError::new(folder.display().to_string(), message).hint("name the report itself"));
    }
    Ok(files)
}
