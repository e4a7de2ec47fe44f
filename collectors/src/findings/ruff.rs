//! `ruff check --output-format json` (or `json-lines`). ruff calls everything an error, so class and severity follow
//! from the rule: no code or `invalid-syntax` is a syntax error, `S…` is security, `E9…` is syntax, the rest is lint.

use super::{identity, payload};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::{Notes, harmless};
use crate::{json, paths};
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Section, SectionState, plural};
use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    /// Null for a syntax error; that it is there tells ruff from other tools that write a list of messages.
    #[serde(deserialize_with = "Option::deserialize")]
    code: Option<String>,
    message: String,
    #[serde(default)]
    filename: Option<String>,
    location: Option<Location>,
}

#[derive(Deserialize)]
struct Location {
    row: Option<u64>,
}

/// Whether the beginning looks like ruff's findings. An empty list is written by many tools.
pub(crate) fn sniff(head: &str) -> bool {
    let head = head.trim_start();
    let list = head.starts_with('[') && (head.contains("\"noqa_row\"") || head.contains("\"end_location\""));
    list || (head.starts_with('{') && head.contains("\"noqa_row\""))
}

/// Whether findings that stand one a line stop between two lines.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.starts_with('{') && json::ends_with_a_record(text)
}

/// Reads the findings. An empty list is a clean result: ruff did look. A file that it could not open (`E902`) it did not.
///
/// # Errors
/// When the file is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, warning) = input.text();
    let text = text.trim_start_matches('\u{feff}');
    let entries = entries(&input.name, text)?;
    let security = entries.iter().any(|e| e.code.as_deref().is_some_and(is_security));
    let mut looked_for = vec![Class::Syntax, Class::Lint];
    // ruff says nothing of the rules that were switched on; a finding of a security rule shows that they were.
    looked_for.extend(security.then_some(Class::Security));
    let section = section(&entries);
    let items = entries.into_iter().map(|entry| finding(entry, roots)).collect();
    let report = ToolReport {
        tool: "ruff".to_owned(),
        version: None,
        format: "ruff".to_owned(),
        section: section.clone(),
        looked_for,
    };
    Ok(Parsed {
        payload: payload(vec![report], items),
        section,
        tool: "ruff".to_owned(),
        tool_version: None,
        taken_at: None,
        diagnostics: Notes::new(&input.name, warning).finish(),
    })
}

fn section(entries: &[Entry]) -> Section {
    let mut unread = entries.iter().filter(|entry| entry.code.as_deref() == Some("E902"));
    match unread.next() {
        None => Section::ok(),
        Some(first) => {
            let files = plural(unread.count() + 1, "file", "files");
            let why = format!("ruff could not read {files}: {}", harmless(&first.message));
            Section::because(SectionState::Partial, why)
        }
    }
}

/// One list, or one object a line.
fn entries(name: &str, text: &str) -> Result<Vec<Entry>, CollectError> {
    if !text.trim_start().starts_with('{') {
        return json::read(name, text);
    }
    let lines = (1u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| json::read(name, line).map_err(|e| e.at_line(number))).collect()
}

fn finding(entry: Entry, roots: &[String]) -> Finding {
    let path = paths::normalised(entry.filename.as_deref().unwrap_or_default(), roots);
    let (class, severity) = judged(entry.code.as_deref());
    let rule = entry.code.unwrap_or_else(|| "invalid-syntax".to_owned());
    Finding {
        identity: identity::of("ruff", &rule, &path, &entry.message),
        tool: "ruff".to_owned(),
        rule,
        class,
        severity,
        message: entry.message,
        path,
        line: entry.location.and_then(|l| l.row),
        suppressed: false,
    }
}

/// What a rule is about and how bad that is.
pub(super) fn judged(code: Option<&str>) -> (Class, Severity) {
    match code {
        None | Some("invalid-syntax") => (Class::Syntax, Severity::High),
        Some(code) if code.starts_with("E9") => (Class::Syntax, Severity::High),
        Some(code) if is_security(code) => (Class::Security, Severity::Medium),
        Some(_) => (Class::Lint, Severity::Low),
    }
}

/// `S101`, but not `SIM102` or `SLF001`.
pub(super) fn is_security(code: &str) -> bool {
    code.strip_prefix('S').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}
