//! rustc and clippy messages: `cargo clippy --message-format=json`, one JSON object a line.
//!
//! The same finding comes once for each target that a file is compiled into: it is counted once. A message without code
//! and place ("aborting due to 3 errors") is no finding; an error without code is one of syntax.

use super::{identity, payload};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::paths;
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Section, SectionState};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Line {
    reason: Option<String>,
    message: Option<Message>,
    success: Option<bool>,
}

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
pub fn sniff(head: &str) -> bool {
    let line = head.lines().find(|line| line.starts_with('{'));
    line.is_some_and(|line| {
        line.contains("\"reason\":\"")
            || line.contains("\"reason\": \"")
            || line.contains("\"$message_type\"")
    })
}

/// Reads the messages. Without the closing `build-finished` the build was cut off; when it says that the build failed,
/// later crates were not looked at.
///
/// # Errors
/// When no line is a message of cargo.
pub fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, warning) = input.text();
    let mut notes = Notes::new(&input.name, warning);
    let mut reader = Reader { roots, seen: BTreeSet::new(), items: Vec::new(), finished: None, messages: 0 };
    for (number, line) in (1u64..).zip(text.lines()).filter(|(_, line)| line.trim_start().starts_with('{')) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) => reader.line(line),
            Err(e) => notes.warn(number, format!("is no message of cargo: {e}")),
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

struct Reader<'a> {
    roots: &'a [String],
    /// Code, file, line, column and message of each finding that was counted.
    seen: BTreeSet<(String, String, u64, u64, String)>,
    items: Vec<Finding>,
    finished: Option<bool>,
    messages: u64,
}

impl Reader<'_> {
    fn line(&mut self, line: Line) {
        self.messages += 1;
        match (line.reason.as_deref(), line.message) {
            (Some("compiler-message"), Some(message)) => self.message(message),
            (Some("build-finished"), _) => self.finished = line.success,
            _ => {}
        }
    }

    fn message(&mut self, message: Message) {
        let error = message.level.starts_with("error");
        if !error && message.level != "warning" {
            return;
        }
        let Some(span) = message.spans.iter().find(|s| s.is_primary).or(message.spans.first()) else {
            return;
        };
        let code = message.code.map(|c| c.code);
        let path = paths::normalised(&span.file_name, self.roots);
        let rule = code.clone().unwrap_or_else(|| "syntax".to_owned());
        let key = (rule.clone(), path.clone(), span.line_start, span.column_start, message.message.clone());
        if !self.seen.insert(key) {
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
            line: Some(span.line_start),
            suppressed: false,
        });
    }

    fn section(&self, lost: Option<String>) -> Section {
        match self.finished {
            None => Section::because(SectionState::Partial, "the build was cut off before it finished"),
            Some(false) => {
                Section::because(SectionState::Partial, "the build failed: later crates were not looked at")
            }
            Some(true) if lost.is_some() => Section::because(SectionState::Partial, lost.unwrap_or_default()),
            Some(true) => Section::ok(),
        }
    }
}
