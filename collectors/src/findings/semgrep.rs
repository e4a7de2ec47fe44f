//! Semgrep's JSON (`semgrep --json`). Rules say their severity, old ones as INFO, WARNING and ERROR; what they look for
//! is security, unless the rule says that it is about correctness, performance or the like.

use super::report::{Found, Report, severity};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings, Severity};
use serde::Deserialize;

#[derive(Deserialize)]
struct Semgrep {
    #[serde(default)]
    version: Option<String>,
    results: Vec<Match>,
    #[serde(default)]
    errors: Vec<Trouble>,
    #[serde(default)]
    paths: Option<Paths>,
}

#[derive(Deserialize)]
struct Paths {
    #[serde(default)]
    scanned: Option<Vec<serde::de::IgnoredAny>>,
}

#[derive(Deserialize)]
struct Trouble {
    #[serde(default)]
    message: String,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    level: String,
}

#[derive(Deserialize)]
struct Match {
    check_id: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    start: Start,
    extra: Extra,
}

#[derive(Default, Deserialize)]
struct Start {
    #[serde(default)]
    line: Option<u64>,
}

#[derive(Deserialize)]
struct Extra {
    #[serde(default)]
    message: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    is_ignored: bool,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default)]
    category: Option<serde_json::Value>,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let matches = head.contains("\"check_id\"") && head.contains("\"extra\"");
    let run = head.contains("\"paths\"") && head.contains("\"scanned\"") && head.contains("\"errors\"");
    head.trim_start().starts_with('{') && head.contains("\"results\"") && (matches || run)
}

/// Reads the matches.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let semgrep: Semgrep = json::read(&input.name, &text)?;
    let mut report = Report::new("semgrep", "semgrep", &[Class::Security], roots, notes);
    report.version(semgrep.version);
    for found in &semgrep.results {
        report.find(Found {
            rule: &found.check_id,
            class: found.extra.class(),
            severity: found.extra.severity(),
            message: &found.extra.message,
            path: &found.path,
            line: found.start.line,
            suppressed: found.extra.is_ignored,
            mark: None,
        });
    }
    for error in semgrep.errors.iter().filter(|error| error.level != "info") {
        let place = error.path.as_deref().map_or(String::new(), |path| format!("{path}: "));
        report.unread(&format!("{place}{}", error.message));
    }
    let scanned = semgrep.paths.and_then(|paths| paths.scanned).map(|paths| paths.len());
    match scanned {
        Some(0) => report.empty("semgrep scanned no file"),
        None if report.count() == 0 => report.empty("semgrep does not say that it scanned a file"),
        _ => {}
    }
    Ok(report.finish())
}

impl Extra {
    fn class(&self) -> Class {
        match self.metadata.category.as_ref().and_then(serde_json::Value::as_str) {
            None | Some("security") => Class::Security,
            Some(_) => Class::Lint,
        }
    }

    fn severity(&self) -> Severity {
        match self.severity.to_ascii_uppercase().as_str() {
            "ERROR" => Severity::High,
            "WARNING" => Severity::Medium,
            "INVENTORY" | "EXPERIMENT" => Severity::Info,
            word => severity(word),
        }
    }
}
