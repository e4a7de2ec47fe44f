//! `history export`: figures leave as rows, and the shipped queries say of them what we say.

mod engine;

use crate::harness::{NOW, Project, samples};
pub(crate) use engine::Engine;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// Three projects: one with a long history, one with a name that needs escapes and little known, one without a score.
pub(crate) fn fleet() -> Vec<Project> {
    let demo = Project::demo(150);
    let little = Project::new()
        .with("quarterdeck.toml", "[project]\nname = \"007/größe x\"\n")
        .with("lcov.info", samples::LCOV)
        .with("ruff.json", samples::RUFF)
        .with("empty.xml", "<testsuites></testsuites>");
    for (at, month) in
        ["2025-12-30T10:00:00Z", "2026-01-02T10:00:00Z", "2026-03-02T10:00:00Z"].iter().zip(1..)
    {
        little.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", at]);
        if month > 1 {
            little.ok(&["collect", "findings", "--from", "ruff.json", "--taken-at", at]);
        }
    }
    little.run(&["collect", "tests", "--from", "empty.xml", "--taken-at", "2026-03-03T10:00:00Z"]);
    let none = Project::new()
        .with("quarterdeck.toml", "[project]\nname = \"007\"\n")
        .with("junit.xml", samples::JUNIT);
    none.ok(&["collect", "tests", "--from", "junit.xml", "--taken-at", "2026-11-01T00:00:00Z"]);
    vec![demo, little, none]
}

pub(crate) fn export(projects: &[Project], to: &str, out: &Path) {
    for project in projects {
        project.ok(&["history", "export", "--to", to, "--out", out.to_str().unwrap()]);
    }
}

/// What our own commands say of a project as of its newest run.
fn own(project: &Project) -> Value {
    let runs = json(&project.ok(&["history", "list", "--format", "json"]));
    let runs = runs.as_array().unwrap();
    let newest = runs.last().unwrap()["taken_at"].as_str().unwrap();
    let gate = json(&project.run(&["check", "--now", newest, "--format", "json"]).out);
    let score = gate["conditions"].as_array().unwrap().iter().find(|c| c["rule"] == "score").unwrap();
    let figure = |name: &str| {
        score["figures"].as_array().unwrap().iter().find(|f| f["name"] == name).unwrap()["value"].clone()
    };
    let alerts = json(&project.ok(&["alerts", "--dry-run", "--now", newest, "--format", "json"]));
    let open = |severity: &str| {
        let open = |a: &&Value| a["closed"].is_null() && a["severity"] == severity;
        alerts["alerts"].as_array().unwrap().iter().filter(open).count()
    };
    let bare = runs.iter().filter(|run| run["state"] == "empty" || run["state"] == "failed").count();
    serde_json::json!({
        "score_low": figure("low end of the score"), "score_high": figure("high end of the score"),
        "critical_alerts": open("critical"), "warning_alerts": open("warning"),
        "newest_at": newest, "runs": runs.len(), "runs_without_figures": bare,
    })
}

/// The verdicts of a project in an export of JSON lines.
fn verdicts(lines: &Path, folder: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for year in ["2025", "2026"] {
        let file = lines.join(format!("project={folder}/kind=verdict/year={year}/figures.jsonl"));
        rows.extend(fs::read_to_string(file).unwrap_or_default().lines().map(json));
    }
    rows
}

/// The score at the end of each month, as the rows stand.
fn months(rows: &[Value]) -> BTreeMap<String, Value> {
    let low = rows.iter().filter(|row| row["metric"] == "score.low");
    low.map(|row| (row["month"].as_str().unwrap().to_owned(), row["value"].clone())).collect()
}

