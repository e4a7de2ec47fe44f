//! Files of an earlier build that are no longer part of the site.

use super::folded;
use super::manifest::Manifest;
use super::path::above;
use crate::StoreError;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// What is to be removed.
pub(super) struct Obsolete<'a> {
    /// Would be in the way of the new files (a file where a folder is needed, another capital), so it goes first.
    hindering: Vec<&'a str>,
    /// Goes last, so that pages that stand until then find what they need.
    rest: Vec<&'a str>,
}

impl<'a> Obsolete<'a> {
    pub(super) fn of(earlier: &'a Manifest, paths: &BTreeSet<&str>, folders: &BTreeSet<&str>) -> Self {
        let new = folded::sorted(paths.iter().copied());
        let new_folders = folded::sorted(folders.iter().copied());
        let is_new = |path: &str| folded::has(&new, path);
        let hinders = |old: &&str| is_new(old) || folded::has(&new_folders, old) || above(old).any(is_new);
        let (hindering, rest) = earlier.paths().filter(|p| !paths.contains(*p)).partition(hinders);
        Self { hindering, rest }
    }

    /// Removes what is in the way; gives how many files.
    pub(super) fn remove_hindering(&self, root: &Path) -> Result<usize, StoreError> {
        remove(root, &self.hindering)
    }

    /// Removes the others; gives how many files.
    pub(super) fn remove_rest(&self, root: &Path) -> Result<usize, StoreError> {
        remove(root, &self.rest)
    }
}

/// Removes plain files inside real folders, and the folders that this empties. What has become something else since
/// is its owner's and stays.
fn remove(root: &Path, paths: &[&str]) -> Result<usize, StoreError> {
    let mut removed = 0;
    let mut folders = BTreeSet::new();
    for path in paths {
        let target = root.join(path);
        let plain = fs::symlink_metadata(&target).is_ok_and(|m| m.is_file());
        if !plain || above(path).any(|f| root.join(f).is_symlink()) {
            continue;
        }
        match fs::remove_file(&target) {
            Ok(()) => removed += 1,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(StoreError::io("remove the file", target, e)),
        }
        folders.extend(above(path));
    }
    for folder in folders.into_iter().rev() {
        // Fails where something is left, which is meant.
        let _ = fs::remove_dir(root.join(folder));
    }
    Ok(removed)
}
