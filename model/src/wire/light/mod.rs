//! The JSON reader of the browser: small before anything else.
//!
//! The reader of files is made for every type anew, which takes a third of what a browser loads. This one reads any JSON
//! into one tree, and each type is a list of the names of its fields ([`Read`]). It gives the same values; of what is wrong
//! it knows the place as a pointer.

mod at;
mod fields;
mod parse;
mod types;

pub use at::At;
pub use fields::{Fields, Items};
pub use types::Kept;

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

impl Fault {
    fn new(what: String) -> Self {
        Self { place: String::new(), what }
    }

    /// The same a step further out.
    #[must_use]
    pub fn within(self, key: &str) -> Self {
        Self { place: ["/", key, &self.place].concat(), what: self.what }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        f.write_str(": ")?;
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

/// What can be read.
pub trait Read: Sized {
    /// Reads what is there. Where that is wrong it says so to `at` and gives any value, which nobody gets to see: going on
    /// is shorter than turning back at every field.
    fn read(at: At<'_, '_>) -> Self;

    /// What a field of an object is that is not there; nothing where it must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads `T`.
///
/// # Errors
/// [`Fault`]: not JSON, or not of this shape.
pub fn from_str<T: Read>(text: &str) -> Result<T, Fault> {
    read(&parse::parse(text)?)
}

fn read<T: Read>(tree: &Json) -> Result<T, Fault> {
    let mut fault = None;
    let value = T::read(At::new(tree, &mut fault));
    match fault {
        None => Ok(value),
        Some(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests;
