//! ESLint's JSON (`--format json`, and `json-with-metadata`): messages by file. Severity 2 is medium and 1 low; a fatal
//! message is a file that ESLint could not parse. Suppressed messages are kept and are not open.

use super::report::{Found, Report};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings, Severity};
use serde::Deserialize;

#[derive(Deserialize)]
struct Wrapped {
    results: Vec<File>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    file_path: String,
    messages: Vec<Message>,
    #[serde(default)]
    suppressed_messages: Vec<Message>,
    #[serde(default)]
    error_count: Option<u64>,
    #[serde(default)]
    warning_count: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(default)]
    rule_id: Option<String>,
    severity: u8,
    #[serde(default)]
    message: String,
    #[serde(default)]
    line: Option<u64>,
    #[serde(default)]
    fatal: bool,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    head.contains("\"filePath\"") && head.contains("\"messages\"") && head.contains("\"errorCount\"")
}

/// Reads the messages. An empty list is a run that was given no file.
///
/// # Errors
/// When it is not JSON of either shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let files = if text.trim_start().starts_with('{') {
        json::read::<Wrapped>(&input.name, &text)?.results
    } else {
        json::read(&input.name, &text)?
    };
    let mut report = Report::new("eslint", "eslint", &[Class::Syntax, Class::Lint], roots, notes);
    for file in &files {
        file.messages.iter().for_each(|message| find(&mut report, file, message, false));
        file.suppressed_messages.iter().for_each(|message| find(&mut report, file, message, true));
        if let Some(difference) = file.difference() {
            report.notes.note(difference);
        }
    }
    if files.is_empty() {
        report.empty("ESLint looked at no file");
    }
    Ok(report.finish())
}

fn find(report: &mut Report, file: &File, message: &Message, suppressed: bool) {
    let (class, severity) = match message.severity {
        _ if message.fatal => (Class::Syntax, Severity::High),
        2 => (Class::Lint, Severity::Medium),
        1 => (Class::Lint, Severity::Low),
        _ => (Class::Lint, Severity::Info),
    };
    // Without a rule it is a parse error, or a comment that disables nothing.
    let rule = match message.rule_id.as_deref() {
        Some(rule) => rule,
        None if message.fatal => "parse-error",
        None => "unused-directive",
    };
    report.find(Found {
        rule,
        class,
        severity,
        message: &message.message,
        path: &file.file_path,
        line: message.line,
        suppressed,
        mark: None,
    });
}

impl File {
    /// Counts declared do not count; that they differ is worth a remark.
    fn difference(&self) -> Option<String> {
        let declared = (self.error_count?, self.warning_count?);
        let of = |severity| self.messages.iter().filter(|m| m.severity == severity).count() as u64;
        let counted = (of(2), of(1));
        (declared != counted).then(|| {
            format!(
                "{} declares {} errors and {} warnings; its messages are {} and {}",
                self.file_path, declared.0, declared.1, counted.0, counted.1
            )
        })
    }
}
