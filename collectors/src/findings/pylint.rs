//! pylint's JSON: `json`, a list of messages, and `json2` (since 3.0), which also says how many modules were looked at.
//!
//! fatal is critical, error high, warning medium, refactor and convention low; E0001 and the fatal ones are of syntax.

use super::report::{Found, Report};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings, Severity};
use serde::Deserialize;

#[derive(Deserialize)]
struct Second {
    messages: Vec<Message>,
    #[serde(default)]
    statistics: Statistics,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statistics {
    #[serde(default)]
    modules_linted: Option<u64>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    line: Option<u64>,
    #[serde(default)]
    symbol: String,
    #[serde(default)]
    message: String,
    #[serde(alias = "message-id", alias = "messageId")]
    id: String,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let id = head.contains("\"message-id\"") || head.contains("\"messageId\"");
    let message = id && head.contains("\"symbol\"") && head.contains("\"module\"");
    message || (head.contains("\"messageTypeCount\"") && head.contains("\"modulesLinted\""))
}

/// Reads the messages.
///
/// # Errors
/// When it is not JSON of either shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let second = if text.trim_start().starts_with('{') {
        json::read(&input.name, &text)?
    } else {
        Second { messages: json::read(&input.name, &text)?, statistics: Statistics::default() }
    };
    let mut report = Report::new("pylint", "pylint", &[Class::Syntax, Class::Lint], roots, notes);
    for message in &second.messages {
        let (class, severity) = judged(message);
        // "astroid-error", "parse-error": pylint gave up on that module.
        if message.kind == "fatal" {
            report.unread(&format!("{}: {}", message.path, message.message));
        }
        let rule = if message.symbol.is_empty() { &message.id } else { &message.symbol };
        report.find(Found {
            rule,
            class,
            severity,
            message: &message.message,
            path: &message.path,
            line: message.line,
            suppressed: message.id == "I0020",
            mark: None,
        });
    }
    if second.statistics.modules_linted == Some(0) {
        report.empty("pylint looked at no module");
    }
    Ok(report.finish())
}

fn judged(message: &Message) -> (Class, Severity) {
    match message.kind.as_str() {
        "fatal" => (Class::Syntax, Severity::Critical),
        "error" if message.id == "E0001" => (Class::Syntax, Severity::High),
        "error" => (Class::Lint, Severity::High),
        "warning" => (Class::Lint, Severity::Medium),
        "refactor" | "convention" => (Class::Lint, Severity::Low),
        "info" | "information" => (Class::Lint, Severity::Info),
        _ => (Class::Lint, Severity::Unknown),
    }
}
