//! Why bytes are not a snapshot: what kind of trouble, where, what was expected, what to do.

use crate::{Diagnostic, Place};
use std::fmt;

/// What is wrong with the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WireErrorKind {
    /// Nothing in it.
    Empty,
    /// Not UTF-8 text.
    NotUtf8,
    /// Git left both sides of a merge in it.
    Conflict,
    /// JSON that ends before it is complete.
    Truncated,
    /// Not JSON.
    NotJson,
    /// JSON of somebody else: no `schema`, or another one.
    Foreign,
    /// Written by a newer Quarterdeck whose major version this one cannot read.
    NewerMajor,
    /// A version that never existed, or one that is imported and not read (`0`).
    UnknownVersion,
    /// A field is missing, or holds what it must not.
    InvalidField,
}

/// Bytes that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct WireError {
    /// What is wrong.
    pub kind: WireErrorKind,
    /// Where: byte, line and column, or JSON pointer.
    pub place: Option<Place>,
    /// What was found and what was expected: one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl WireError {
    pub(crate) fn new(kind: WireErrorKind, message: impl Into<String>) -> Self {
        Self { kind, place: None, message: message.into(), hint: None }
    }

    /// A field at `pointer` that is missing or wrong.
    pub(crate) fn field(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(WireErrorKind::InvalidField, message).at(Place::Pointer(pointer.into()))
    }

    #[must_use]
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with a hint where it has none.
    #[must_use]
    pub(crate) fn or_hint(mut self, hint: &str) -> Self {
        self.hint.get_or_insert_with(|| hint.to_owned());
        self
    }

    /// The same as a diagnostic about the file `path`.
    #[must_use]
    pub fn into_diagnostic(self, path: impl Into<String>) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(path, self.message);
        diagnostic.place = self.place;
        diagnostic.hint = self.hint;
        diagnostic
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}
