//! The history as a site publishes it to the browser: columns in chunks of time.
//!
//! A chunk stands alone: decoded without the others it gives the history of its own runs. What repeats is written
//! once (contexts, commits, lists of runs), times and indices are written as differences, and identifiers only as the
//! part that does not follow from time and commit.

mod columns;
mod cuts;
mod loads;
mod probes;
#[cfg(any(test, target_arch = "wasm32"))]
mod read;
mod restore;
mod shape;

pub use columns::{encode, encode_cut};
pub use cuts::{Cutting, Limits, PUBLISHED};
#[cfg(any(test, feature = "schema"))]
pub(super) use loads::LoadShape;
pub use loads::{LOADS_SCHEMA, PublishedLoad, decode_loads, encode_loads};
pub use restore::{Decoder, decode};
#[cfg(any(test, feature = "schema"))]
pub(super) use shape::Shape;

use super::WireError;
#[cfg(any(test, target_arch = "wasm32"))]
use super::light;
#[cfg(not(target_arch = "wasm32"))]
use super::{header, text};

/// The value of `schema` in every chunk.
pub const SCHEMA: &str = "quarterdeck.published";

/// What helps with broken published data.
const REBUILD: &str = "build the site again";

/// Some consecutive runs of a history, as columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk(shape::Shape);

impl Chunk {
    /// Its place among the chunks of a history, from 0 (the oldest).
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// Number of runs in it.
    pub fn runs(&self) -> usize {
        self.0.time.len()
    }

    /// The chunk as JSON on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // No shape here has keys that are not text, and memory does not fail.
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Reads what [`Chunk::to_json`] wrote. Its indices are checked by [`decode`].
    ///
    /// # Errors
    /// [`WireError`]: not JSON, another schema, a newer major version, a field that is missing or wrong, with its place.
    pub fn from_json(json: &str) -> Result<Self, WireError> {
        Self::read(json).map_err(|e| e.or_hint(REBUILD))
    }

    /// Step by step, to say what is wrong.
    #[cfg(not(target_arch = "wasm32"))]
    fn read(json: &str) -> Result<Self, WireError> {
        if let Ok(shape) = serde_json::from_str::<shape::Shape>(json)
            && shape.is_ours()
        {
            return Ok(Self(shape));
        }
        let json = text::of(json.as_bytes())?;
        header::schema_is(json, SCHEMA)?;
        header::version_at_most(json, shape::MAJOR)?;
        text::read(json).map(Self)
    }

    #[cfg(target_arch = "wasm32")]
    fn read(json: &str) -> Result<Self, WireError> {
        Self::read_lightly(json)
    }

    /// With the browser's reader.
    #[cfg(any(test, target_arch = "wasm32"))]
    pub(crate) fn read_lightly(json: &str) -> Result<Self, WireError> {
        match light::from_str::<shape::Shape>(json) {
            Ok(shape) if shape.is_ours() => Ok(Self(shape)),
            Ok(_) => Err(WireError::field("/", format!("it is no {SCHEMA} of version {}", shape::MAJOR))),
            Err(fault) => Err(WireError::field("/", fault.to_string())),
        }
    }
}
