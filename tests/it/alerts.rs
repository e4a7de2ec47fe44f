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

/// A project with one open alert, and its identity.
fn breached() -> (Project, String) {
    let project = Project::new().with("bench.json", measured(0.9)).with("quarterdeck.toml", RULES);
    project.ok(&["collect", "benchmark", "--from", "bench.json", "--taken-at", "2026-11-23T06:00:00Z"]);
    let id = log(&project, NOW)["alerts"][0]["id"].as_str().unwrap().to_owned();
    assert!(id.starts_with("threshold benchmark.time benchmark benchmark=p99, host="), "{id}");
    (project, id)
}

fn log(project: &Project, now: &str) -> serde_json::Value {
    let printed = project.ok(&["alerts", "--now", now, "--all", "--dry-run", "--format", "json"]);
    serde_json::from_str(&printed).unwrap()
}

#[test]
fn a_figure_that_is_not_measured_any_more_is_not_mended() {
    let (project, id) = breached();
    let text = || project.ok(&["alerts", "--now", NOW, "--dry-run"]);
    assert!(!text().contains("whether it still holds"));
    project.write("bench.json", measured(0.1).replace("p99", "other"));
    project.ok(&["collect", "benchmark", "--from", "bench.json", "--taken-at", "2026-11-23T07:00:00Z"]);
    let says = "whether it still holds is not known: 1 newer run gives no such figure";
    assert!(text().contains(says), "{}", text());
    let log = log(&project, NOW);
    let alert = log["alerts"].as_array().unwrap().iter().find(|alert| alert["id"] == id.as_str()).unwrap();
    assert_eq!((&alert["state"], &alert["not_measured_since"]), (&"open".into(), &1.into()));
}

#[test]
fn an_acknowledgement_is_a_committed_file_and_holds_until_the_alert_closes() {
    let (project, id) = &breached();
    let all = log(project, NOW);
    assert!(
        all["alerts"].as_array().unwrap().iter().any(|a| a["id"] == id.as_str() && a["state"] == "open"),
        "{all}"
    );
    let wrong =
        project.run(&["alerts", "acknowledge", "threshold x", "--reason", "y", "--by", "ops", "--now", NOW]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains(id.as_str()), "what is open is told: {wrong:?}");
    let said =
        ["--reason", "a \"new\" disk is ordered", "--issue", "https://issues.example/7", "--by", "ops"];
    let begin = ["alerts", "acknowledge", id, "--now", NOW, "--until", "2026-12-01"];
    project.ok(&[begin.as_slice(), &said].concat());
    let file = project.read("reports/annotations/acknowledged.toml");
    assert!(
        file.starts_with("[[acknowledge]]\nalert = ") && file.contains("until = 2026-12-01T00:00:00.000Z"),
        "{file}"
    );
    let known = log(project, NOW);
    assert_eq!((&known["open"], &known["acknowledged"]), (&0.into(), &1.into()), "{known}");
    assert_eq!(project.run(&["alerts", "--now", NOW, "--fail-on", "warning"]).code, 0);
    assert!(project.read("reports/monitoring/alerts.txt").contains("Acknowledged:"));
    // It ends where it says so.
    assert_eq!(log(project, "2026-12-01T00:00:00Z")["open"], 1);
}

#[test]
fn another_acknowledgement_is_added_and_none_outlives_its_alert() {
    let (project, id) = &breached();
    project.ok(&[
        "alerts",
        "acknowledge",
        id,
        "--now",
        NOW,
        "--until",
        "2026-12-01",
        "--reason",
        "a disk",
        "--by",
        "ops",
    ]);
    let file = project.read("reports/annotations/acknowledged.toml");
    // What stands in the file stays when another one is added.
    std::fs::write(project.path().join("reports/annotations/acknowledged.toml"), format!("# ours\n{file}"))
        .unwrap();
    project.ok(&[
        "alerts",
        "acknowledge",
        id,
        "--now",
        "2026-12-02T00:00:00Z",
        "--reason",
        "later",
        "--by",
        "ops",
    ]);
    let both = project.read("reports/annotations/acknowledged.toml");
    assert!(
        both.starts_with("# ours\n[[acknowledge]]") && both.matches("[[acknowledge]]").count() == 2,
        "{both}"
    );
    assert_eq!(log(project, "2026-12-03T00:00:00Z")["acknowledged"], 1);
    // A better figure closes the alert; when it opens again, nobody looks after it.
    for (figure, day) in [(0.1, "2026-12-04"), (0.9, "2026-12-05")] {
        std::fs::write(project.path().join("bench.json"), measured(figure)).unwrap();
        let at = format!("{day}T06:00:00Z");
        project.ok(&["collect", "benchmark", "--from", "bench.json", "--taken-at", &at]);
    }
    let again = log(project, "2026-12-06T00:00:00Z");
    assert_eq!((&again["open"], &again["acknowledged"]), (&1.into(), &0.into()), "{again}");
}

#[test]
fn annotations_correct_what_is_told_and_never_the_archive() {
    let (project, _) = breached();
    let before = project.files("reports/history");
    let void = "[[void]]\njob = \"benchmark\"\nfrom = 2026-11-23\nuntil = 2026-11-24\nby = \"ops\"\nreason = \"a busy machine\"\n";
    let project = project.with("reports/annotations/a.toml", void);
    assert_eq!(log(&project, NOW)["alerts"].as_array().map(Vec::len), Some(0));
    project.ok(&["build", "--now", NOW]);
    assert!(project.read("reports/dashboard/snapshots.html").contains("a busy machine (ops)"));
    assert!(project.read("reports/dashboard/about.html").contains("a busy machine"));
    assert_eq!(project.files("reports/history"), before);
    let nothing = "[[cause]]\nservice = \"api\"\nat = 2026-11-23\nby = \"ops\"\nreason = \"x\"\n";
    let project = project.with("reports/annotations/b.toml", nothing);
    let ran = project.run(&["alerts", "--now", NOW]);
    assert!(ran.err.contains("no incident of \"api\" lasts at 2026-11-23T00:00:00.000Z"), "{ran:?}");
    let project = project.with("reports/annotations/c.toml", "[[note]]\nat = yesterday\n");
    let ran = project.run(&["alerts", "--now", NOW]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("c.toml") && ran.err.contains("line 2, column 6"), "{ran:?}");
}
