//! `collect`: from tool output to figures in the archive.

use crate::harness::{Project, samples};
use serde_json::Value;

/// Collects one file and gives the figures by metric name.
fn figures(kind: &str, name: &str, content: &str) -> Value {
    let project = Project::new().with(name, content);
    let ran = project.run(&["collect", kind, "--from", name, "--answer", "json"]);
    let mut json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    let figures = json["figures"].take();
    let pairs = figures
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["metric"].as_str().unwrap().to_owned(), f["value"].clone()));
    pairs.collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn every_kind_gives_its_figures() {
    let coverage = figures("coverage", "lcov.info", samples::LCOV);
    assert_eq!(coverage["coverage.line_percent"], 75.0);
    let tests = figures("tests", "junit.xml", samples::JUNIT);
    assert_eq!((&tests["tests.total"], &tests["tests.failed"]), (&3.0.into(), &1.0.into()));
    assert_eq!(tests["tests.pass_percent"], 50.0);
    let findings = figures("findings", "ruff.json", samples::RUFF);
    assert_eq!(findings["findings.syntax_errors"], 1.0);
    assert_eq!(findings["findings.lint_errors"], 1.0);
    assert_eq!(findings.get("findings.vulnerabilities"), None, "ruff did not look for them: unknown, not 0");
    let benchmark = figures("benchmark", "hyperfine.json", samples::HYPERFINE);
    assert!(benchmark["benchmark.time"].as_f64().is_some_and(|s| (s - 0.102).abs() < 0.001));
}

#[test]
fn one_failing_source_never_stops_the_others() {
    let config = "[[collect]]\nkind = \"coverage\"\nfrom = [\"missing.info\"]\n\
                  [[collect]]\nkind = \"findings\"\nfrom = [\"broken.json\"]\n\
                  [[collect]]\nkind = \"tests\"\nfrom = [\"junit.xml\"]\n";
    let project = Project::new()
        .with("quarterdeck.toml", config)
        .with("broken.json", "[{\"code\":")
        .with("junit.xml", samples::JUNIT);
    let ran = project.run(&["collect", "all"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("missing.info"), "{ran:?}");
    assert!(ran.err.contains("broken.json"), "{ran:?}");
    let archived = project.files("reports/history");
    assert!(archived.iter().any(|f| f.starts_with("tests/")), "{archived:?}");
}

#[test]
fn the_same_run_is_stored_once() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    for _ in 0..2 {
        project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T10:00:00Z"]);
    }
    assert_eq!(project.files("reports/history").len(), 1);
}

#[test]
fn a_dry_run_stores_nothing() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--dry-run"]);
    assert_eq!(project.files("reports/history").len(), 0);
}

#[test]
fn the_stamp_says_commit_branch_job_and_labels() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    project.ok(&[
        "collect",
        "coverage",
        "--from",
        "lcov.info",
        "--job",
        "unit",
        "--label",
        "host=ci-large",
        "--commit",
        "9F31C2A0",
        "--branch",
        "main",
        "--taken-at",
        "2026-11-23T10:00:00+02:00",
    ]);
    let [file] = project.files("reports/history").try_into().unwrap();
    assert!(file.starts_with("coverage/2026/11/20261123T080000000Z-9f31c2a-"), "{file}");
    let json: Value = serde_json::from_str(&project.read(&format!("reports/history/{file}"))).unwrap();
    assert_eq!(json["source"]["commit"], "9f31c2a0");
    assert_eq!(json["source"]["branch"], "main");
    assert_eq!(json["collector"]["job"], "unit");
    assert_eq!(json["labels"]["host"], "ci-large");
}

