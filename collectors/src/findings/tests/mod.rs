//! Findings as tools really write them, and as they should not: every fixture with all that is read from it.

mod bandit;
mod cargo_audit;
mod checkstyle;
mod clippy;
mod eslint;
mod flake8;
mod gitlab;
mod identity;
mod mypy;
mod npm_audit;
mod pip_audit;
mod pylint;
mod ruff;
mod sarif;
mod semgrep;
mod trivy;

use crate::fixtures::{self, Row};
use crate::format::Reading;
use quarterdeck_model::payload::{Class, Finding, ToolReport};
use quarterdeck_model::{Kind, Payload};

fn check(format: &str, rows: &[Row]) {
    fixtures::check(Kind::Findings, format, rows, figures);
}

/// What each tool looked for, then every finding.
fn figures(reading: &Reading) -> String {
    let Payload::Findings(findings) = &reading.payload else { return "no findings".to_owned() };
    let tools: Vec<String> = findings.tools.iter().map(tool).collect();
    let items: Vec<String> = findings.items.iter().map(item).collect();
    format!("{} [{}]", tools.join(", "), items.join(", "))
}

fn tool(report: &ToolReport) -> String {
    let classes: Vec<&str> = report.looked_for.iter().copied().map(Class::as_str).collect();
    let classes = if classes.is_empty() { "nothing known".to_owned() } else { classes.join("+") };
    format!("{} {} for {classes}", report.tool, report.section.state.as_str())
}

fn item(finding: &Finding) -> String {
    let Finding { class, severity, rule, path, message, .. } = finding;
    let line = finding.line.map_or("?".to_owned(), |line| line.to_string());
    let suppressed = if finding.suppressed { " suppressed" } else { "" };
    format!("{} {} {rule} {path}:{line} {message:?}{suppressed}", severity.as_str(), class.as_str())
}
