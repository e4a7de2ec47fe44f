//! Two archives: what one has and the other lacks, and both in one.

use super::{Archive, Stored};
use crate::{StoreError, layout};
use quarterdeck_model::{Diagnostic, SnapshotId};
use std::collections::{BTreeMap, BTreeSet};

/// What merging did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Runs that were added.
    pub added: usize,
    /// Runs that were there already.
    pub existed: usize,
    /// What could not be read over there; it was not taken over.
    pub problems: Vec<Diagnostic>,
}

/// How two archives differ, by ids in order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Only in the first.
    pub left: Vec<SnapshotId>,
    /// Only in the second.
    pub right: Vec<SnapshotId>,
    /// In both.
    pub both: usize,
    /// Pairs of the same kind, job, time and commit with different content: one of the two was edited, or the same
    /// report was read by two versions.
    pub differing: Vec<(SnapshotId, SnapshotId)>,
}

impl Archive {
    /// Adds every run of `from` that is not here, with its text as it stands there.
    ///
    /// # Errors
    /// [`StoreError`] when an archive cannot be read or this one not written; what was added stays, and merging again
    /// completes it.
    pub fn merge(&self, from: &Archive) -> Result<Merged, StoreError> {
        let theirs = from.read()?;
        let here: BTreeSet<SnapshotId> = match self.read() {
            Ok(loaded) => loaded.snapshots.into_iter().map(|s| s.id).collect(),
            Err(StoreError::NoArchive { .. }) => BTreeSet::new(),
            Err(e) => return Err(e),
        };
        let mut merged = Merged { problems: theirs.problems.clone(), ..Merged::default() };
        let mut added = Vec::new();
        for stored in &theirs.snapshots {
            if here.contains(&stored.id) {
                merged.existed += 1;
                continue;
            }
            let relative = layout::relative(&stored.snapshot, &stored.id);
            added.push(self.put_bytes(stored.id.clone(), &relative, &from.text(stored)?)?);
        }
        self.sync(&added)?;
        merged.added = added.len();
        Ok(merged)
    }

    /// Compares this archive with `other`.
    ///
    /// # Errors
    /// [`StoreError`] when one of the two cannot be read.
    pub fn difference(&self, other: &Archive) -> Result<Difference, StoreError> {
        let (ours, theirs) = (self.read()?.snapshots, other.read()?.snapshots);
        let ids = |all: &[Stored]| all.iter().map(|s| s.id.clone()).collect::<BTreeSet<_>>();
        let (our_ids, their_ids) = (ids(&ours), ids(&theirs));
        let mut difference =
            Difference { both: our_ids.intersection(&their_ids).count(), ..Difference::default() };
        let mut runs: BTreeMap<_, &SnapshotId> = BTreeMap::new();
        for stored in ours.iter().filter(|s| !their_ids.contains(&s.id)) {
            runs.insert(run(stored), &stored.id);
            difference.left.push(stored.id.clone());
        }
        for stored in theirs.iter().filter(|s| !our_ids.contains(&s.id)) {
            if let Some(ours) = runs.get(&run(stored)) {
                difference.differing.push(((*ours).clone(), stored.id.clone()));
            }
            difference.right.push(stored.id.clone());
        }
        Ok(difference)
    }
}

/// What makes it the same run, whatever it says.
fn run(stored: &Stored) -> impl Ord + '_ {
    let s = &stored.snapshot;
    (s.kind(), &s.collector.job, s.taken_at, &s.source.commit, &s.labels)
}
