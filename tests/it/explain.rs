//! `explain`: from a verdict to the file behind it.

use crate::harness::{NOW, Project, samples};

const CONFIG: &str = "\
[[policy.metrics]]
metric = \"coverage.line_percent\"
alert = \"< 80\"
severity = \"critical\"
runbook = \"docs/coverage.md\"

[[policy.gate.conditions]]
no_alert = \"critical\"
";

fn measured() -> Project {
    let project = Project::new().with("quarterdeck.toml", CONFIG).with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T10:00:00Z"]);
    project
}

#[test]
fn every_link_of_the_chain_is_there_and_the_file_exists() {
    let project = measured();
    let told = project.ok(&["explain", "coverage.line_percent", "--now", NOW]);
    for part in [
        "75",
        "< 80",
        "quarterdeck.toml, line 1",
        "lcov.info",
        "threshold coverage.line_percent coverage",
        "20 points",
        "condition 1",
        "docs/coverage.md",
    ] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    let file = told.lines().find_map(|line| line.trim().strip_prefix("file")).unwrap().trim();
    assert!(std::path::Path::new(file).is_file(), "{file}");
    let json = project.ok(&["explain", "Line coverage", "--now", NOW, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["kind"], &json["schema"]), (&"metric".into(), &"quarterdeck.explanation".into()));
}

#[test]
fn alerts_and_conditions_are_known_by_their_names() {
    let project = measured();
    let alert = project.ok(&["explain", "threshold coverage.line_percent coverage", "--now", NOW]);
    assert!(alert.contains("What proves it") && alert.contains("docs/coverage.md"), "{alert}");
    for name in ["condition 1", "1", "no-alert"] {
        let told = project.ok(&["explain", name, "--now", NOW]);
        assert!(told.contains("quarterdeck.toml, line 7") && told.contains("failed"), "{told}");
    }
}

#[test]
fn a_slip_is_answered_with_what_could_be_meant() {
    let ran = measured().run(&["explain", "covrage.line_percent", "--now", NOW]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("did you mean coverage.line_percent"), "{ran:?}");
}

#[test]
fn a_metric_that_was_never_measured_is_known_and_says_so() {
    let project = measured();
    let told = project.ok(&["explain", "chaos.availability_percent", "--now", NOW]);
    assert!(told.contains("never measured by a run of the archive"), "{told}");
    let told = project.ok(&["explain", "coverage.line_percent", "--job", "nightly", "--now", NOW]);
    assert!(told.contains("job nightly never measured it") && told.contains("measured by"), "{told}");
}
