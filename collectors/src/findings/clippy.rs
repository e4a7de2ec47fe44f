//! rustc and clippy messages: `cargo clippy --message-format=json`, one JSON object a line.
//!
//! The same finding comes once for each target that a file is compiled into: it is counted once. A message without code
//! and place ("aborting due to 3 errors") is no finding; an error without code is one of syntax. Lints of the whole
//! package (`clippy::multiple_crate_versions`) have a code and no place.

use super::{identity, payload};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::{json, paths};
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Section, SectionState};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A message of cargo.
#[derive(Deserialize)]
struct Line {
    reason: String,
    message: Option<Message>,
    success: Option<bool>,
}

/// A message of rustc, which cargo wraps and `rustc --error-format=json` writes bare.
#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: u64,
    column_start: u64,
    is_primary: bool,
}

/// Whether the beginning looks like cargo's messages.
pub(crate) fn sniff(head: &str) -> bool {
    let line = head.lines().find(|line| line.starts_with('{'));
    line.is_some_and(|line| {
        line.contains("\"reason\":\"")
            || line.contains("\"reason\": \"")
            || line.contains("\"$message_type\"")
    })
}

/// Whether messages of rustc itself, which says nothing at its end, stop between two lines.
pub(crate) fn may_be_cut(text: &str) -> bool {
    !text.contains("\"reason\"") && json::ends_with_a_record(text)
}

/// Reads the messages. Without the closing `build-finished` the build was cut off; when it says that the build failed,
/// later crates were not looked at.
///
/// # Errors
/// When no line is a message of cargo.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, mut notes) = input.noted();
    let mut reader = Reader { roots, ..Reader::default() };
    for (number, line) in (1u64..).zip(text.lines()) {
        if !line.trim_start().starts_with('{') {
            if line.contains("\"reason\":") {
                notes.warn(number, "holds a message of cargo behind other text; it was left out".to_owned());
            }
        } else if let Err(e) = reader.line(line) {
            notes.warn(number, format!("is no message of cargo or rustc: {e}"));
        }
    }
    if reader.messages == 0 {
        return Err(CollectError::new(
            &input.name,
            "holds no message of cargo; expected one JSON object a line",
        )
        .hint("run cargo clippy with --message-format=json and keep its standard output"));
    }
    let section = reader.section(notes.lost());
    let report = ToolReport {
        tool: "clippy".to_owned(),
        version: None,
        format: "clippy".to_owned(),
        section: section.clone(),
        looked_for: vec![Class::Syntax, Class::Lint],
    };
    Ok(Parsed {
        payload: payload(vec![report], reader.items),
        section,
        tool: "clippy".to_owned(),
        tool_version: None,
        taken_at: None,
        diagnostics: notes.finish(),
    })
}

/// Code, file, line with column, and message of a finding.
type Seen = (String, String, Option<(u64, u64)>, String);

#[derive(Default)]
struct Reader<'a> {
    roots: &'a [String],
    /// Each finding that was counted.
    seen: BTreeSet<Seen>,
    items: Vec<Finding>,
    finished: Option<bool>,
    messages: u64,
    /// Units that were compiled, or had been.
    units: u64,
    /// Whether cargo wrote messages, and not rustc itself; and whether one was an error.
    cargo: bool,
    errors: bool,
}

impl Reader<'_> {
    fn line(&mut self, text: &str) -> Result<(), serde_json::Error> {
        if text.contains("\"reason\"") {
            let line: Line = serde_json::from_str(text)?;
            self.cargo = true;
            match (line.reason.as_str(), line.message) {
                ("compiler-message", Some(message)) => self.message(message),
                ("compiler-artifact", _) => self.units += 1,
                // Of several builds in one file, one that failed stays failed.
                ("build-finished", _) => {
                    let before = self.finished.unwrap_or(true);
                    self.finished = line.success.map(|success| success && before);
                }
                _ => {}
            }
        } else {
            self.message(serde_json::from_str(text)?);
        }
        self.messages += 1;
        Ok(())
    }

    fn message(&mut self, message: Message) {
        let error = message.level.starts_with("error");
        self.errors |= error;
        if !error && message.level != "warning" {
            return;
        }
        let span = message.spans.iter().find(|s| s.is_primary).or(message.spans.first());
        let code = message.code.map(|c| c.code);
        if span.is_none() && code.is_none() {
            return;
        }
        let path = span.map(|s| paths::normalised(&s.file_name, self.roots)).unwrap_or_default();
        let line = span.map(|s| s.line_start);
        let rule = code.clone().unwrap_or_else(|| "syntax".to_owned());
        let at = span.map(|s| (s.line_start, s.column_start));
        if !self.seen.insert((rule.clone(), path.clone(), at, message.message.clone())) {
            return;
        }
        let (class, severity) = match (error, &code) {
            (true, None) => (Class::Syntax, Severity::High),
            (true, Some(_)) => (Class::Lint, Severity::High),
            (false, _) => (Class::Lint, Severity::Low),
        };
        self.items.push(Finding {
            identity: identity::of("clippy", &rule, &path, &message.message),
            tool: "clippy".to_owned(),
            rule,
            class,
            severity,
            message: message.message,
            path,
            line,
            suppressed: false,
        });
    }

    fn section(&self, lost: Option<String>) -> Section {
        let partial = |why: &str| Section::because(SectionState::Partial, why);
        match (self.finished, lost) {
            (None, _) if !self.cargo && self.errors => partial("rustc stopped at an error"),
            (None, _) if self.cargo => partial("the build was cut off before it finished"),
            (Some(false), _) => partial("the build failed: later crates were not looked at"),
            (_, Some(lost)) => partial(&lost),
            (Some(true), None) if self.units == 0 && self.items.is_empty() => {
                Section::because(SectionState::Empty, "the build compiled nothing")
            }
            _ => Section::ok(),
        }
    }
}
