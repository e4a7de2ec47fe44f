//! npm's audit (`npm audit --json`), as npm 6 and as npm 7 and later write it. Advisories are counted, each once for a
//! package, and not the packages that depend on them, which npm 7 counts in its metadata.

use super::report::{Found, Report, severity};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Class, Findings};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Audit {
    /// npm 6: by number.
    #[serde(default)]
    advisories: Option<BTreeMap<String, Advisory>>,
    /// npm 7: by package.
    #[serde(default)]
    vulnerabilities: Option<BTreeMap<String, Package>>,
    #[serde(default)]
    metadata: Option<Metadata>,
    #[serde(default)]
    error: Option<Trouble>,
    /// Errors of the registry are told here.
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
struct Trouble {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    summary: Option<String>,
}

#[derive(Deserialize)]
struct Advisory {
    #[serde(default)]
    module_name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    id: u64,
}

#[derive(Deserialize)]
struct Package {
    #[serde(default)]
    via: Vec<Via>,
}

/// An advisory, or the name of the package through which one comes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Via {
    Advisory(Source),
    Chain(#[expect(dead_code, reason = "told by the package of that name")] String),
}

#[derive(Deserialize)]
struct Source {
    #[serde(default)]
    source: serde_json::Value,
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    url: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    /// npm 6: a number; npm 7: by kind, with a total.
    #[serde(default)]
    dependencies: Option<Dependencies>,
    #[serde(default)]
    total_dependencies: Option<u64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Dependencies {
    Number(u64),
    Kinds(Kinds),
}

#[derive(Deserialize)]
struct Kinds {
    #[serde(default)]
    total: u64,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let head = behind_warnings(head);
    let seven = head.contains("\"auditReportVersion\"");
    let six =
        head.contains("\"advisories\"") || (head.contains("\"actions\"") && head.contains("\"resolves\""));
    // What npm prints when the registry refuses: the request with its answer in place of a report.
    let refused =
        ["\"message\"", "\"method\"", "\"uri\"", "\"headers\""].iter().all(|key| head.contains(key));
    let error = head.contains("\"ENOAUDIT\"") || head.contains("\"EAUDIT") || refused;
    head.trim_start().starts_with('{') && (seven || six || error)
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of either shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let audit: Audit = json::read(&input.name, behind_warnings(&text))?;
    let mut report = Report::new("npm-audit", "npm-audit", &[Class::Dependency], roots, notes);
    match (&audit.vulnerabilities, &audit.advisories) {
        (Some(packages), _) => seven(&mut report, packages),
        (None, Some(advisories)) => six(&mut report, advisories),
        (None, None) => report.failed(audit.why()),
    }
    if audit.metadata.as_ref().and_then(Metadata::dependencies) == Some(0) && report.count() == 0 {
        report.empty("npm audited no dependency");
    }
    Ok(report.finish())
}

/// npm writes its warnings before the document when both go to one file.
fn behind_warnings(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with("npm ") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

fn seven(report: &mut Report, packages: &BTreeMap<String, Package>) {
    let mut seen = BTreeSet::new();
    for via in packages.values().flat_map(|package| &package.via) {
        let Via::Advisory(of) = via else { continue };
        if seen.insert((of.name.as_str(), of.source.to_string())) {
            find(report, &of.name, &of.title, &of.severity, rule(&of.url, of.source.to_string()));
        }
    }
}

fn six(report: &mut Report, advisories: &BTreeMap<String, Advisory>) {
    for of in advisories.values() {
        find(report, &of.module_name, &of.title, &of.severity, rule(&of.url, of.id.to_string()));
    }
}

/// `https://github.com/advisories/GHSA-…`, `https://npmjs.com/advisories/106`, or else the number.
fn rule(url: &str, number: String) -> String {
    url.rsplit('/').next().filter(|id| !id.is_empty()).map_or(number, str::to_owned)
}

fn find(report: &mut Report, package: &str, title: &str, word: &str, rule: String) {
    report.find(Found {
        rule: &rule,
        class: Class::Dependency,
        severity: severity(word),
        message: &format!("{package}: {title}"),
        path: "",
        line: None,
        suppressed: false,
        mark: Some(package),
    });
}

impl Audit {
    fn why(&self) -> String {
        let trouble = self.error.as_ref();
        let words = [trouble.and_then(|t| t.summary.as_deref()), trouble.and_then(|t| t.code.as_deref())];
        let mut said = words.into_iter().chain([self.message.as_deref()]).flatten();
        let said = said.find(|words| !words.is_empty()).unwrap_or("it does not say why");
        format!("npm could not audit: {said}")
    }
}

impl Metadata {
    fn dependencies(&self) -> Option<u64> {
        match &self.dependencies {
            Some(Dependencies::Number(n)) => Some(*n),
            Some(Dependencies::Kinds(kinds)) => Some(kinds.total),
            None => self.total_dependencies,
        }
    }
}
