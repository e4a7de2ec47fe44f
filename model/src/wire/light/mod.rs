//! The JSON reader of the browser: small before anything else.
//!
//! The reader of files is made for every type anew, which takes a third of what a browser loads. This one reads any JSON
//! into one tree, and every type out of that. It gives the same values; of what is wrong it knows the place as a pointer.

mod access;
mod fault;
mod parse;
mod read;

use serde::de::DeserializeOwned;
use std::fmt;

/// Any JSON.
#[derive(Debug, Clone, PartialEq)]
enum Json {
    Null,
    Bool(bool),
    Number(f64),
    /// A whole number that a float does not hold.
    Unsigned(u64),
    /// The same below zero.
    Signed(i64),
    Text(String),
    /// A list of nothing but numbers, which most of the published data is.
    Numbers(Vec<f64>),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

/// What is wrong and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A JSON pointer; for text that is no JSON the byte.
    place: String,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        f.write_str(": ")?;
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

/// Reads `T`.
///
/// # Errors
/// [`Fault`]: not JSON, or not of this shape.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let tree = parse::parse(text)?;
    T::deserialize(read::Node::of(&tree))
}

#[cfg(test)]
mod tests;
