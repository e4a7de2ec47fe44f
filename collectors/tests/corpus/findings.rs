//! Findings: how many, of which severity and class, and how many of them suppressed.

use crate::table::{Folder, agree};
use quarterdeck_model::payload::{Class, Finding, Severity};
use quarterdeck_model::{Kind, Payload};
use std::collections::BTreeSet;

const FOLDERS: &[Folder] = &[
    Folder {
        name: "sarif",
        kind: Kind::Findings,
        format: "sarif",
        tools: &["python", "python-spec-3.27.23"],
    },
    Folder { name: "ruff", kind: Kind::Findings, format: "ruff", tools: &["python"] },
    Folder { name: "rustc_json", kind: Kind::Findings, format: "clippy", tools: &["python-dedup"] },
    Folder { name: "mypy", kind: Kind::Findings, format: "mypy", tools: &["python", "mypy text summary"] },
    Folder {
        name: "bandit",
        kind: Kind::Findings,
        format: "bandit",
        tools: &["python", "bandit metrics._totals"],
    },
    Folder {
        name: "pylint",
        kind: Kind::Findings,
        format: "pylint",
        tools: &["python", "pylint statistics"],
    },
    Folder { name: "eslint", kind: Kind::Findings, format: "eslint", tools: &["python"] },
    Folder { name: "semgrep", kind: Kind::Findings, format: "semgrep", tools: &["python"] },
    Folder { name: "checkstyle", kind: Kind::Findings, format: "checkstyle", tools: &["python"] },
    Folder {
        name: "gitlab_codequality",
        kind: Kind::Findings,
        format: "gitlab-codequality",
        tools: &["python"],
    },
    Folder {
        name: "cargo_audit",
        kind: Kind::Findings,
        format: "cargo-audit",
        tools: &["json count", "python"],
    },
    Folder { name: "pip_audit", kind: Kind::Findings, format: "pip-audit", tools: &["python"] },
    Folder {
        name: "npm_audit",
        kind: Kind::Findings,
        format: "npm-audit",
        tools: &["json metadata", "python"],
    },
    Folder { name: "trivy", kind: Kind::Findings, format: "trivy", tools: &["python"] },
];

/// The severity that a tool's own word stands for here.
fn severity(tool: &str, word: &str) -> Option<Severity> {
    let unified = match (tool, word.to_ascii_lowercase().as_str()) {
        ("mypy", "error") => return None,
        ("semgrep", "error") | ("pylint", "error") | ("code-quality", "critical") => Severity::High,
        ("semgrep" | "pylint", "warning") | ("code-quality", "major") => Severity::Medium,
        ("checkstyle", "error") => Severity::Medium,
        ("checkstyle", "warning") | ("pylint", "convention") | ("code-quality", "minor") => Severity::Low,
        (_, "critical") => Severity::Critical,
        (_, "high") => Severity::High,
        (_, "medium" | "moderate") => Severity::Medium,
        (_, "low") => Severity::Low,
        (_, "info") => Severity::Info,
        (_, "unknown" | "undefined") => Severity::Unknown,
        _ => return None,
    };
    Some(unified)
}

fn figure(payload: &Payload, metric: &str) -> Option<f64> {
    let Payload::Findings(findings) = payload else { return None };
    let count = |wanted: &dyn Fn(&Finding) -> bool| {
        Some(findings.items.iter().filter(|item| wanted(item)).count() as f64)
    };
    let tool = findings.tools.first().map_or("", |report| report.tool.as_str());
    match metric {
        "findings" | "results" => count(&|_| true),
        "suppressed" => count(&|item| item.suppressed),
        "syntax_errors" => count(&|item| item.class == Class::Syntax),
        "unique:error" => count(&|item| item.severity == Severity::High),
        "unique:warning" => count(&|item| item.severity == Severity::Low),
        "vulnerabilities" | "list_len" => {
            count(&|item| item.severity != Severity::Info && item.severity != Severity::Low)
        }
        "packages_vulnerable" => {
            let package = |item: &Finding| item.message.split(' ').next().unwrap_or_default().to_owned();
            Some(findings.items.iter().map(package).collect::<BTreeSet<_>>().len() as f64)
        }
        "files_with_errors" => {
            let errors = findings.items.iter().filter(|item| item.severity != Severity::Info);
            Some(errors.map(|item| &item.path).collect::<BTreeSet<_>>().len() as f64)
        }
        "severity:error" if tool == "mypy" => count(&|item| item.severity != Severity::Info),
        "messages" => count(&|item| !item.suppressed),
        "fatal" => count(&|item| item.class == Class::Syntax),
        "errorCount" => count(&|item| item.severity == Severity::Medium),
        "warningCount" => count(&|item| item.severity == Severity::Low),
        "unique_fingerprints" => {
            Some(findings.items.iter().map(|item| &item.identity).collect::<BTreeSet<_>>().len() as f64)
        }
        _ => {
            let (_, word) = metric.split_once([':', '.'])?;
            let severity = severity(tool, word)?;
            count(&|item| item.severity == severity)
        }
    }
}

#[test]
fn every_number_of_findings_agrees_with_the_tool_named() {
    agree(FOLDERS, 15, figure, include_str!("differences/findings.tsv"));
}
