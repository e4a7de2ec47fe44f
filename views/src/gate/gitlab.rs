//! Code Quality of GitLab: a JSON array of issues, each at a file and a line, each with a fingerprint of its own.

use super::{Gate, fingerprint, words};
use quarterdeck_analysis::gate::{GateOutcome, Place};
use serde::Serialize;

/// One issue.
#[derive(Debug, Serialize)]
pub struct CodeQuality {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: u64,
}

/// The conditions that do not hold, at their line of the configuration, and the new findings and files at theirs. The
/// form demands a file: built-in conditions stand at `quarterdeck.toml`.
pub fn gitlab(gate: &Gate<'_>) -> Vec<CodeQuality> {
    let mut out = Vec::new();
    for condition in gate.report.conditions.iter().filter(|c| c.outcome != GateOutcome::Met) {
        let (path, line) = gate.place(condition).unwrap_or(("quarterdeck.toml", 1));
        let check_name = condition.rule.as_str();
        let number = condition.number.to_string();
        out.push(CodeQuality {
            description: words::sentence(condition),
            check_name,
            fingerprint: fingerprint(&[check_name, &condition.text, &number]),
            severity: if condition.outcome == GateOutcome::NotMet { "blocker" } else { "major" },
            location: Location { path: path.to_owned(), lines: Lines { begin: line } },
        });
        let about = condition.places.iter().filter(|place| !place.path.is_empty());
        out.extend(about.map(|place| CodeQuality {
            description: words::of_place(place),
            check_name,
            fingerprint: fingerprint(&[check_name, &number, &place.identity, &place.path]),
            severity: severity(place),
            location: Location { path: place.path.clone(), lines: Lines { begin: place.line.unwrap_or(1) } },
        }));
    }
    out
}

fn severity(place: &Place) -> &'static str {
    match place.severity {
        "critical" => "blocker",
        "high" => "critical",
        "low" => "minor",
        "info" => "info",
        _ => "major",
    }
}
