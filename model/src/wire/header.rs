//! The head of a snapshot file, read before its shape is known: which schema, which version, which kind.

use super::{WireError, WireErrorKind, text};
use crate::{Kind, Place};
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt;

/// The value of `schema` in every snapshot file.
pub const SCHEMA: &str = "quarterdeck.snapshot";

/// What helps with somebody else's file in the archive.
const MOVE: &str =
    "move files that are not snapshots out of the archive, or import them with quarterdeck import";

/// What a snapshot file says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) version: Version,
    pub(super) kind: Kind,
}

/// A version of the wire format. Another major changes what is there; another minor only adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub struct Version {
    /// Readers of another major refuse the file.
    pub major: u32,
    /// Readers of an older minor read the file and keep what they do not know.
    pub minor: u32,
}

impl fmt::Display for Version {
    /// `1.0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// All of the head at once: what nearly every file has.
#[derive(Deserialize)]
struct Whole<'a> {
    #[serde(borrow)]
    schema: Cow<'a, str>,
    version: Version,
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Schema {
    schema: Option<String>,
}

#[derive(Deserialize)]
struct Versioned {
    version: Version,
}

#[derive(Deserialize)]
struct Kinded {
    kind: String,
}

impl Header {
    /// Reads the head; `newest` is the newest major that can be read.
    pub(super) fn read(text: &str, newest: u32) -> Result<Self, WireError> {
        if let Ok(head) = serde_json::from_str::<Whole<'_>>(text)
            && head.schema == SCHEMA
            && head.version.major <= newest
            && let Some(kind) = Kind::parse(&head.kind)
        {
            return Ok(Self { version: head.version, kind });
        }
        Self::read_slowly(text, newest)
    }

    /// Field by field, to say which one is wrong.
    fn read_slowly(text: &str, newest: u32) -> Result<Self, WireError> {
        schema_is(text, SCHEMA).map_err(|e| match e.kind {
            WireErrorKind::Foreign => e.or_hint(MOVE),
            _ => e,
        })?;
        let version = version_at_most(text, newest)?;
        let word = text::read::<Kinded>(text)?.kind;
        let kind = Kind::parse(&word).ok_or_else(|| unknown_kind(&word))?;
        Ok(Self { version, kind })
    }
}

/// Checks that the JSON in `text` says `"schema": <wanted>`.
pub(super) fn schema_is(text: &str, wanted: &str) -> Result<(), WireError> {
    let found = match serde_json::from_str::<Schema>(text) {
        Ok(head) => head.schema,
        Err(e) if e.is_data() => None,
        Err(e) => return Err(text::syntax(text, &e)),
    };
    let message = match found {
        Some(found) if found == wanted => return Ok(()),
        Some(found) => format!("`schema` is {}, `{wanted}` was expected", quoted(&found)),
        None => format!("no text `schema` at the top, `\"schema\": \"{wanted}\"` was expected"),
    };
    Err(WireError::new(WireErrorKind::Foreign, message).at(Place::Pointer("/schema".to_owned())))
}

/// The version in `text`, whose major must be at most `newest`.
pub(super) fn version_at_most(text: &str, newest: u32) -> Result<Version, WireError> {
    let version = text::read::<Versioned>(text)?.version;
    if version.major > newest { Err(newer(version, newest)) } else { Ok(version) }
}

fn newer(version: Version, newest: u32) -> WireError {
    let message = format!(
        "the file has format version {}.{}, this program reads versions up to {newest}.x",
        version.major, version.minor
    );
    WireError::new(WireErrorKind::NewerMajor, message)
        .at(Place::Pointer("/version/major".to_owned()))
        .hint("update quarterdeck")
}

fn unknown_kind(word: &str) -> WireError {
    let known: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
    let message =
        format!("{} is no kind of snapshot, one of {} was expected", quoted(word), known.join(", "));
    WireError::field("/kind", message).hint("update quarterdeck if a newer one wrote the file")
}

/// Text from a file inside a message: quoted, cut to 60 characters.
pub(super) fn quoted(found: &str) -> String {
    format!("`{}`", text::tame(found, 60))
}
