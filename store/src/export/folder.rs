//! Writing an export into a folder: whole files under their names or none, stale ones of earlier exports removed last.

use super::list::List;
use super::row::{self, Verdict};
use super::{Format, Row};
use crate::StoreError;
use crate::site::check_path;
use crate::write::{self, Written};
use quarterdeck_model::History;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// What an export did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// One for each project.
    pub lists: Vec<List>,
    /// Rows.
    pub rows: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Files that were not there, or had another content.
    pub written: usize,
    /// Files that had this content already.
    pub same: usize,
    /// Files of an earlier export that are no longer part of it.
    pub removed: usize,
}

/// Writes the figures of `history`, and what analysis said of it, into the folder `root`. Each file is replaced whole.
/// The lists are written first with the files of the earlier export, and again at the end: whoever is interrupted
/// leaves no file that the next export does not know.
///
/// # Errors
/// [`StoreError`]: before anything is written, a project whose name no folder can have, a list that cannot be trusted,
/// a file of somebody else in the place of one of ours; later, what the system refuses. Exporting again completes it.
pub fn export(
    root: &Path,
    history: &History,
    verdicts: &[Verdict],
    format: Format,
) -> Result<Exported, StoreError> {
    let mut files: BTreeMap<String, Vec<Row<'_>>> = BTreeMap::new();
    let mut lists: BTreeMap<String, List> = BTreeMap::new();
    for (partition, rows) in row::partitions(history, verdicts) {
        let path = format!("{}/figures.{}", partition.folder(), format.extension());
        check_path(&path)?;
        let list = lists.entry(partition.project.clone()).or_insert_with(|| List::of(&partition.project));
        list.files.insert(path.clone());
        files.insert(path, rows);
    }
    let mut done = Exported { lists: lists.into_values().collect(), ..Exported::default() };
    let earlier = done.lists.iter().map(|list| list.earlier(root)).collect::<Result<Vec<_>, _>>()?;
    nobody_elses(root, &done.lists, &earlier)?;
    for (list, earlier) in done.lists.iter().zip(&earlier) {
        let both = list.files.union(earlier).cloned().collect();
        List { files: both, ..list.clone() }.write(root)?;
    }
    for (path, rows) in &files {
        done.rows += rows.len();
        let (written, bytes) = write::streamed(&root.join(path), |out| format.write(rows, out))?;
        done.bytes += bytes;
        *(if written == Written::Same { &mut done.same } else { &mut done.written }) += 1;
    }
    for (list, earlier) in done.lists.iter().zip(&earlier) {
        done.removed += remove(root, earlier.difference(&list.files))?;
        list.write(root)?;
    }
    Ok(done)
}

/// Nothing that no export wrote may stand where a file goes, and no folder on the way may lead elsewhere.
fn nobody_elses(root: &Path, lists: &[List], earlier: &[BTreeSet<String>]) -> Result<(), StoreError> {
    for (list, earlier) in lists.iter().zip(earlier) {
        for path in &list.files {
            if let Some(link) = linked(root, path) {
                return Err(StoreError::NotAFolder { path: link });
            }
            let target = root.join(path);
            if !earlier.contains(path) && fs::symlink_metadata(&target).is_ok() {
                return Err(StoreError::ExportForeign { path: target });
            }
        }
    }
    Ok(())
}

/// A folder between `root` and the file that is a symbolic link.
fn linked(root: &Path, path: &str) -> Option<std::path::PathBuf> {
    let above = Path::new(path).ancestors().skip(1).filter(|a| !a.as_os_str().is_empty());
    above.map(|folder| root.join(folder)).find(|folder| folder.is_symlink())
}

fn remove<'a>(root: &Path, stale: impl Iterator<Item = &'a String>) -> Result<usize, StoreError> {
    let mut removed = 0;
    for path in stale {
        let target = root.join(path);
        // What has become something else since is its owner's and stays.
        if !fs::symlink_metadata(&target).is_ok_and(|m| m.is_file()) || linked(root, path).is_some() {
            continue;
        }
        match fs::remove_file(&target) {
            Ok(()) => removed += 1,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(StoreError::io("remove the file", target, e)),
        }
        // Folders that this empties; fails where something is left, which is meant.
        for folder in Path::new(path).ancestors().skip(1).filter(|a| !a.as_os_str().is_empty()) {
            if fs::remove_dir(root.join(folder)).is_err() {
                break;
            }
        }
    }
    Ok(removed)
}
