//! An archive as it is worked with: its history, and its snapshots on a shelf.
//!
//! Read as columns a run is some hundred bytes, and as a snapshot ten thousand; so no snapshot stays in memory. Their
//! texts do, packed: they are read once, and what a command tells is of one state of the archive.

mod packed;
mod read;

pub use packed::Packed;

use super::{Archive, order};
use crate::{StoreError, layout};
use quarterdeck_model::{Diagnostic, History, Run, SnapshotId, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is to be kept of every run besides its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Columns,
    /// The snapshots.
    Snapshots,
    /// The snapshots, all of whose texts will be asked for.
    Texts,
}

/// What an archive holds: every run once.
#[derive(Debug, Default)]
pub struct Shelved {
    /// The runs as columns, with the problems that [`Loaded::problems`](super::Loaded::problems) has.
    pub history: History,
    /// Their snapshots, as far as they were to be kept.
    pub shelf: Packed,
    /// Files of runs that do not stand alone where they belong.
    elsewhere: BTreeMap<SnapshotId, String>,
}

impl Shelved {
    /// Its problems: see [`Loaded::problems`](super::Loaded::problems).
    pub fn problems(&self) -> &[Diagnostic] {
        &self.history.problems
    }

    /// The file of a run: see [`Stored::path`](super::Stored::path).
    pub fn path(&self, run: &Run) -> String {
        let usual = || layout::relative_of(run.kind, run.taken_at, &run.id);
        self.elsewhere.get(&run.id).cloned().unwrap_or_else(usual)
    }
}

impl Archive {
    /// Reads every snapshot as [`Archive::read`] does, and keeps no more of each than is said.
    ///
    /// # Errors
    /// [`StoreError`] when there is no such folder.
    pub fn shelve(&self, keep: Keep) -> Result<Shelved, StoreError> {
        read::read(&self.root, keep)
    }

    /// Checks every file as [`Archive::read`] does, and the order of the runs in time; an archive without fault gives
    /// no remark. Also how many runs there are.
    ///
    /// # Errors
    /// [`StoreError`] when there is no such folder.
    pub fn verify(&self, now: Timestamp) -> Result<(usize, Vec<Diagnostic>), StoreError> {
        let shelved = self.shelve(Keep::Columns)?;
        let mut found = order::check(&shelved, now);
        found.extend(shelved.history.problems);
        found.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
        Ok((shelved.history.runs.len(), found))
    }
}

/// A run on its way to the shelf.
struct Entry {
    run: Arc<Run>,
    /// Its sheet, and its number there.
    on: (usize, usize),
    slot: packed::Slot,
    path: Option<Box<str>>,
    remarks: Vec<Diagnostic>,
}

impl Entry {
    fn path(&self) -> String {
        let usual = || layout::relative_of(self.run.kind, self.run.taken_at, &self.run.id);
        self.path.as_deref().map_or_else(usual, str::to_owned)
    }
}
