//! Why an input cannot be read: the file, the place in it, what was expected, what to do.

use quarterdeck_model::{Diagnostic, Place};

/// What stops the reading of one input, or the whole collection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CollectError(pub Diagnostic);

impl CollectError {
    /// An error about `path`.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self(Diagnostic::error(path, message))
    }

    /// The same, with its place.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self(self.0.at(place))
    }

    /// The same, with its line.
    #[must_use]
    pub fn at_line(self, line: u64) -> Self {
        Self(self.0.at_line(line))
    }

    /// The same, with what to do.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self(self.0.hint(hint))
    }
}
