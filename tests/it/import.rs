//! `import`: the past of other systems, each run at its own time and commit, and never twice.

use crate::harness::Project;
use serde_json::Value;

/// Git at a time of its own, whatever this machine's configuration says.
pub(crate) fn git(project: &Project, seconds: u64, args: &[&str]) -> String {
    let mut command = std::process::Command::new("git");
    command
        .current_dir(project.path())
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
        .args(args);
    let time = format!("{seconds} +0000");
    let output = command.env("GIT_COMMITTER_DATE", &time).env("GIT_AUTHOR_DATE", &time).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A repository whose lcov file was committed three times: good, cut off, good again; and deleted at the end.
fn repository() -> Project {
    let project = Project::new();
    git(&project, 1_700_000_000, &["init", "-q", "-b", "main"]);
    let reports = [
        "SF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n",
        "SF:a.c\nDA:1,",
        "SF:a.c\nDA:1,1\nDA:2,1\nend_of_record\n",
    ];
    for (at, report) in reports.iter().enumerate() {
        project.write("coverage/lcov.info", report);
        git(&project, 1_700_000_000, &["add", "-A"]);
        git(&project, 1_700_000_000 + at as u64 * 86_400, &["commit", "-q", "-m", "report"]);
    }
    git(&project, 1_700_900_000, &["rm", "-q", "coverage/lcov.info"]);
    git(&project, 1_700_900_000, &["commit", "-q", "-m", "no report"]);
    project
}

#[test]
fn each_committed_version_of_a_report_is_a_run_at_its_commit() {
    let project = repository();
    let args = ["import", "git", "--kind", "coverage", "--file", "coverage/lcov.info", "--format", "json"];
    let first = project.run(&args);
    assert_eq!(first.code, 3, "one version cannot be read: {first:?}");
    assert!(first.err.contains("1 run could not be read and is kept as failed"), "{first:?}");
    assert_eq!(serde_json::from_str::<Value>(&first.out).unwrap()["added"], 3);
    let files = project.files("reports/history");
    let runs: Vec<Value> = files
        .iter()
        .map(|file| serde_json::from_str(&project.read(&format!("reports/history/{file}"))).unwrap())
        .collect();
    let states: Vec<&str> = runs.iter().map(|run| run["section"]["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["ok", "failed", "ok"]);
    assert_eq!(runs[0]["taken_at"], "2023-11-14T22:13:20.000Z");
    assert_eq!(runs[2]["source"]["commit"], git(&project, 0, &["rev-parse", "HEAD~1"]));
    assert_eq!(runs[2]["source"]["branch"], "main");
    let again = project.run(&args);
    assert_eq!(serde_json::from_str::<Value>(&again.out).unwrap()["existed"], 3, "{again:?}");
    assert_eq!(project.files("reports/history"), files);
}

#[test]
fn what_git_cannot_give_is_told() {
    let project = repository();
    for (args, said) in [
        (vec!["--file", "nowhere.xml"], "no commit of HEAD has a file nowhere.xml"),
        (vec!["--file", "coverage/lcov.info", "--branch", "nosuch"], "git log fails"),
        (vec!["--file", "coverage/lcov.info", "--branch=--output=x"], "git log fails"),
        (vec!["--file", "coverage/lcov.info", "--repo", "/nowhere"], "git log fails"),
    ] {
        let ran = project.run(&[&["import", "git", "--kind", "coverage"], args.as_slice()].concat());
        assert!(ran.code != 0 && ran.err.contains(said), "{args:?}: {ran:?}");
    }
    assert_eq!(project.files(".").iter().filter(|f| !f.starts_with(".git/")).count(), 0);
}

#[test]
fn the_replaced_systems_reports_come_in_once() {
    let project = Project::new().with(
        "reports/metrics/quality_metrics_20250101.json",
        r#"{"timestamp":"2025-01-01T09:30:00","code_quality":{"total_lines":1200,"python_files":30,"syntax_errors":0,"lint_errors":7},
            "test_coverage":{"overall_coverage":0,"lines_covered":0,"total_lines":0},"performance":{"latency_p99":0.0,"throughput_rps":0},
            "security":{"vulnerabilities_found":1}}"#,
    );
    let first = project.ok(&["import", "acgs2", "reports", "--zone", "+02:00"]);
    let files = project.files("reports/history");
    assert!(!files.is_empty(), "{first}");
    let again = project.ok(&["import", "acgs2", "reports", "--zone", "+02:00"]);
    assert!(again.contains("0 snapshots added"), "{again}");
    assert_eq!(project.files("reports/history"), files);
    assert!(files.iter().any(|f| f.contains("20250101T073000000Z")), "{files:?}");
}

#[test]
fn a_history_comes_in_once_wherever_it_stands() {
    let run = |at: u64, status: &str| {
        format!(
            "{{\"timestamp\":{at},\"testResults\":{{\"h\":{{\"name\":\"adds\",\"status\":\"{status}\"}}}}}}\n"
        )
    };
    let history = [run(1_767_261_600_000, "passed"), run(1_767_348_000_000, "failed")].concat();
    let project = Project::new().with("a/history.jsonl", &history).with("b/history.jsonl", &history);
    let first = project.ok(&["import", "allure", "a/history.jsonl", "--job", "web"]);
    assert_eq!(first.trim(), "2 runs read, 2 snapshots added, 0 there already");
    let dry = project.ok(&["import", "allure", "a/history.jsonl", "--dry-run"]);
    assert_eq!(dry.trim(), "2 runs read and not stored (dry run), 0 snapshots added, 0 there already");
    let again = project.ok(&["import", "allure", "b", "--job", "web"]);
    assert_eq!(again.trim(), "2 runs read, 0 snapshots added, 2 there already");
    assert_eq!(project.files("reports/history").len(), 2);
}

#[test]
fn each_committed_state_of_an_upptime_site_is_a_probe_of_its_own_stream() {
    let project = Project::new();
    git(&project, 1_700_000_000, &["init", "-q", "-b", "main"]);
    let state = |status: &str, at: &str| {
        format!(
            "url: https://shop.example\nstatus: {status}\ncode: 200\nresponseTime: 120\nlastUpdated: {at}\n"
        ) + "startTime: 2020-08-10T07:54:43.000Z\ngenerator: Upptime\n"
    };
    let states = [
        ("shop", state("up", "2026-01-02T03:00:00.000Z")),
        ("shop", state("down", "2026-01-02T03:05:00.000Z")),
        ("search", state("up", "2026-01-02T03:07:00.000Z")),
        // Only its words changed.
        ("shop", state("down", "2026-01-02T03:05:00.000Z") + "# a remark\n"),
    ];
    for (site, state) in &states {
        project.write(&format!("history/{site}.yml"), state);
        git(&project, 1_767_323_100, &["add", "-A"]);
        git(&project, 1_767_323_100, &["commit", "-q", "-m", "state"]);
    }
    let args = ["import", "upptime", ".", "--format", "json"];
    let first: Value = serde_json::from_str(&project.ok(&args)).unwrap();
    assert_eq!((&first["added"], &first["existed"]), (&3.into(), &0.into()));
    let read = |file: &String| -> Value {
        serde_json::from_str(&project.read(&format!("reports/history/{file}"))).unwrap()
    };
    let runs: Vec<Value> = project.files("reports/history").iter().map(read).collect();
    let jobs: Vec<&str> = runs.iter().map(|run| run["collector"]["job"].as_str().unwrap()).collect();
    assert_eq!(jobs, ["shop", "shop", "search"]);
    let outcome = |run: &Value| run["payload"]["rounds"][0]["probes"][0]["outcome"].clone();
    assert_eq!(runs.iter().map(outcome).collect::<Vec<_>>(), ["up", "down", "up"]);
    let again: Value = serde_json::from_str(&project.ok(&args)).unwrap();
    assert_eq!((&again["added"], &again["existed"]), (&0.into(), &3.into()));
}
