//! pip-audit's JSON (`pip-audit -f json`): known vulnerabilities of Python packages. It has no severity. A package that
//! it skipped was not audited, though pip-audit says "No known vulnerabilities found"; nothing audited is no result.

use super::report::{Found, Report};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings, Severity};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Audit {
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    vulns: Vec<Vulnerability>,
    #[serde(default)]
    skip_reason: Option<String>,
}

#[derive(Deserialize)]
struct Vulnerability {
    id: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    fix_versions: Vec<String>,
}

/// Whether the document looks like this report; versions before 2.4 write the list alone.
pub(crate) fn sniff(head: &str) -> bool {
    let head = head.trim_start();
    let packages = head.contains("\"vulns\"") || head.contains("\"skip_reason\"");
    (head.starts_with('{') && head.contains("\"dependencies\"") && packages)
        || (head.starts_with('[') && packages && head.contains("\"version\""))
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of either shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let audit = if text.trim_start().starts_with('{') {
        json::read(&input.name, &text)?
    } else {
        Audit { dependencies: json::read(&input.name, &text)? }
    };
    let mut report = Report::new("pip-audit", "pip-audit", &[Class::Dependency], roots, notes);
    for dependency in &audit.dependencies {
        match &dependency.skip_reason {
            Some(why) => report.unread(&format!("{}: {why}", dependency.name)),
            None => dependency.findings(&mut report),
        }
    }
    let audited = audit.dependencies.iter().filter(|dependency| dependency.skip_reason.is_none()).count();
    match (audited, audit.dependencies.len()) {
        (0, 0) => report.empty("no dependency was audited"),
        (0, n) => report.failed(format!("none of {n} dependencies was audited")),
        _ => {}
    }
    Ok(report.finish())
}

impl Dependency {
    /// Several databases tell one vulnerability by different names: one that shares a name with another is the same.
    fn findings(&self, report: &mut Report) {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for vulnerability in &self.vulns {
            let names =
                || vulnerability.aliases.iter().map(String::as_str).chain([vulnerability.id.as_str()]);
            let again = names().any(|name| known.contains(name));
            known.extend(names());
            if again {
                continue;
            }
            let fixed = match vulnerability.fix_versions.as_slice() {
                [] => "no fixed version".to_owned(),
                versions => format!("fixed in {}", versions.join(", ")),
            };
            report.find(Found {
                rule: &vulnerability.id,
                class: Class::Dependency,
                severity: Severity::Unknown,
                message: &format!("{} {}: {} ({fixed})", self.name, self.version, vulnerability.id),
                path: "",
                line: None,
                suppressed: false,
                mark: Some(&self.name),
            });
        }
    }
}
