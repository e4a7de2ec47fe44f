//! cargo-audit's JSON (`cargo audit --json`): advisories of RustSec about locked crates. Its warnings (unmaintained,
//! unsound, yanked) are findings too, which its own count leaves out. Severity follows from the CVSS vector, where the
//! advisory has one.

use super::report::{Found, Report};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use cvss::{Cvss, Severity as Rated};
use quarterdeck_model::payload::{Class, Findings, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Audit {
    #[serde(default)]
    database: Database,
    lockfile: Lockfile,
    vulnerabilities: Vulnerabilities,
    #[serde(default)]
    warnings: BTreeMap<String, Vec<Entry>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Database {
    #[serde(default)]
    advisory_count: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Lockfile {
    dependency_count: u64,
}

#[derive(Deserialize)]
struct Vulnerabilities {
    #[serde(default)]
    count: Option<u64>,
    list: Vec<Entry>,
}

/// A vulnerability; a yanked crate has no advisory.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    advisory: Option<Advisory>,
    package: Package,
}

#[derive(Deserialize)]
struct Advisory {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    cvss: Option<String>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    #[serde(default)]
    version: String,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let all =
        ["\"database\"", "\"lockfile\"", "\"dependency-count\""].iter().all(|field| head.contains(field));
    head.trim_start().starts_with('{') && all
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let audit: Audit = json::read(&input.name, &text)?;
    let mut report = Report::new("cargo-audit", "cargo-audit", &[Class::Dependency], roots, notes);
    let list = &audit.vulnerabilities.list;
    for entry in list {
        let vector = entry.advisory.as_ref().and_then(|advisory| advisory.cvss.as_deref());
        find(&mut report, entry, "vulnerability", vector.map_or(Severity::Unknown, rated));
    }
    for (kind, entries) in &audit.warnings {
        // Somebody may abuse unsound code; that nobody maintains a crate, or that it was taken back, harms nobody yet.
        let severity = if kind == "unsound" { Severity::Low } else { Severity::Info };
        entries.iter().for_each(|entry| find(&mut report, entry, kind, severity));
    }
    if let Some(count) = audit.vulnerabilities.count.filter(|count| *count != list.len() as u64) {
        report.notes.note(format!("declares {count} vulnerabilities; it lists {}", list.len()));
    }
    match (audit.lockfile.dependency_count, audit.database.advisory_count) {
        (0, _) => report.empty("the lock file names no dependency"),
        (_, Some(0)) => report.failed("the advisory database is empty"),
        _ => {}
    }
    Ok(report.finish())
}

fn find(report: &mut Report, entry: &Entry, kind: &str, severity: Severity) {
    let Package { name, version } = &entry.package;
    let (rule, title) = match &entry.advisory {
        Some(advisory) => (advisory.id.as_str(), advisory.title.as_str()),
        None => (kind, kind),
    };
    report.find(Found {
        rule,
        class: Class::Dependency,
        severity,
        message: &format!("{name} {version}: {title}"),
        path: "Cargo.lock",
        line: None,
        suppressed: false,
        mark: Some(name),
    });
}

/// The severity of a CVSS vector by its own bands (FIRST, CVSS v3.1 §5 and v4.0 §6).
pub(super) fn rated(vector: &str) -> Severity {
    match vector.parse::<Cvss>().map(|cvss| cvss.severity()) {
        Ok(Rated::Critical) => Severity::Critical,
        Ok(Rated::High) => Severity::High,
        Ok(Rated::Medium) => Severity::Medium,
        Ok(Rated::Low) => Severity::Low,
        Ok(Rated::None) => Severity::Info,
        Err(_) => Severity::Unknown,
    }
}
