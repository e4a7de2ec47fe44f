//! One parsed report, and what its snapshots have in common.

use super::node::Node;
use crate::wire::{WireError, text};
use crate::{
    Collector, Diagnostic, Labels, Payload, Section, SectionState, Snapshot, Source, Timestamp, wire,
};
use serde_json::Value;

/// A report as JSON.
pub(super) struct Document {
    value: Value,
    /// Remarks on the text itself.
    pub(super) remarks: Vec<Diagnostic>,
}

impl Document {
    /// Parses a report. Python writes `NaN` and `Infinity`, which are not JSON: they are read as `null`.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, WireError> {
        let text = text::of(bytes)?;
        let first = match text::read(text) {
            Ok(value) => return Ok(Self { value, remarks: Vec::new() }),
            Err(error) => error,
        };
        let (repaired, count) = without_nan(text);
        if count == 0 {
            return Err(first);
        }
        let value = text::read(&repaired)?;
        let note = format!("NaN and Infinity were read as not measured, {count} times");
        Ok(Self { value, remarks: vec![Diagnostic::warning("", note)] })
    }

    pub(super) fn root(&self) -> Node<'_> {
        Node::root(&self.value)
    }
}

/// The text with `NaN`, `Infinity` and `-Infinity` outside of strings as `null`, and how many there were.
fn without_nan(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut count, mut quoted) = (text, 0, false);
    while let Some(c) = rest.chars().next() {
        let word = ["-Infinity", "Infinity", "NaN"].into_iter().find(|w| !quoted && rest.starts_with(w));
        if let Some(word) = word {
            out.push_str("null");
            rest = rest.get(word.len()..).unwrap_or_default();
            count += 1;
            continue;
        }
        let taken =
            if quoted && c == '\\' { rest.chars().take(2).map(char::len_utf8).sum() } else { c.len_utf8() };
        quoted ^= c == '"';
        out.push_str(rest.get(..taken).unwrap_or_default());
        rest = rest.get(taken..).unwrap_or_default();
    }
    (out, count)
}

/// What the snapshots of one report have in common.
pub(super) struct Report {
    pub(super) taken_at: Timestamp,
    pub(super) format: &'static str,
    pub(super) remarks: Vec<Diagnostic>,
}

impl Report {
    /// A snapshot of this report with remarks of its own.
    pub(super) fn snapshot(
        &self,
        job: &str,
        section: Section,
        payload: Payload,
        own: Vec<Diagnostic>,
    ) -> Snapshot {
        let mut diagnostics = self.remarks.clone();
        diagnostics.extend(own);
        Snapshot {
            taken_at: self.taken_at,
            subject: "acgs2".to_owned(),
            source: Source::default(),
            collector: Collector {
                job: job.to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                tool: "acgs2".to_owned(),
                tool_version: None,
                format: self.format.to_owned(),
                simulated: false,
                configuration: None,
                from: Vec::new(),
            },
            labels: Labels::none(),
            section,
            payload,
            diagnostics,
            unknown: wire::Unknown::default(),
        }
    }
}

/// The state of a section of which `found` figures were measured and `reasons` say what was not.
pub(super) fn section(found: usize, reasons: Vec<String>) -> Section {
    let state = match (found, reasons.is_empty()) {
        (0, _) => SectionState::Empty,
        (_, true) => SectionState::Ok,
        (_, false) => SectionState::Partial,
    };
    Section { state, reasons }
}
