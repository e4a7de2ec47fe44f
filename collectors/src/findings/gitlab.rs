//! GitLab's Code Quality report (a list of issues of the Code Climate specification), and its security reports
//! (`vulnerabilities`), which semgrep, Trivy and others write.

use super::report::{Found, Report, severity};
use super::tools;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings, Severity};
use serde::Deserialize;

#[derive(Deserialize)]
struct Issue {
    #[serde(default)]
    check_name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    fingerprint: String,
    #[serde(default)]
    categories: Vec<String>,
    location: Location,
}

#[derive(Default, Deserialize)]
struct Location {
    #[serde(default)]
    path: String,
    #[serde(default)]
    lines: Option<Begin<Place>>,
    #[serde(default)]
    positions: Option<Begin<Position>>,
}

#[derive(Deserialize)]
struct Begin<T> {
    begin: T,
}

#[derive(Deserialize)]
struct Position {
    line: u64,
}

/// Some writers put the position where the line belongs.
#[derive(Deserialize)]
#[serde(untagged)]
enum Place {
    Line(u64),
    Position(Position),
}

/// A security report.
#[derive(Deserialize)]
struct Security {
    vulnerabilities: Vec<Vulnerability>,
    #[serde(default)]
    scan: Option<Scan>,
}

#[derive(Deserialize)]
struct Scan {
    #[serde(default)]
    status: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    scanner: Option<Scanner>,
}

#[derive(Deserialize)]
struct Scanner {
    #[serde(default)]
    id: String,
    #[serde(default)]
    version: Option<String>,
}

#[derive(Deserialize)]
struct Vulnerability {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    category: Option<String>,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    identifiers: Vec<Identifier>,
    #[serde(default)]
    location: Where,
}

#[derive(Deserialize)]
struct Identifier {
    #[serde(default)]
    value: String,
}

#[derive(Default, Deserialize)]
struct Where {
    #[serde(default)]
    file: String,
    #[serde(default)]
    start_line: Option<u64>,
}

/// Whether the document looks like one of the two.
pub(crate) fn sniff(head: &str) -> bool {
    let quality = head.trim_start().starts_with('[')
        && ["\"fingerprint\"", "\"location\"", "\"severity\""].iter().all(|field| head.contains(field));
    let security = head.trim_start().starts_with('{')
        && head.contains("\"vulnerabilities\"")
        && (head.contains("security-report-schemas") || head.contains("\"identifiers\""));
    quality || security
}

/// Reads either.
///
/// # Errors
/// When it is not JSON of either shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    if text.trim_start().starts_with('{') {
        return security(&json::read(&input.name, &text)?, roots, notes);
    }
    let issues: Vec<Issue> = json::read(&input.name, &text)?;
    let mut report = Report::new("code-quality", "gitlab-codequality", &[Class::Lint], roots, notes);
    for issue in &issues {
        let security = issue.categories.iter().any(|category| category == "Security");
        let syntax = issue.check_name.is_empty() || issue.description.starts_with("Parsing error");
        let class = match (syntax, security) {
            (true, _) => Class::Syntax,
            (_, true) => Class::Security,
            _ => Class::Lint,
        };
        report.find(Found {
            rule: if issue.check_name.is_empty() { "unknown" } else { &issue.check_name },
            class,
            severity: quality(&issue.severity),
            message: &issue.description,
            path: &issue.location.path,
            line: issue.location.line(),
            suppressed: false,
            mark: Some(issue.fingerprint.as_str()).filter(|mark| !mark.is_empty()),
        });
    }
    Ok(report.finish())
}

/// info, minor, major, critical, blocker (Code Climate's order).
fn quality(word: &str) -> Severity {
    match word {
        "blocker" => Severity::Critical,
        "critical" => Severity::High,
        "major" => Severity::Medium,
        "minor" => Severity::Low,
        "info" => Severity::Info,
        _ => Severity::Unknown,
    }
}

impl Location {
    fn line(&self) -> Option<u64> {
        let line = self.lines.as_ref().map(|lines| match &lines.begin {
            Place::Line(line) => *line,
            Place::Position(position) => position.line,
        });
        line.or(self.positions.as_ref().map(|positions| positions.begin.line))
    }
}

fn security(
    of: &Security,
    roots: &[String],
    notes: crate::notes::Notes,
) -> Result<Parsed<Findings>, CollectError> {
    let scanner = of.scan.as_ref().and_then(|scan| scan.scanner.as_ref());
    let tool = scanner.map_or("gitlab-security", |scanner| scanner.id.as_str());
    let kind = of.scan.as_ref().and_then(|scan| scan.kind.as_deref());
    let dependency = matches!(kind, Some("dependency_scanning" | "container_scanning"));
    let class = if dependency { Class::Dependency } else { Class::Security };
    let looked_for = tools::looks_for(tool).filter(|_| kind.is_none()).map_or(vec![class], <[Class]>::to_vec);
    let mut report = Report::new(tool, "gitlab-codequality", &looked_for, roots, notes);
    report.version(scanner.and_then(|scanner| scanner.version.clone()));
    for found in &of.vulnerabilities {
        let dependency = found.category.as_deref() == Some("dependency_scanning");
        let message = found.message.as_ref().or(found.name.as_ref()).map_or("", String::as_str);
        report.find(Found {
            rule: found.identifiers.first().map_or("unknown", |id| id.value.as_str()),
            class: if dependency { Class::Dependency } else { class },
            severity: severity(&found.severity),
            message,
            path: &found.location.file,
            line: found.location.start_line,
            suppressed: false,
            mark: None,
        });
    }
    if of.scan.as_ref().and_then(|scan| scan.status.as_deref()) == Some("failure") {
        report.failed(format!("{tool} says that its scan failed"));
    }
    Ok(report.finish())
}
