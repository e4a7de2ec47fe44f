//! bandit's JSON (`bandit -f json`): weaknesses of Python code, with severity and confidence. Files that it could not
//! read stand in `errors` and were not looked at.

use super::report::{Found, Report, severity};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Class, Findings};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Bandit {
    results: Vec<Issue>,
    #[serde(default)]
    errors: Vec<Unread>,
    #[serde(default)]
    generated_at: Option<String>,
    #[serde(default)]
    metrics: BTreeMap<String, Counted>,
}

#[derive(Deserialize)]
struct Issue {
    #[serde(default)]
    filename: String,
    #[serde(default)]
    line_number: Option<u64>,
    issue_severity: String,
    #[serde(default)]
    issue_text: String,
    test_id: String,
}

#[derive(Deserialize)]
struct Unread {
    #[serde(default)]
    filename: String,
    #[serde(default)]
    reason: String,
}

/// Old versions write these as floats.
#[derive(Default, Deserialize)]
struct Counted {
    #[serde(default)]
    loc: f64,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let all = ["\"errors\"", "\"generated_at\"", "\"metrics\""].iter().all(|field| head.contains(field));
    head.trim_start().starts_with('{') && all && head.contains("\"CONFIDENCE.")
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let bandit: Bandit = json::read(&input.name, &text)?;
    let mut report = Report::new("bandit", "bandit", &[Class::Security], roots, notes);
    report.taken_at = bandit.generated_at.as_deref().and_then(Timestamp::parse);
    for issue in &bandit.results {
        report.find(Found {
            rule: &issue.test_id,
            class: Class::Security,
            severity: severity(&issue.issue_severity),
            message: &issue.issue_text,
            path: &issue.filename,
            line: issue.line_number,
            suppressed: false,
            mark: None,
        });
    }
    bandit.errors.iter().for_each(|error| report.unread(&format!("{}: {}", error.filename, error.reason)));
    let files = bandit.metrics.keys().filter(|name| *name != "_totals").count();
    let lines = bandit.metrics.get("_totals").map_or(0.0, |totals| totals.loc);
    if files <= bandit.errors.len() && report.count() == 0 && lines <= 0.0
        || files == 0 && report.count() == 0
    {
        report.empty("bandit looked at no file");
    } else if files == bandit.errors.len() && report.count() == 0 {
        report.failed("bandit could read none of the files");
    }
    Ok(report.finish())
}
