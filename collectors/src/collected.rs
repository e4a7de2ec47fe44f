//! What a parse gives, and what a whole collection gives.

use quarterdeck_model::{Diagnostic, Labels, Payload, Section, Timestamp};

/// What one file of one tool gave. `T` is the kind's payload.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The figures.
    pub payload: T,
    /// Whether they can be believed.
    pub section: Section,
    /// The tool that wrote the file (`lcov`, `coverage.py`, `ruff`).
    pub tool: String,
    /// Its version, where the file says so.
    pub tool_version: Option<String>,
    /// When the measured run happened, where the file says so.
    pub taken_at: Option<Timestamp>,
    /// Remarks with place; the caller has put the path in.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Parsed<T> {
    /// The same with another payload.
    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed {
            payload: map(self.payload),
            section: self.section,
            tool: self.tool,
            tool_version: self.tool_version,
            taken_at: self.taken_at,
            diagnostics: self.diagnostics,
        }
    }
}

/// What one collector run gave: the part of a snapshot that does not depend on project, commit or clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// The figures.
    pub payload: Payload,
    /// Whether the whole can be believed.
    pub section: Section,
    /// Tool, or tools joined by `+`.
    pub tool: String,
    /// Its version, when there is one tool that says so.
    pub tool_version: Option<String>,
    /// Format, or formats joined by `+`.
    pub format: String,
    /// When the measured run happened, where the files say so (the latest of them).
    pub taken_at: Option<Timestamp>,
    /// Labels found while collecting (such as the machine class of a benchmark).
    pub labels: Labels,
    /// Every remark.
    pub diagnostics: Vec<Diagnostic>,
}