#[test]
fn what_others_found_of_services_is_collected_and_a_service_that_is_down_fails() {
    let project = Project::new()
        .with("orders.json", r#"{"status":"DOWN","components":{"db":{"status":"DOWN"}}}"#)
        .with("cart.json", r#"{"status":"UP"}"#);
    let at = ["--taken-at", "2026-11-23T10:00:00Z", "--answer", "json"];
    let ran = project.run(&[&["collect", "health", "--from", "orders.json", "cart.json"], &at[..]].concat());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("orders is down"), "{ran:?}");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let figure =
        |name: &str| json["figures"].as_array().unwrap().iter().find(|f| f["metric"] == name).cloned();
    assert_eq!(figure("health.services_down").unwrap()["value"], 1.0);
    assert_eq!(figure("health.latency_ms"), None, "no latency is stated: unknown, not 0");
    let [file] = project.files("reports/history").try_into().unwrap();
    let stored: Value = serde_json::from_str(&project.read(&format!("reports/history/{file}"))).unwrap();
    assert_eq!(stored["payload"]["rounds"][0]["probes"][0]["planned_at"], "2026-11-23T10:00:00.000Z");
}

#[test]
fn files_and_probes_are_not_mixed() {
    let project = Project::new().with("cart.json", r#"{"status":"UP"}"#);
    let ran = project.run(&["collect", "health", "--from", "cart.json", "--url", "a=http://127.0.0.1:1/"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(project.run(&["collect", "health", "--format", "gatus"]).code, 2);
}

#[test]
fn chaos_experiments_are_collected() {
    let journal = r#"{"chaoslib-version":"1.44.0","experiment":{"title":"Kill the cart"},
        "start":"2026-11-23T10:00:00+00:00","status":"completed","deviated":false,
        "steady_states":{"before":{"steady_state_met":true},"after":{"steady_state_met":true}},
        "run":[{"activity":{"type":"action","name":"kill"},"status":"succeeded"}],"rollbacks":[]}"#;
    assert_eq!(figures("chaos", "journal.json", journal)["chaos.passed_percent"], 100.0);
    let config = "[[collect]]\nkind = \"chaos\"\nfrom = [\"journal.json\"]\n";
    let project = Project::new().with("quarterdeck.toml", config).with("journal.json", journal);
    project.ok(&["collect", "all"]);
    assert!(
        project.files("reports/history").iter().all(|f| f.starts_with("chaos/2026/11/20261123T100000000Z"))
    );
}

#[test]
fn coverage_can_be_read_in_a_terminal_too() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--dry-run"]);
    assert!(project.files("reports").is_empty(), "a dry run writes nothing");
    project.ok(&["collect", "coverage", "--from", "lcov.info"]);
    let text = project.read("reports/coverage/coverage_summary.txt");
    assert!(text.starts_with("Coverage of "), "{text}");
    assert!(text.contains("line           75.0 %  3 of 4\n"), "{text}");
    // A run that could not be read leaves no older figures there.
    project.write("lcov.info", "SF:a.c\nDA:1,");
    assert_eq!(project.run(&["collect", "coverage", "--from", "lcov.info"]).code, 3);
    let text = project.read("reports/coverage/coverage_summary.txt");
    assert!(text.contains("state failed") && text.contains("nothing is known"), "{text}");
    project.ok(&["build"]);
}

#[test]
fn code_is_counted_with_what_lizard_found() {
    let project = Project::new()
        .with("src/a.rs", "fn a() {}\n\nfn b() {}\n")
        .with("lizard.csv", "31,17,210,2,40,\"a@1-1@src/a.rs\",\"src/a.rs\",\"a\",\"a\",1,1\n");
    let ran = project.run(&["collect", "code", "--from", "lizard.csv", "--large", "2", "--answer", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    let figures = json["figures"].as_array().unwrap();
    let figure = |metric: &str| figures.iter().find(|f| f["metric"] == metric).map(|f| f["value"].clone());
    assert_eq!(figure("code.lines"), Some(3.0.into()));
    assert_eq!(figure("code.large_files"), Some(1.0.into()));
    assert_eq!(figure("code.complex_functions"), Some(1.0.into()));
    assert_eq!(figure("code.lines_added"), None, "without git the churn is unknown, not 0");
    assert_eq!(json["section"]["state"], "partial");
}

#[test]
fn code_is_a_job_of_the_configuration_and_an_unknown_kind_is_told_with_all_kinds() {
    let code =
        Project::new().with("quarterdeck.toml", "[[collect]]\nkind = \"code\"\n").with("a.rs", "fn a() {}\n");
    // Without git the churn is unknown, so the run is stored as partial.
    let ran = code.run(&["collect", "all"]);
    assert!(code.files("reports/history").iter().any(|f| f.starts_with("code/")), "{ran:?}");
    let wrong = Project::new().with("quarterdeck.toml", "[[collect]]\nkind = \"cod\"\nfrom = [\"a\"]\n");
    let ran = wrong.run(&["collect", "all"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("`cod` is not known; did you mean `code`? (expected health, tests"), "{ran:?}");
}

#[test]
fn a_scan_tells_slow_tests_large_files_and_a_plan_of_shards() {
    let long = "def test_x():\n    pass\n".repeat(300);
    let junit = r#"<testsuites><testsuite name="pytest" tests="4">
        <testcase classname="tests.test_cart" name="test_x" time="6"/>
        <testcase classname="tests.test_cart" name="test_y" time="2"/>
        <testcase classname="tests.test_user.TestUser" name="test_z" time="1"/>
        <testcase classname="elsewhere" name="test_w" time="1"/>
        </testsuite></testsuites>"#;
    let project = Project::new()
        .with("tests/test_cart.py", &long)
        .with("tests/test_user.py", "def test_z():\n    pass\n")
        .with("junit.xml", junit);
    let text = project.ok(&["collect", "tests", "--from", "junit.xml", "--scan", ".", "--shards", "2"]);
    for part in [
        "tests.large_files = 1\n",
        "Test files: 2, with 602 lines and 301 tests declared\n",
        "600 lines  tests/test_cart.py: 8.000 s, no gain from more than 2 shards\n",
        "6.000 s  tests.test_cart test_x\n",
        "2 shards, longest first: total 10.0 s, makespan 8.000 s, ideal 8.000 s\n",
        "1:    8.000 s  tests/test_cart.py\n",
        "2:    2.000 s  elsewhere, tests/test_user.py",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    // Without a run there is nothing to store, and no plan is made up.
    let alone = project.ok(&["collect", "tests", "--scan", ".", "--answer", "json"]);
    let json: Value = serde_json::from_str(&alone).unwrap();
    assert_eq!((&json["collected"], &json["suite"]["plan"]), (&Value::Null, &Value::Null));
    assert_eq!(project.files("reports/history").len(), 1);
    let neither = project.run(&["collect", "tests"]);
    assert_eq!(neither.code, 2);
    let missing = project.run(&["collect", "tests", "--scan", "nowhere"]);
    assert!(missing.err.contains("nowhere: is no folder"), "{missing:?}");
}
