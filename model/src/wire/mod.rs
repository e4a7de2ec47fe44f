//! The only (de)serialised shapes, one folder per version, and the migrations between them.
//!
//! - [`encode`] and [`decode`]: a snapshot as the archive keeps it, `quarterdeck.snapshot` version 1.1.
//! - [`published`]: the columns of a whole history, as a site publishes them to the browser.
//! - [`v0`]: files of the system that Quarterdeck replaces, read into snapshots.
//!
//! A file of a newer minor version is read, and what it has beyond this version is kept in [`Unknown`] and written
//! back. A file of a newer major version is refused.

mod error;
mod header;
mod layout;
pub mod light;
pub mod packed;
pub mod published;
mod repair;
#[cfg(any(test, feature = "schema"))]
mod schema;
mod text;
mod tree;
mod unknown;
pub mod v0;
pub mod v1;

/// The JSON Schema of a stored snapshot.
pub const SNAPSHOT_SCHEMA: &str = include_str!("../../schemas/snapshot-v1.schema.json");

pub use error::{WireError, WireErrorKind};
pub use header::{SCHEMA, Version};
#[cfg(any(test, feature = "schema"))]
pub use schema::schemas;
pub use tree::Tree;
pub use unknown::Unknown;

use crate::Snapshot;
use header::Header;

/// How the snapshots of one major version are read: text to domain, older shapes by way of the newer ones.
type Reader = fn(&str, Header) -> Result<Snapshot, WireError>;

/// The migrations: every major version that can be read, oldest first. A new major version adds a row, and makes the
/// reader of the row before end in a conversion to its own shapes.
const READERS: [(u32, Reader); 1] = [(v1::MAJOR, v1::decode)];

/// The newest version that is written.
pub const NEWEST: Version = Version { major: v1::MAJOR, minor: v1::MINOR };

/// A snapshot as JSON of the newest version (1.1, or 1.0 where that holds all): deterministic, indented, with a line break at the end.
///
/// Whatever is written can be read again: a value that the format cannot hold (a number that is not finite, a commit
/// that is not hexadecimal, more covered than there is) is left out, and a diagnostic in the written snapshot says so.
#[must_use]
pub fn encode(snapshot: &Snapshot) -> Vec<u8> {
    match repair::repaired(snapshot) {
        Some(repaired) => v1::encode(&repaired),
        None => v1::encode(snapshot),
    }
}

/// Reads a snapshot of any version that this program knows.
///
/// # Errors
/// [`WireError`] with the place and a hint: not UTF-8, not JSON, a merge conflict, another schema, a newer major
/// version, a field that is missing or wrong.
pub fn decode(bytes: &[u8]) -> Result<Snapshot, WireError> {
    read(bytes).map_err(|e| e.or_hint("restore the file from git, or delete it and collect again"))
}

/// Reads once more what [`decode`] has read: a snapshot of that kind whose [`Snapshot::unknown`] is empty. What a file
/// says of itself is not looked at again, which is a third of the work.
///
/// # Errors
/// As [`decode`].
#[cfg(not(target_family = "wasm"))]
pub fn decode_again(bytes: &[u8], kind: crate::Kind) -> Result<Snapshot, WireError> {
    v1::decode(text::of(bytes)?, Header { version: NEWEST, kind })
}

/// The version that a snapshot file says it is of, if this program can read it.
///
/// # Errors
/// As [`decode`], but for what comes after the head of the file.
pub fn version(bytes: &[u8]) -> Result<Version, WireError> {
    let newest = READERS.last().map_or(0, |(major, _)| *major);
    Ok(Header::read(text::of(bytes)?, newest)?.version)
}

fn read(bytes: &[u8]) -> Result<Snapshot, WireError> {
    let text = text::of(bytes)?;
    let newest = READERS.last().map_or(0, |(major, _)| *major);
    let header = Header::read(text, newest)?;
    match READERS.iter().find(|(major, _)| *major == header.version.major) {
        Some((_, read)) => read(text, header),
        None => Err(unreadable(header.version)),
    }
}

fn unreadable(version: Version) -> WireError {
    let message = format!("there is no snapshot format version {}.{}", version.major, version.minor);
    WireError::new(WireErrorKind::UnknownVersion, message)
        .at(crate::Place::Pointer("/version/major".to_owned()))
        .hint("versions begin at 1.0; restore the file from git")
}
