//! Whether an archive has a run already, written by any version of Quarterdeck.

use super::walk::Candidate;
use super::{Archive, load, walk};
use crate::StoreError;
use crate::layout;
use quarterdeck_model::{Snapshot, wire};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The files of an archive by the runs that they hold, as far as their names tell: looked through once, however many
/// runs are then asked for.
#[derive(Debug, Default)]
pub(crate) struct Known {
    by_run: HashMap<String, Vec<Held>>,
}

/// Where a run is.
#[derive(Debug)]
enum Held {
    /// In a file of its own.
    File(PathBuf),
    /// In an archive file, which was read for it.
    Packed(Vec<u8>),
}

impl Archive {
    /// What is there now; an archive that does not exist yet has nothing.
    ///
    /// # Errors
    /// [`StoreError`] when the folder is none, or cannot be read.
    pub(crate) fn known(&self) -> Result<Known, StoreError> {
        let walked = match walk::walk(&self.root) {
            Err(StoreError::NoArchive { .. }) => return Ok(Known::default()),
            walked => walked?,
        };
        let mut known = Known::default();
        walked.candidates.into_iter().for_each(|found| known.take(&found));
        Ok(known)
    }
}

impl Known {
    /// Whether one of the files holds the same run, but for the version of Quarterdeck that wrote it. Collecting again
    /// is another run; reading the same report again with a newer version is not.
    pub(crate) fn has(&self, snapshot: &Snapshot) -> bool {
        let bytes = wire::encode(snapshot);
        let relative = layout::relative(snapshot, &layout::id(snapshot, &bytes));
        let files = run(Path::new(&relative)).and_then(|run| self.by_run.get(&run));
        files.is_some_and(|files| files.iter().any(|file| holds(file, snapshot, &bytes)))
    }

    fn take(&mut self, candidate: &Candidate) {
        if candidate.is_packed() {
            for (name, bytes) in load::members(candidate).unwrap_or_default() {
                self.put(Path::new(&name), Held::Packed(bytes));
            }
        } else {
            self.put(&candidate.path, Held::File(candidate.path.clone()));
        }
    }

    fn put(&mut self, path: &Path, held: Held) {
        if let Some(run) = run(path) {
            self.by_run.entry(run).or_default().push(held);
        }
    }
}

/// Time and commit: all of the name but the hash.
fn run(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    name.rsplit_once('-').map(|(run, _)| run.to_owned())
}

/// `bytes` is what `snapshot` is written as.
fn holds(held: &Held, snapshot: &Snapshot, bytes: &[u8]) -> bool {
    let found = match held {
        Held::File(path) => {
            load::bytes_of(path, "").and_then(|b| wire::decode(&b).map_err(|e| e.into_diagnostic("")))
        }
        Held::Packed(bytes) => wire::decode(bytes).map_err(|e| e.into_diagnostic("")),
    };
    let Ok(mut found) = found else { return false };
    found.collector.version.clone_from(&snapshot.collector.version);
    wire::encode(&found) == bytes
}
