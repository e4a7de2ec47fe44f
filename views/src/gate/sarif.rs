//! SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): rules are the families of conditions, results the
//! conditions that do not hold, with the line of the configuration or of a new finding as their place.

use super::{Gate, fingerprint, words};
use quarterdeck_analysis::gate::{ConditionReport, GateOutcome, Place, Rule};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A log of one run.
#[derive(Debug, Serialize)]
pub struct Sarif {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    automation_details: Id,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: String,
    rules: Vec<RuleText>,
}

#[derive(Debug, Serialize)]
struct Id {
    id: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    end_time_utc: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleText {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    help: Text,
    default_configuration: Level,
}

#[derive(Debug, Serialize)]
struct Level {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Properties {
    outcome: &'static str,
    snapshots: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
}

/// Families with an entry among the rules: all that can be configured, so that a rule's index never changes.
fn rules() -> Vec<RuleText> {
    let rule = |rule: Rule| RuleText {
        id: rule.as_str(),
        name: words::name(rule),
        short_description: Text { text: words::asks(rule).to_owned() },
        help: Text { text: words::to_do(rule, GateOutcome::NotMet).to_owned() },
        default_configuration: Level { level: "error" },
    };
    Rule::ALL.into_iter().chain([Rule::Nothing]).map(rule).collect()
}

/// The log. What has no data is a warning: it does not pass either.
pub fn sarif(gate: &Gate<'_>) -> Sarif {
    let driver = Driver { name: "Quarterdeck", version: gate.version.to_owned(), rules: rules() };
    let results = gate.told().flat_map(|condition| results(gate, condition)).collect();
    Sarif {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            automation_details: Id { id: "quarterdeck/gate/" },
            invocations: [Invocation { execution_successful: true, end_time_utc: gate.now.to_string() }],
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

/// The condition, then each new finding and file that it is about.
fn results(gate: &Gate<'_>, condition: &ConditionReport) -> Vec<SarifResult> {
    let own = gate.place(condition).map(|(path, line)| location(path, line));
    let text = format!("{} ({})", words::sentence(condition), words::outcome(condition.outcome));
    let mut out = vec![result(condition, text, own, &[&condition.text])];
    let about = condition.places.iter().filter(|_| condition.outcome != GateOutcome::Met);
    out.extend(about.map(|place: &Place| {
        let at = (!place.path.is_empty()).then(|| location(&place.path, place.line.unwrap_or(1)));
        result(condition, words::of_place(place), at, &[&condition.text, &place.identity, &place.path])
    }));
    out
}

fn result(condition: &ConditionReport, text: String, at: Option<Location>, identity: &[&str]) -> SarifResult {
    let (kind, level) = match condition.outcome {
        GateOutcome::Met => ("pass", "none"),
        GateOutcome::Missing => ("fail", "warning"),
        GateOutcome::NotMet => ("fail", "error"),
    };
    let all = || Rule::ALL.into_iter().chain([Rule::Nothing]);
    SarifResult {
        rule_id: condition.rule.as_str(),
        rule_index: all().position(|rule| rule == condition.rule).unwrap_or_default(),
        kind,
        level,
        message: Text { text },
        locations: at.into_iter().collect(),
        partial_fingerprints: BTreeMap::from([("quarterdeckGate/v1", fingerprint(identity))]),
        properties: Properties {
            outcome: words::outcome(condition.outcome),
            snapshots: condition.evidence.clone(),
        },
    }
}

fn location(path: &str, line: u64) -> Location {
    let artifact_location = Artifact { uri: uri(path), uri_base_id: "%SRCROOT%" };
    Location { physical_location: Physical { artifact_location, region: Region { start_line: line.max(1) } } }
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}