/// What costs a project most, and of how many inputs the cost is not known.
fn worst(rows: &[Value]) -> (Option<(String, f64)>, usize) {
    let parts: Vec<_> = rows.iter().filter(|row| row["metric"] == "score.penalty").collect();
    let known = parts.iter().filter_map(|p| Some((p["about"].as_str()?.to_owned(), p["value"].as_f64()?)));
    let worst = known.filter(|(_, points)| *points > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
    (worst, parts.iter().filter(|p| p["value"].is_null()).count())
}

/// The page of projects from what an engine wrote.
fn page(project: &Project, rollup: &Path) -> String {
    project.ok(&["build", "--now", NOW, "--rollup", rollup.to_str().unwrap()]);
    project.read("reports/dashboard/projects.html")
}

/// What an engine rolled up is shown, and whatever engine it was, it is the same page.
fn is_shown(engine: &Engine, project: &Project, lake: &Path, folder: &Path) {
    let shown = page(project, &folder.join("out"));
    for told in
        ["007/größe x", "0.0–100.0", "5 inputs unknown", "1 without figures", "22 days ago", ">simulated<"]
    {
        assert!(shown.contains(told), "{told}");
    }
    if let Some(other) = Engine::find("duckdb", "duckdb").filter(|_| engine.name != "duckdb") {
        other.run(lake, &folder.join("other"));
        assert!(page(project, &folder.join("other")) == shown, "the pages differ");
    }
}

fn says_what_we_say(engine: &Engine) {
    let projects = fleet();
    let folder = tempfile::tempdir().unwrap();
    let [lake, lines] = ["lake", "lines"].map(|name| folder.path().join(name));
    export(&projects, "parquet", &lake);
    export(&projects, "jsonl", &lines);
    let said = engine.run(&lake, &folder.path().join("out"));
    let names = [("harbour-demo", "harbour-demo"), ("007/größe x", "007%2Fgröße%20x"), ("007", "007")];
    let fleet = said["queries"]["fleet"]["rows"].as_array().unwrap();
    let trend = said["queries"]["trend"]["rows"].as_array().unwrap();
    assert_eq!(fleet.len(), names.len(), "{said}");
    for (project, (name, escaped)) in projects.iter().zip(names) {
        let row = fleet.iter().find(|row| row["project"] == name).unwrap_or_else(|| panic!("{name}: {said}"));
        for (column, ours) in own(project).as_object().unwrap() {
            let same = match (row[column].as_f64(), ours.as_f64()) {
                (Some(theirs), Some(ours)) => theirs.to_bits() == ours.to_bits(),
                _ => row[column] == *ours,
            };
            assert!(same, "{name}, {column}: {ours} is ours, {} was said", row[column]);
        }
        let made_up = if name == "harbour-demo" { row["runs"].as_u64() } else { Some(0) };
        assert_eq!(row["simulated_runs"].as_u64(), made_up, "{name}");
        let rows = verdicts(&lines, escaped);
        let theirs = trend.iter().filter(|row| row["project"] == name);
        let theirs: BTreeMap<String, Value> =
            theirs.map(|row| (row["month"].as_str().unwrap().to_owned(), row["score_low"].clone())).collect();
        assert_eq!(theirs, months(&rows), "{name}");
        let (most, unknown) = worst(&rows);
        let theirs =
            row["worst_metric"].as_str().map(|m| (m.to_owned(), row["worst_penalty"].as_f64().unwrap()));
        assert_eq!((theirs, row["unknown_metrics"].as_u64()), (most, Some(unknown as u64)), "{name}");
    }
    is_shown(engine, &projects[0], &lake, folder.path());
    let unknown: Vec<_> =
        fleet.iter().map(|row| (&row["project"], row["unknown_metrics"].as_u64())).collect();
    assert!(unknown.iter().any(|(name, n)| **name == "007" && *n > Some(3)), "{unknown:?}");
    let all: Vec<Value> = names.iter().flat_map(|(_, escaped)| verdicts(&lines, escaped)).collect();
    adds_up_what_is_lost(&said, &all);
}

/// The points that metrics cost, over all projects.
fn adds_up_what_is_lost(said: &Value, all: &[Value]) {
    let lost = said["queries"]["worst"]["rows"].as_array().unwrap();
    for row in lost {
        let of = |r: &&Value| r["metric"] == "score.penalty" && r["about"] == row["metric"];
        let points: f64 = all.iter().filter(of).filter_map(|r| r["value"].as_f64()).sum();
        let nobody = all.iter().filter(of).all(|r| r["value"].is_null());
        let theirs = row["points_lost"].as_f64();
        assert_eq!(theirs.is_none(), nobody, "{row}");
        assert!((theirs.unwrap_or_default() - points).abs() < 1e-9, "{row}: {points} is ours");
    }
    assert!(lost.len() >= 5, "{said}");
}

#[test]
fn duckdb_says_of_the_fleet_what_we_say() {
    if let Some(engine) = Engine::find("duckdb", "duckdb") {
        says_what_we_say(&engine);
    }
}

#[test]
fn spark_says_of_the_fleet_what_we_say() {
    if let Some(engine) = Engine::find("spark", "pyspark") {
        says_what_we_say(&engine);
    }
}

/// Files of figures with their bytes.
fn figures(lake: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![lake.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(lake).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".parquet") {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn an_export_that_is_killed_leaves_whole_files_only() {
    let project = Project::demo(120);
    let folder = tempfile::tempdir().unwrap();
    let [whole, killed] = ["whole", "killed"].map(|name| folder.path().join(name));
    let args = |out: &'_ Path| {
        ["history", "export", "--to", "parquet", "--out", out.to_str().unwrap()].map(str::to_owned)
    };
    project.ok(&args(&whole).each_ref().map(String::as_str));
    let expected = figures(&whole);
    let mut stopped = 0;
    for round in 0..20_u64 {
        let mut command = project.command(&args(&killed).each_ref().map(String::as_str));
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 + 23 * round));
        child.kill().unwrap();
        stopped += usize::from(!child.wait().unwrap().success());
        for (name, bytes) in figures(&killed) {
            assert!(expected.get(&name) == Some(&bytes), "{name} is not whole in round {round}");
        }
        if round % 3 == 2 {
            let _ = fs::remove_dir_all(&killed);
        }
    }
    assert!(stopped > 0, "no export was killed");
    project.ok(&args(&killed).each_ref().map(String::as_str));
    assert_eq!(figures(&killed), expected);
}

