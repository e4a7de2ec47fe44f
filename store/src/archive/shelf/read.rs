//! Reading a whole archive without keeping its snapshots.

use super::packed::{Packed, Packer, Slot, Text};
use super::{Entry, Keep, Shelved};
use crate::StoreError;
use crate::archive::load;
use crate::archive::read::twice;
use crate::archive::walk::{self, Candidate, Walked};
use quarterdeck_model::history::gather::Sheet;
use quarterdeck_model::wire::{self, Unknown};
use quarterdeck_model::{Diagnostic, History};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Files that one thread reads in one go; an archive file holds many runs and is read by itself.
const FILES: usize = 64;

/// What one thread read in one go.
#[derive(Default)]
struct Batch {
    keep: Option<Keep>,
    sheet: Sheet,
    entries: Vec<Entry>,
    packer: Packer,
    problems: Vec<Diagnostic>,
}

/// Reads every file below `root`.
pub(super) fn read(root: &Path, keep: Keep) -> Result<Shelved, StoreError> {
    let Walked { candidates, mut problems } = walk::walk(root)?;
    let both_alone = |a: &Candidate, b: &Candidate| !a.is_packed() && !b.is_packed();
    let parts: Vec<&[Candidate]> =
        candidates.chunk_by(both_alone).flat_map(|same| same.chunks(FILES)).collect();
    let batches: Vec<Batch> = parts.into_par_iter().map(|part| Batch::of(part, keep)).collect();
    let mut entries = Vec::with_capacity(batches.iter().map(|batch| batch.entries.len()).sum());
    let (mut sheets, mut blocks) = (Vec::with_capacity(batches.len()), Vec::new());
    for batch in batches {
        let before = blocks.len();
        let moved =
            |entry: Entry| Entry { on: (sheets.len(), entry.on.1), slot: entry.slot.after(before), ..entry };
        entries.extend(batch.entries.into_iter().map(moved));
        problems.extend(batch.problems);
        blocks.extend(batch.packer.finish());
        sheets.push(batch.sheet);
    }
    let entries = once_each(entries, &mut problems);
    problems.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
    let history = History::of_sheets(&sheets, entries.iter().map(|entry| entry.on), problems);
    drop(sheets);
    let mut shelved = Shelved { history, ..Shelved::default() };
    let mut slots: Vec<(Arc<_>, Slot)> = Vec::with_capacity(entries.len());
    for entry in entries {
        shelved.elsewhere.extend(entry.path.map(|path| (entry.run.id.clone(), path.into_string())));
        slots.push((entry.run, entry.slot));
    }
    if keep != Keep::Columns {
        shelved.shelf = Packed::of(slots, blocks);
    }
    Ok(shelved)
}

impl Batch {
    fn of(part: &[Candidate], keep: Keep) -> Self {
        let mut batch = Self { keep: Some(keep), ..Self::default() };
        for candidate in part {
            if let Err(problem) = batch.read(candidate) {
                batch.problems.push(problem);
            }
        }
        batch
    }

    fn read(&mut self, candidate: &Candidate) -> Result<(), Diagnostic> {
        if !candidate.is_packed() {
            let bytes = load::bytes_of(&candidate.path, &candidate.relative)?;
            return self.take(candidate, None, &bytes);
        }
        for (name, bytes) in load::members(candidate)? {
            if let Err(problem) = self.take(candidate, Some(&name), &bytes) {
                self.problems.push(problem);
            }
        }
        Ok(())
    }

    /// Takes down what is needed of a run; its snapshot goes at the end of this.
    fn take(&mut self, candidate: &Candidate, name: Option<&str>, bytes: &[u8]) -> Result<(), Diagnostic> {
        let load::Opened { stored, remarks } = load::one(candidate, name, bytes)?;
        let snapshot = &stored.snapshot;
        let text = |as_written| Text { as_written, known: snapshot.unknown == Unknown::default() };
        let slot = match self.keep {
            Some(Keep::Snapshots) => self.packer.add(bytes, text(false)),
            Some(Keep::Texts) => self.packer.add(bytes, text(wire::encode(snapshot) == bytes)),
            Some(Keep::Columns) | None => Slot::default(),
        };
        // One without remarks that stands alone has the path that follows from its content.
        let path = (name.is_some() || !remarks.is_empty()).then(|| stored.path.into_boxed_str());
        let row = self.sheet.add(stored.id, &stored.snapshot);
        let Some(run) = self.sheet.runs().get(row).map(Arc::clone) else { return Ok(()) };
        self.entries.push(Entry { run, on: (0, row), slot, path, remarks });
        Ok(())
    }
}

/// Sorts, and takes each run once: from the file that stands where it belongs, else from the first by path.
fn once_each(mut all: Vec<Entry>, problems: &mut Vec<Diagnostic>) -> Vec<Entry> {
    fn key(entry: &Entry) -> impl Ord + '_ {
        (entry.run.taken_at, &entry.run.id, !entry.remarks.is_empty())
    }
    all.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.path().cmp(&b.path())));
    let mut kept: Vec<Entry> = Vec::with_capacity(all.len());
    for mut entry in all {
        problems.append(&mut entry.remarks);
        match kept.last() {
            Some(last) if last.run.id == entry.run.id => problems.push(twice(&last.path(), &entry.path())),
            _ => kept.push(entry),
        }
    }
    kept
}
