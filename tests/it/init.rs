//! `init`: looks, writes a commented configuration, replaces nothing.

use crate::harness::{Project, samples};

#[test]
fn what_init_writes_collects_and_builds() {
    let project = Project::new()
        .with("Cargo.toml", "")
        .with("target/lcov.info", samples::LCOV)
        .with("junit.xml", samples::JUNIT);
    project.ok(&["init"]);
    let text = project.read("quarterdeck.toml");
    assert!(text.contains("target/lcov.info") && text.contains("junit.xml"), "{text}");
    project.ok(&["collect", "all"]);
    project.ok(&["build"]);
    assert!(project.read("reports/dashboard/index.html").contains("Line coverage"));
}

#[test]
fn an_existing_file_is_left_alone() {
    let project = Project::new().with("quarterdeck.toml", "# mine\n");
    let ran = project.run(&["init"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("--print") && ran.err.contains("--force"), "{ran:?}");
    assert_eq!(project.read("quarterdeck.toml"), "# mine\n");
}

#[test]
fn the_replaced_systems_targets_are_shown() {
    let config = r#"{"performance_targets":{"p99_latency_ms":0.278},"alert_thresholds":{"p99_latency_ms":0.5},"monitoring_schedule":{}}"#;
    let project = Project::new().with("reports/monitoring/config.json", config);
    let text = project.ok(&["init", "--print"]);
    assert!(text.contains("target p99_latency_ms = 0.278"), "{text}");
    assert!(text.contains("import acgs2"), "{text}");
}
