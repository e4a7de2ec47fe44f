//! The only (de)serialised shapes, one folder per version, and the migrations between them.

/// Fields of a newer minor version that this version does not know, kept so that a rewrite loses nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unknown(pub Vec<(String, serde_json::Value)>);
