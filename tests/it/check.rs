//! The gate: 0 only when every condition is known and met, 1 when one is not, 3 when data is missing.

use crate::harness::{NOW, Project, samples};

/// A gate with one condition on coverage, and nothing else.
fn gate(limit: &str) -> String {
    format!("[[policy.gate.conditions]]\nmetric = \"coverage.line_percent\"\nlimit = \"{limit}\"\n")
}

fn measured(limit: &str) -> Project {
    let project = Project::new().with("quarterdeck.toml", gate(limit)).with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T10:00:00Z"]);
    project
}

#[test]
fn a_met_gate_exits_0() {
    let ran = measured(">= 75").run(&["check", "--now", NOW]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("gate: met"), "{ran:?}");
}

#[test]
fn a_failing_gate_exits_1_and_says_the_figure() {
    let ran = measured("> 75").run(&["check", "--now", NOW]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("75"), "{ran:?}");
}

#[test]
fn missing_data_exits_3() {
    let project = Project::new().with("quarterdeck.toml", gate("> 10")).with("junit.xml", samples::JUNIT);
    project.run(&["collect", "tests", "--from", "junit.xml"]);
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.contains("coverage.line_percent") || ran.out.contains("Line coverage"), "{ran:?}");
}

#[test]
fn a_collection_that_failed_makes_the_last_good_figure_unknown() {
    let project = measured("> 10");
    project.write("lcov.info", "TN:\nSF:src/a.rs\nDA:1");
    let collected =
        project.run(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T11:00:00Z"]);
    assert_eq!(collected.code, 3, "{collected:?}");
    assert_eq!(project.run(&["check", "--now", NOW]).code, 3);
}

#[test]
fn the_default_gate_never_passes_on_nothing() {
    let project = Project::new();
    assert_eq!(project.run(&["check"]).code, 3);
}

#[test]
fn programs_get_json_and_pull_requests_get_markdown() {
    let project = measured(">= 75");
    let json: serde_json::Value =
        serde_json::from_str(&project.ok(&["check", "--now", NOW, "--format", "json"])).unwrap();
    assert_eq!(json["outcome"], "met");
    let markdown = project.ok(&["check", "--now", NOW, "--format", "markdown"]);
    assert!(markdown.starts_with("### Quality gate: met"), "{markdown}");
}
