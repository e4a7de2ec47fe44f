//! Whether an archive has a run already, written by any version of Quarterdeck.

use super::{Archive, load};
use crate::layout;
use quarterdeck_model::{Snapshot, wire};
use std::path::Path;

impl Archive {
    /// Whether a file in the place of `snapshot` holds the same run, but for the version of Quarterdeck that wrote it.
    /// Collecting again is another run; reading the same report again with a newer version is not.
    pub(crate) fn has_same_run(&self, snapshot: &Snapshot) -> bool {
        let bytes = wire::encode(snapshot);
        let path = self.root.join(layout::relative(snapshot, &layout::id(snapshot, &bytes)));
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
        let name = name.to_string_lossy();
        // Time and commit: all of the name but the hash.
        let Some((run, _)) = name.rsplit_once('-') else { return false };
        let Ok(entries) = std::fs::read_dir(folder) else { return false };
        let of_run = |name: &str| name.rsplit_once('-').is_some_and(|(other, _)| other == run);
        let mut names: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.file_name())).collect();
        names.retain(|n| of_run(&n.to_string_lossy()));
        names.iter().any(|n| holds(&folder.join(n), snapshot, &bytes))
    }
}

/// `bytes` is what `snapshot` is written as.
fn holds(path: &Path, snapshot: &Snapshot, bytes: &[u8]) -> bool {
    let Ok(found) = load::bytes_of(path, "") else { return false };
    let Ok(mut found) = wire::decode(&found) else { return false };
    found.collector.version.clone_from(&snapshot.collector.version);
    wire::encode(&found) == bytes
}
