//! Removing runs, after the list of them is safely on disk.

use super::compact::remove;
use super::walk::Candidate;
use super::{Archive, Dropped, load};
use crate::{StoreError, write};
use quarterdeck_model::wire::packed as pack;
use quarterdeck_model::{Timestamp, plural};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What pruning did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Files of single runs that were removed.
    pub files: usize,
    /// Archive files that were written anew or removed.
    pub archives: usize,
}

impl Archive {
    /// Removes these runs. What goes is added to the file `log` first: an interrupted prune has named more than it
    /// removed, never less, and pruning again removes the rest.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be written (then nothing is removed), or a file cannot.
    pub fn prune(&self, dropped: &[Dropped], log: &Path, now: Timestamp) -> Result<Pruned, StoreError> {
        let mut pruned = Pruned::default();
        if dropped.is_empty() {
            return Ok(pruned);
        }
        note(dropped, log, now)?;
        let mut packs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in dropped {
            match one.path.split_once('#') {
                Some((file, name)) => packs.entry(file).or_default().push(name),
                None => {
                    let folder = one.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    folders.entry(folder).or_default().push(&one.path);
                }
            }
        }
        for (folder, files) in folders {
            pruned.files += files.len();
            let paths: Vec<_> = files.iter().map(|file| self.root().join(file)).collect();
            remove(&self.root().join(folder), paths.iter().map(|p| p.as_path()))?;
        }
        for (file, names) in packs {
            pruned.archives += 1;
            self.thin(file, &names)?;
        }
        Ok(pruned)
    }

    /// Writes an archive file without these runs.
    fn thin(&self, file: &str, names: &[&str]) -> Result<(), StoreError> {
        let path = self.root().join(file);
        let candidate = Candidate { relative: file.to_owned(), path: path.clone() };
        let mut members = load::members(&candidate).map_err(|d| StoreError::Unreadable(Box::new(d)))?;
        for name in names {
            members.remove(*name);
        }
        if members.is_empty() {
            return fs::remove_file(&path).map_err(|e| StoreError::io("remove the file", &path, e));
        }
        write::atomic(&path, &pack::join(&members)).map(drop)
    }
}

/// Adds to the log: a line for the occasion, and one for each run.
fn note(dropped: &[Dropped], log: &Path, now: Timestamp) -> Result<(), StoreError> {
    let mut text = match fs::read_to_string(log) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(StoreError::io("read the log", log, e)),
    };
    text.push_str(&format!("{now} pruning {}\n", plural(dropped.len(), "run", "runs")));
    for one in dropped {
        text.push_str(&format!("{now} {} {}: {}\n", one.id, one.path, one.why));
    }
    write::atomic(log, text.as_bytes()).map(drop)
}
