//! The JSON Schema of `quarterdeck.toml`: made from the structs that read it, committed, and what mistakes are told by.

#[cfg(test)]
pub(crate) mod made;
#[cfg(test)]
mod page;

use serde_json::Value;

/// The schema as committed (draft 2020-12).
pub(crate) const TEXT: &str = include_str!("../../schemas/quarterdeck-toml.schema.json");

/// The schema as a value.
pub(crate) fn value() -> Value {
    serde_json::from_str(TEXT).unwrap_or_default()
}
