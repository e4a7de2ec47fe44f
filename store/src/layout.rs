//! Where a snapshot's file stands in the archive and how it is named: all of it follows from the content.

pub(crate) use quarterdeck_model::wire::packed::unix_lines;
use quarterdeck_model::{Kind, Snapshot, SnapshotId, Timestamp};
use sha2::{Digest as _, Sha256};

/// What the names of snapshot files end in.
pub(crate) const EXTENSION: &str = "json";

/// The id of `snapshot`, whose file holds `bytes`.
pub(crate) fn id(snapshot: &Snapshot, bytes: &[u8]) -> SnapshotId {
    SnapshotId::of(snapshot.taken_at, snapshot.source.commit.as_deref(), hash(bytes))
}

/// `<kind>/<year>/<month>/<id>.json`, in UTC.
pub(crate) fn relative(snapshot: &Snapshot, id: &SnapshotId) -> String {
    relative_of(snapshot.kind(), snapshot.taken_at, id)
}

/// The same of a run of that kind and time.
pub(crate) fn relative_of(kind: Kind, taken_at: Timestamp, id: &SnapshotId) -> String {
    let time = taken_at.compact();
    let (year, month) = (time.get(..4).unwrap_or_default(), time.get(4..6).unwrap_or_default());
    format!("{kind}/{year}/{month}/{id}.{EXTENSION}")
}

/// The beginning of the SHA-256. Line ends count as LF: git may write CR LF into a work tree, and a JSON text has
/// none that matters.
fn hash(bytes: &[u8]) -> [u8; 6] {
    let digest = Sha256::digest(unix_lines(bytes).as_ref());
    let mut out = [0; 6];
    out.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    out
}
