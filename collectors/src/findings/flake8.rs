//! flake8's text, `file:line:column: CODE message`, and the lists by file of flake8-json. The code decides as with ruff:
//! E9 is of syntax, S of security, all else lint.

use super::report::{Found, Report};
use super::ruff;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Violation {
    code: String,
    #[serde(default)]
    line_number: Option<u64>,
    #[serde(default)]
    text: String,
}

/// Whether the first line is a violation, or the document one of flake8-json.
pub(crate) fn sniff(head: &str) -> bool {
    let first = head.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let json =
        first.starts_with('{') && head.contains("\"physical_line\"") && head.contains("\"line_number\"");
    json || violation(first).is_some()
}

/// A list of lines: what is cut off between two of them cannot be told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    !text.trim_start().starts_with('{') && text.lines().last().is_some_and(|line| violation(line).is_some())
}

/// Reads the violations. Without any, flake8 writes nothing at all.
///
/// # Errors
/// When no line is a violation.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let mut report = Report::new("flake8", "flake8", &[Class::Syntax, Class::Lint], roots, notes);
    if text.trim_start().starts_with('{') {
        let files: BTreeMap<String, Vec<Violation>> = json::read(&input.name, &text)?;
        for (path, violations) in &files {
            violations.iter().for_each(|v| find(&mut report, path, v.line_number, &v.code, &v.text));
        }
        if files.is_empty() {
            report.empty("flake8 looked at no file");
        }
        return Ok(report.finish());
    }
    for (number, line) in (1u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match violation(line) {
            Some((path, at, code, message)) => find(&mut report, path, Some(at), code, message),
            // `--count` and `--statistics` write totals at the end.
            None if line.split_whitespace().next().is_some_and(|word| word.parse::<u64>().is_ok()) => {}
            None => report.notes.warn(number, "is no violation of flake8; it was left out".to_owned()),
        }
    }
    if report.count() == 0 {
        return Err(CollectError::new(&input.name, "holds no violation of flake8; expected file:line:column: CODE message")
            .hint("flake8 writes nothing when all is well, which cannot be told from not having run: use --format json of flake8-json"));
    }
    Ok(report.finish())
}

fn find(report: &mut Report, path: &str, line: Option<u64>, code: &str, message: &str) {
    let (class, severity) = ruff::judged(Some(code));
    if code == "E902" {
        report.unread(&format!("{path}: {message}"));
    }
    report.find(Found { rule: code, class, severity, message, path, line, suppressed: false, mark: None });
}

/// Path, line, code and message.
fn violation(line: &str) -> Option<(&str, u64, &str, &str)> {
    let (place, rest) = line.trim_end().split_once(": ")?;
    let (place, column) = place.rsplit_once(':')?;
    let (path, number) = place.rsplit_once(':')?;
    column.parse::<u64>().ok()?;
    let (code, message) = rest.split_once(' ').unwrap_or((rest, ""));
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = code.bytes().skip(letters).filter(u8::is_ascii_digit).count();
    let is_code = (1..=3).contains(&letters) && digits >= 1 && letters + digits == code.len();
    (is_code && !path.is_empty()).then_some((path, number.parse().ok()?, code, message))
}
