//! Findings: how many, of which severity and class, and how many of them suppressed.

use crate::table::{Folder, agree};
use quarterdeck_model::payload::{Class, Finding, Severity};
use quarterdeck_model::{Kind, Payload};

const FOLDERS: &[Folder] = &[
    Folder {
        name: "sarif",
        kind: Kind::Findings,
        format: "sarif",
        tools: &["python", "python-spec-3.27.23"],
    },
    Folder { name: "ruff", kind: Kind::Findings, format: "ruff", tools: &["python"] },
    Folder { name: "rustc_json", kind: Kind::Findings, format: "clippy", tools: &["python-dedup"] },
];

fn figure(payload: &Payload, metric: &str) -> Option<f64> {
    let Payload::Findings(findings) = payload else { return None };
    let count = |wanted: &dyn Fn(&Finding) -> bool| {
        Some(findings.items.iter().filter(|item| wanted(item)).count() as f64)
    };
    match metric {
        "findings" | "results" => count(&|_| true),
        "suppressed" => count(&|item| item.suppressed),
        "syntax_errors" => count(&|item| item.class == Class::Syntax),
        "unique:error" => count(&|item| item.severity == Severity::High),
        "unique:warning" => count(&|item| item.severity == Severity::Low),
        _ => None,
    }
}

#[test]
fn every_number_of_findings_agrees_with_the_tool_named() {
    agree(FOLDERS, 15, figure, include_str!("differences/findings.tsv"));
}
