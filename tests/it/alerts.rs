//! `alerts`: what is open, what is not known, and the files that people and scripts look for.

use crate::harness::{NOW, Project, samples};

/// A performance report with that 99th percentile, in milliseconds.
fn measured(p99: f64) -> String {
    format!(r#"[{{"name": "p99", "unit": "ms", "value": {p99}}}]"#)
}

fn demo() -> Project {
    Project::demo(300)
}

#[test]
fn the_same_archive_gives_the_same_bytes_and_every_entry_names_its_proof() {
    let project = demo();
    let printed = project.ok(&["alerts", "--now", NOW, "--all", "--format", "json"]);
    let written = project.read("reports/monitoring/alerts.json");
    assert_eq!(printed.trim(), written.trim());
    project.ok(&["build", "--now", NOW]);
    assert_eq!(project.read("reports/dashboard/api/v1/alerts.json"), written, "the site tells the same");
    let log: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(log["schema"], "quarterdeck.alerts");
    let alerts = log["alerts"].as_array().unwrap();
    assert!(alerts.len() > 3, "a demonstration has alerts: {log}");
    let files = project.files("reports/history");
    for alert in alerts {
        let evidence = alert["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty(), "{alert}");
        for id in evidence {
            let name = format!("{}.json", id.as_str().unwrap());
            assert!(files.iter().any(|file| file.ends_with(&name)), "{name} is not in the archive");
        }
    }
    let again = project.run(&["alerts", "--now", NOW, "--all", "--format", "json"]);
    assert_eq!(again.out, printed);
}

#[test]
fn only_what_is_about_performance_is_under_its_old_name() {
    let project = demo();
    project.ok(&["alerts", "--now", NOW]);
    let all = project.read("reports/monitoring/alerts.txt");
    let performance = project.read("reports/monitoring/performance_alerts.txt");
    assert!(performance.len() <= all.len());
    let identities: Vec<&str> =
        performance.lines().filter_map(|l| l.trim().strip_prefix("identity: ")).collect();
    assert!(identities.iter().all(|id| all.contains(id) && id.contains("benchmark")), "{identities:?}");
}

#[test]
fn what_was_never_measured_is_not_good_news() {
    assert_eq!(Project::new().run(&["alerts"]).code, 3, "without an archive nothing is known");
    let project = Project::new().with("junit.xml", samples::JUNIT);
    project.run(&["collect", "tests", "--from", "junit.xml", "--taken-at", "2026-11-23T10:00:00Z"]);
    let ran = project.run(&["alerts", "--now", NOW]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("no open alert"), "{ran:?}");
    assert!(ran.out.contains("Not known, so that no alert could open"), "{ran:?}");
    assert!(ran.out.contains("benchmark.latency_p99_ms: never measured"), "{ran:?}");
}

#[test]
fn an_open_alert_fails_only_where_that_is_asked_for() {
    let project = Project::new().with("bench.json", measured(0.9)).with("quarterdeck.toml", RULES);
    let collect = ["collect", "benchmark", "--from", "bench.json", "--taken-at", "2026-11-23T10:00:00Z"];
    project.ok(&collect);
    assert_eq!(project.run(&["alerts", "--now", NOW]).code, 0);
    assert_eq!(project.run(&["alerts", "--now", NOW, "--fail-on", "warning"]).code, 1);
    assert_eq!(project.run(&["alerts", "--now", NOW, "--fail-on", "critical"]).code, 0);
    let dry = project.run(&["alerts", "--now", NOW, "--format", "markdown", "--dry-run"]);
    assert!(dry.out.starts_with("### 1 open alert (0 critical)"), "{dry:?}");
}

/// A limit on what the report gives, in milliseconds.
const RULES: &str =
    "[[policy.metrics]]\nmetric = \"benchmark.time\"\nalert = \"> 0.5\"\nseverity = \"warning\"\n";