#[test]
fn what_cannot_be_exported_to_is_said() {
    let project = Project::demo(40);
    let wrong = project.run(&["history", "export", "--to", "csv", "--out", "ftp://host/x"]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(wrong.err.contains("s3://bucket/prefix"), "{wrong:?}");
    project.write("taken/project=harbour-demo/kind=tests/year=2026/figures.csv", "mine");
    let taken = project.run(&["history", "export", "--to", "csv", "--out", "taken"]);
    assert_eq!(taken.code, 3, "{taken:?}");
    assert!(taken.err.contains("no earlier export wrote this"), "{taken:?}");
    let default = project.ok(&["history", "export", "--to", "csv", "--format", "json"]);
    assert_eq!(json(&default)["projects"], 1, "{default}");
    assert!(project.files("reports/export").len() > 4);
    assert!(project.ok(&["history", "export", "--sql", "fleet"]).contains("score_low"));
    project.ok(&["check", "--now", NOW]);
}

#[test]
fn a_roll_up_that_does_not_fit_is_told_with_its_column() {
    let project = Project::demo(40);
    let missing = project.run(&["build", "--now", NOW, "--rollup", "nowhere.parquet"]);
    assert_eq!(missing.code, 3, "{missing:?}");
    project.ok(&["history", "export", "--to", "parquet"]);
    // Figures are no roll-up of them.
    let figures = "reports/export/project=harbour-demo/kind=code/year=2026/figures.parquet";
    let wrong = project.run(&["build", "--now", NOW, "--rollup", figures]);
    assert_eq!(wrong.code, 3, "{wrong:?}");
    assert!(wrong.err.contains("column `project` is missing"), "{wrong:?}");
    assert!(!project.path().join("reports/dashboard/index.html").exists(), "half of what was asked is built");
}
