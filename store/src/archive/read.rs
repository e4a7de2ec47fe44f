//! Reading a whole archive.

use super::load::{self, Opened};
use super::walk::{self, Walked};
use crate::StoreError;
use quarterdeck_model::{Diagnostic, History, Snapshot, SnapshotId};
use rayon::prelude::*;
use std::path::Path;

/// What an archive holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded {
    /// Every run once, sorted by (`taken_at`, `id`).
    pub snapshots: Vec<Stored>,
    /// What could not be read (errors), was read with doubt (warnings), or was passed over (notes); by path.
    pub problems: Vec<Diagnostic>,
}

/// A snapshot with its place in the archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// What its content says it is: time, commit, hash. Its file name, unless that was changed by hand.
    pub id: SnapshotId,
    /// Its file, relative to the archive, `/`-separated; of one in an archive file `<file>#<name>`.
    pub path: String,
    /// The run.
    pub snapshot: Snapshot,
}

impl Loaded {
    /// The runs as columns, with the problems.
    pub fn history(&self) -> History {
        let runs = self.snapshots.iter().map(|s| (s.id.clone(), &s.snapshot));
        History::from_snapshots(runs, self.problems.clone())
    }

    /// The runs with their ids, in order.
    pub fn into_pairs(self) -> Vec<(SnapshotId, Snapshot)> {
        self.snapshots.into_iter().map(|s| (s.id, s.snapshot)).collect()
    }
}

/// Reads every file below `root`.
pub(super) fn read(root: &Path) -> Result<Loaded, StoreError> {
    let Walked { candidates, mut problems } = walk::walk(root)?;
    let results: Vec<Result<Opened, Diagnostic>> = candidates.par_iter().flat_map_iter(load::open).collect();
    let mut opened = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(file) => opened.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    let snapshots = once_each(opened, &mut problems);
    problems.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
    Ok(Loaded { snapshots, problems })
}

/// Sorts, and takes each run once: from the file that stands where it belongs, else from the first by path.
fn once_each(mut opened: Vec<Opened>, problems: &mut Vec<Diagnostic>) -> Vec<Stored> {
    fn key(o: &Opened) -> impl Ord + '_ {
        (o.stored.snapshot.taken_at, &o.stored.id, !o.remarks.is_empty(), &o.stored.path)
    }
    opened.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut snapshots: Vec<Stored> = Vec::with_capacity(opened.len());
    for Opened { stored, remarks } in opened {
        problems.extend(remarks);
        match snapshots.last() {
            Some(last) if last.id == stored.id => problems.push(twice(&last.path, &stored.path)),
            _ => snapshots.push(stored),
        }
    }
    snapshots
}

/// The same run in two places. Beside an archive file it is what an interrupted `history compact` leaves, or a branch
/// that did not know of it: no harm is done.
pub(super) fn twice(first: &str, second: &str) -> Diagnostic {
    let message = format!("holds the same run as {first}; it is counted once");
    if first.contains('#') != second.contains('#') {
        return Diagnostic::note(second, message).hint("`quarterdeck history compact` leaves one of the two");
    }
    Diagnostic::warning(second, message).hint("delete one of the two")
}
