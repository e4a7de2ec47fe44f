//! The archive: a folder of snapshot files without an index.

mod check;
mod compact;
mod find;
mod load;
mod merge;
mod migrate;
mod order;
mod prune;
mod raw;
mod read;
mod retention;
mod same;
mod shelf;
mod walk;

#[cfg(test)]
mod tests;

use crate::{StoreError, layout, write};
use quarterdeck_model::{Snapshot, SnapshotId, wire};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use compact::Compacted;
pub(crate) use load::bytes_of;
pub use merge::{Difference, Merged};
pub use migrate::{Migrated, Rewritten};
pub use prune::Pruned;
pub use read::{Loaded, Stored};
pub use retention::{Dropped, Retention};
pub(crate) use same::Known;
pub use shelf::{Keep, Packed, Shelved};

/// An archive of snapshots in a folder, which need not exist before something is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    root: PathBuf,
}

/// What adding a snapshot did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its identifier.
    pub id: SnapshotId,
    /// Its file.
    pub path: PathBuf,
    /// The same run was there already; nothing was written.
    pub existed: bool,
}

impl Archive {
    /// The archive in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Stores one run, for good once this returns. The same run stored twice is one file; nothing is ever replaced.
    ///
    /// # Errors
    /// [`StoreError`] naming the path; the archive is as it was.
    pub fn add(&self, snapshot: &Snapshot) -> Result<Added, StoreError> {
        let added = self.put(snapshot)?;
        self.sync([&added])?;
        Ok(added)
    }

    /// Stores many runs, in parallel; the result is in their order.
    ///
    /// # Errors
    /// The first [`StoreError`] in their order; what could be stored is stored all the same.
    pub fn add_all(&self, snapshots: &[Snapshot]) -> Result<Vec<Added>, StoreError> {
        self.add_each(&snapshots.iter().collect::<Vec<_>>())?.into_iter().collect()
    }

    /// The same, telling of each run what became of it.
    pub(crate) fn add_each(
        &self,
        snapshots: &[&Snapshot],
    ) -> Result<Vec<Result<Added, StoreError>>, StoreError> {
        let added: Vec<Result<Added, StoreError>> = snapshots.par_iter().map(|s| self.put(s)).collect();
        self.sync(added.iter().flatten())?;
        Ok(added)
    }

    /// Reads every snapshot, in parallel; the result is the same every time. Files that cannot be read, or only with
    /// remarks, are told in [`Loaded::problems`].
    ///
    /// # Errors
    /// [`StoreError`] when there is no such folder.
    pub fn read(&self) -> Result<Loaded, StoreError> {
        read::read(&self.root)
    }

    /// Reads the one snapshot whose id begins with `id_prefix` (with or without `.json`).
    ///
    /// # Errors
    /// [`StoreError`] when none or several begin so (it names candidates), or its file cannot be read.
    pub fn read_one(&self, id_prefix: &str) -> Result<Stored, StoreError> {
        find::one(&self.root, id_prefix)
    }

    /// Writes the file; its name may still be lost in a power cut.
    fn put(&self, snapshot: &Snapshot) -> Result<Added, StoreError> {
        let bytes = wire::encode(snapshot);
        let id = layout::id(snapshot, &bytes);
        let relative = layout::relative(snapshot, &id);
        self.put_bytes(id, &relative, &bytes)
    }

    /// The same for bytes that are a run already.
    fn put_bytes(&self, id: SnapshotId, relative: &str, bytes: &[u8]) -> Result<Added, StoreError> {
        let path = self.root.join(relative);
        if let Some(packed) = raw::packed(&self.root, relative, bytes) {
            return Ok(Added { id, path: packed, existed: true });
        }
        let existed = write::fresh(&path, bytes)?;
        Ok(Added { id, path, existed })
    }

    fn sync<'a>(&self, added: impl IntoIterator<Item = &'a Added>) -> Result<(), StoreError> {
        let folders: BTreeSet<&Path> =
            added.into_iter().filter(|a| !a.existed).filter_map(|a| a.path.parent()).collect();
        folders.into_iter().try_for_each(write::sync_folder)
    }
}
