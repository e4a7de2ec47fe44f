//! The benchmarks in criterion's folder.

use crate::notes::Notes;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// Deepest folder looked into: group, function and value, and room for workspaces.
const DEEPEST: usize = 16;
/// Most entries of a folder that are looked at to tell whether it is criterion's.
const MOST: usize = 20_000;
/// Older than the newest result by this much, a result is likely of a benchmark that is gone.
const STALE: Duration = Duration::from_secs(24 * 3600);

/// One benchmark's `new/` folder.
pub(super) struct Found {
    pub(super) path: PathBuf,
    written: Option<SystemTime>,
}

impl Found {
    /// The path of one of its files.
    pub(super) fn file(&self, name: &str) -> String {
        self.path.join(name).display().to_string()
    }

    /// Where it is below `root`.
    pub(super) fn place(&self, root: &Path) -> String {
        self.path.strip_prefix(root).unwrap_or(&self.path).display().to_string()
    }

    /// A name made of its folders, for want of a better one.
    pub(super) fn name_of_folder(&self, root: &Path) -> String {
        let inside = self.path.parent().unwrap_or(&self.path);
        let inside = inside.strip_prefix(root).unwrap_or(inside);
        let parts = inside.components().map(|c| c.as_os_str().to_string_lossy().into_owned());
        parts.collect::<Vec<_>>().join("/")
    }
}

/// Whether there is any.
pub(super) fn has_one(root: &Path) -> bool {
    let files = WalkDir::new(root).max_depth(DEEPEST).into_iter().filter_map(Result::ok);
    files.take(MOST).any(|item| item.path().ends_with("new/estimates.json"))
}

/// Every `new/` folder with estimates in it, in the order of their paths. `base/`, `change/` (ratios, not times),
/// saved baselines and `report/` are other folders and are not read.
pub(super) fn benchmarks(root: &Path, notes: &mut Notes) -> Vec<Found> {
    let mut found = Vec::new();
    for item in WalkDir::new(root).max_depth(DEEPEST).sort_by_file_name() {
        let item = match item {
            Ok(item) => item,
            Err(error) => {
                notes.warn_all(format!("a folder cannot be looked into: {error}"));
                continue;
            }
        };
        let parent = item.path().parent();
        let new = parent.and_then(Path::file_name).is_some_and(|name| name == "new");
        if let (true, true, Some(path)) = (new, item.file_name() == "estimates.json", parent) {
            let written = item.metadata().ok().and_then(|m| m.modified().ok());
            found.push(Found { path: path.to_owned(), written });
        }
    }
    found
}

/// Criterion never removes the results of a benchmark that no longer exists.
pub(super) fn note_stale(found: &[Found], notes: &mut Notes) {
    let Some(newest) = found.iter().filter_map(|f| f.written).max() else { return };
    let old =
        |f: &&Found| f.written.and_then(|w| newest.duration_since(w).ok()).is_some_and(|age| age > STALE);
    let stale: Vec<&Found> = found.iter().filter(old).collect();
    if let Some(first) = stale.first() {
        let (n, place) = (stale.len(), first.path.display());
        notes.note(format!(
            "{n} results are more than a day older than the newest, such as {place}: if their benchmarks are gone, \
             remove the folder and run all benchmarks again"
        ));
    }
}
