//! Trivy's JSON (`trivy … --format json`): vulnerabilities of packages, misconfigurations, secrets. A check that passed
//! is no finding; one finding in several targets is one for each. Also its scan of a cluster, and the bare list that
//! versions before 0.20 wrote.

use super::report::{Found, Report, severity};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Class, Findings};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Trivy {
    #[serde(default)]
    created_at: Option<String>,
    /// Absent when nothing was found, and when there was nothing to look at.
    #[serde(default)]
    results: Option<Vec<Target>>,
    /// Of a cluster.
    #[serde(default)]
    resources: Option<Vec<Resource>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Resource {
    #[serde(default)]
    namespace: String,
    #[serde(default)]
    results: Option<Vec<Target>>,
    #[serde(default)]
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Target {
    #[serde(default)]
    target: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    vulnerabilities: Option<Vec<Vulnerability>>,
    #[serde(default)]
    misconfigurations: Option<Vec<Misconfiguration>>,
    #[serde(default)]
    secrets: Option<Vec<Secret>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Vulnerability {
    #[serde(rename = "VulnerabilityID")]
    id: String,
    #[serde(default)]
    pkg_name: String,
    #[serde(default)]
    installed_version: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    severity: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Misconfiguration {
    #[serde(rename = "ID")]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    cause_metadata: Cause,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Cause {
    #[serde(default)]
    start_line: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Secret {
    #[serde(rename = "RuleID")]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    start_line: Option<u64>,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let head = head.trim_start();
    let current = head.contains("\"SchemaVersion\"") && head.contains("\"ArtifactName\"");
    let cluster = head.contains("\"ClusterName\"") && head.contains("\"Resources\"");
    let list = head.starts_with('[') && head.contains("\"Target\"");
    (head.starts_with('{') && (current || cluster))
        || (list && ["\"Vulnerabilities\"", "\"Type\""].iter().any(|field| head.contains(field)))
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of one of these shapes.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let trivy: Trivy = if text.trim_start().starts_with('[') {
        Trivy { results: Some(json::read(&input.name, &text)?), ..Trivy::default() }
    } else {
        json::read(&input.name, &text)?
    };
    let mut report = Report::new("trivy", "trivy", &[], roots, notes);
    report.taken_at = trivy.created_at.as_deref().and_then(Timestamp::parse);
    let (mut targets, mut broken) = (0, None);
    for target in trivy.results.iter().flatten() {
        targets += 1;
        target.findings(&mut report, "");
    }
    for resource in trivy.resources.iter().flatten() {
        for why in resource.error.iter().filter(|why| !why.is_empty()) {
            report.unread(why);
            broken = Some(why.as_str());
        }
        for target in resource.results.iter().flatten() {
            targets += 1;
            target.findings(&mut report, &resource.namespace);
        }
    }
    match (targets, broken) {
        (0, Some(why)) => report.failed(why),
        (0, None) => report.empty("trivy names no target that it looked at"),
        _ => {}
    }
    Ok(report.finish())
}

impl Target {
    fn findings(&self, report: &mut Report, namespace: &str) {
        let path =
            if namespace.is_empty() { self.target.clone() } else { format!("{namespace}/{}", self.target) };
        // What a target was looked at for is told by its class, or by what was found.
        match self.class.as_str() {
            "os-pkgs" | "lang-pkgs" => report.looks_for(Class::Dependency),
            "config" | "secret" => report.looks_for(Class::Security),
            _ if self.vulnerabilities.is_some() => report.looks_for(Class::Dependency),
            _ => {}
        }
        let find = |report: &mut Report,
                    rule: &str,
                    class,
                    word: &str,
                    message: &str,
                    line,
                    mark: Option<&str>| {
            let severity = severity(word);
            report.find(Found { rule, class, severity, message, path: &path, line, suppressed: false, mark });
        };
        for of in self.vulnerabilities.iter().flatten() {
            let message = format!("{} {}: {}", of.pkg_name, of.installed_version, of.title);
            find(report, &of.id, Class::Dependency, &of.severity, &message, None, Some(&of.pkg_name));
        }
        for of in self.misconfigurations.iter().flatten().filter(|of| of.status != "PASS") {
            let message = if of.message.is_empty() { &of.title } else { &of.message };
            find(report, &of.id, Class::Security, &of.severity, message, of.cause_metadata.start_line, None);
        }
        for of in self.secrets.iter().flatten() {
            find(report, &of.id, Class::Security, &of.severity, &of.title, of.start_line, None);
        }
    }
}
