//! Bringing the results of another system into an archive. Importing again adds nothing.

mod acgs2;

use crate::archive::Known;
use crate::{Added, Archive, StoreError};
use quarterdeck_model::{Diagnostic, Snapshot};
use rayon::prelude::*;

pub use acgs2::acgs2;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Snapshots that were added.
    pub added: usize,
    /// Snapshots that the archive had already.
    pub existed: usize,
    /// Reports or runs that were looked at, readable or not.
    pub files: usize,
    /// What could not be imported, and remarks; by path.
    pub problems: Vec<Diagnostic>,
}

/// Stores past runs, each unless the archive has it. One that cannot be stored stops no other.
///
/// # Errors
/// [`StoreError`] when the archive's folder cannot be read.
pub fn runs(archive: &Archive, snapshots: &[Snapshot]) -> Result<Imported, StoreError> {
    let mut imported = Imported { files: snapshots.len(), ..Imported::default() };
    let known = archive.known()?;
    imported.keep(archive, &known, "", snapshots);
    Ok(imported)
}

impl Imported {
    /// Stores what one report, at `path`, held.
    fn keep(&mut self, archive: &Archive, known: &Known, path: &str, snapshots: &[Snapshot]) {
        let is_known: Vec<bool> = snapshots.par_iter().map(|snapshot| known.has(snapshot)).collect();
        let fresh: Vec<&Snapshot> =
            snapshots.iter().zip(&is_known).filter(|(_, known)| !**known).map(|(s, _)| s).collect();
        self.existed += snapshots.len() - fresh.len();
        match archive.add_each(&fresh) {
            Ok(added) => added.into_iter().for_each(|result| self.count(path, result)),
            Err(error) => self.count(path, Err(error)),
        }
    }

    fn count(&mut self, path: &str, result: Result<Added, StoreError>) {
        match result {
            Ok(added) if added.existed => self.existed += 1,
            Ok(_) => self.added += 1,
            Err(error) => self.problems.push(
                Diagnostic::error(path, format!("the snapshot cannot be stored: {error}"))
                    .hint("import again once that is mended; what is there already is not added twice"),
            ),
        }
    }
}
