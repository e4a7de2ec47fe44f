//! What went wrong while reading, and where: never a crash, never a silent gap.

use std::fmt;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Read, with a remark (a declared total differs from the counted one, say).
    Note,
    /// Read, but something was left out or repaired.
    Warning,
    /// Not read: the figures that it would have given are unknown.
    Error,
}

/// The place inside a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// 1-based line, and column where known (1-based, in characters; 0 = unknown).
    Line {
        /// 1-based line.
        line: u64,
        /// 1-based column, 0 when unknown.
        column: u64,
    },
    /// Byte offset from the start.
    Byte(u64),
    /// JSON pointer (RFC 6901), such as `/results/3/level`.
    Pointer(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line { line, column: 0 } => write!(f, "line {line}"),
            Place::Line { line, column } => write!(f, "line {line} column {column}"),
            Place::Byte(at) => write!(f, "byte {at}"),
            Place::Pointer(p) if p.is_empty() => write!(f, "at the top"),
            Place::Pointer(p) => write!(f, "at {p}"),
        }
    }
}

/// One remark about one input: what, where, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// The file, as the user named it (relative to the archive or the project); empty when not about a file.
    pub path: String,
    /// Where in the file.
    pub place: Option<Place>,
    /// What was found and what was expected: one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of the given level about `path`.
    pub fn new(level: Level, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { level, path: path.into(), place: None, message: message.into(), hint: None }
    }

    /// An error about `path`.
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Level::Error, path, message)
    }

    /// A warning about `path`.
    pub fn warning(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, path, message)
    }

    /// A note about `path`.
    pub fn note(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Level::Note, path, message)
    }

    /// The same, with its place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with its line.
    #[must_use]
    pub fn at_line(self, line: u64) -> Self {
        self.at(Place::Line { line, column: 0 })
    }

    /// The same, with a hint at what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}", self.path)?;
            if let Some(place) = &self.place {
                write!(f, ", {place}")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}
