//! `config`: every mistake at its place, what is in force and where it comes from, the schema, and thresholds over time.

use crate::harness::{Project, samples};
use crate::import::git;
use serde_json::Value;

/// Mistakes of every sort, each with the place and the words that it must be told by.
const WRONG: &str = r#"[project]
brunch = "main"
name = 3

[[collect]]
kind = "covrage"
from = ["x"]

[[collect]]
kind = "coverage"
from = []

[[servce]]
name = "a"

[[policy.metrics]]
metric = "tests.failed"
alert = "1"

[[policy.metrics]]
metric = "tests.failed"
severity = "critcal"
target = "< 1"
alert = ">= 1"

[[policy.metrics]]
metric = "tests.failed"
target = "< 1"
alert = "< 2"

[policy.cadence.hours]
helth = 24
tests = -1
"#;

const TOLD: &[(usize, usize, &str)] = &[
    (2, 1, "unknown key `brunch`; did you mean `branch`?"),
    (3, 8, "expected a text in quotation marks, found the number 3"),
    (6, 8, "`covrage` is not known; did you mean `coverage`?"),
    (11, 8, "`from` is empty"),
    (13, 3, "unknown key `servce`; did you mean `service`?"),
    (18, 9, "\"1\" is not a limit; expected a comparison"),
    (22, 12, "`critcal` is not known; did you mean `critical`?"),
    (29, 9, "can meet the target (< 1) and raise the alert (< 2) at once"),
    (32, 1, "unknown key `helth`; did you mean `health`?"),
    (33, 9, "hours must be more than 0"),
];

#[test]
fn all_mistakes_are_told_at_once_at_their_places() {
    let project = Project::new().with("quarterdeck.toml", WRONG);
    let ran = project.run(&["config", "check", "--format", "json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let found: Vec<(usize, usize, &str)> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let number = |key: &str| f[key].as_u64().unwrap() as usize;
            (number("line"), number("column"), f["message"].as_str().unwrap())
        })
        .collect();
    assert_eq!(found.len(), TOLD.len(), "{found:#?}");
    for ((line, column, words), (at_line, at_column, message)) in TOLD.iter().zip(found) {
        assert_eq!((*line, *column), (at_line, at_column), "{words} / {message}");
        assert!(message.contains(words), "{words} is not in {message}");
    }
    // Every other command says the same, with the line and a caret.
    let build = project.run(&["build"]);
    assert_eq!(build.code, 2, "{build:?}");
    assert!(
        build.err.contains("quarterdeck.toml:2:1\n  |\n2 | brunch = \"main\"\n  | ^^^^^^"),
        "{}",
        build.err
    );
    for (_, _, words) in TOLD {
        assert!(build.err.contains(words), "{words} is not in {}", build.err);
    }
}

#[test]
fn syntax_and_duplicates_are_told_at_their_places() {
    for (text, place, words) in [
        ("[project]\nname = \"a\nbranch = 1\n", "quarterdeck.toml:2:", ""),
        ("[project]\nname = \"a\"\nname = \"b\"\n", "quarterdeck.toml:3:1", "duplicate key"),
        (
            "[policy.baseline]\nlast = \"10\"\n",
            "quarterdeck.toml:2:8",
            "expected a whole number, found the text \"10\"",
        ),
        ("[[policy.metrics]]\nmetric = \"a.b\"\nalert = 0.5\n", "quarterdeck.toml:3:9", "such as \"< 0.5\""),
        ("[policy.metrics]\nmetric = \"a.b\"\n", "quarterdeck.toml:1:", "`[[` and `]]`"),
        ("[[policy.metrics]]\nalert = \"> 1\"\n", "quarterdeck.toml:1:1", "`metric` is missing"),
        (
            "[[policy.metrics]]\nmetric = \"a\"\nsince = \"soon\"\nalert = \"> 1\"\n",
            "quarterdeck.toml:3:9",
            "2026-10-01",
        ),
        (
            "[[scenario]]\nname = \"x\"\ntargets = [\"a\"]\naction = { kind = \"kil\" }\nduration_s = 9\ncriteria = { recovery_s = 1, availability_percent = 9 }\n",
            "quarterdeck.toml:4:19",
            "did you mean `kill`?",
        ),
    ] {
        let ran = Project::new().with("quarterdeck.toml", text).run(&["config", "check"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.out.contains(place) && ran.out.contains(words), "{place} {words}\n{}", ran.out);
    }
}

#[test]
fn names_that_nothing_knows_are_warnings() {
    let text = "[[service]]\nname = \"orders\"\nurl = \"tcp://a:1\"\n\
        [[metric]]\nservice = \"order\"\npid = 1\n\
        [[policy.metrics]]\nmetric = \"coverage.line_percnt\"\nalert = \"< 80\"\n\
        [[policy.metrics]]\nmetric = \"coverage.line_percent\"\njob = \"uint\"\nalert = \"< 80\"\n";
    let project = Project::new().with("quarterdeck.toml", text).with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--job", "unit"]);
    let said = project.ok(&["config", "check"]);
    for words in [
        "quarterdeck.toml:5:11",
        "did you mean `orders`?",
        "quarterdeck.toml:8:10",
        "did you mean `coverage.line_percent`?",
        "did you mean `unit`?",
        "0 errors, 3 warnings",
    ] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    assert_eq!(project.run(&["config", "check", "--strict"]).code, 2);
    assert_eq!(Project::new().run(&["config", "check", "--strict"]).code, 0, "nothing is wrong with no file");
}

#[test]
fn what_is_in_force_is_shown_with_its_origin() {
    let text = "[project]\nname = \"x\"\n\n[policy.baseline]\nlast = 5\n\n\
        [[policy.metrics]]\nmetric = \"a.b\"\nalert = \"> 1\"\nsince = 2026-10-01\n";
    let project = Project::new().with("quarterdeck.toml", text);
    let all = project.ok(&["config", "show"]);
    let same = Project::new().with("quarterdeck.toml", &all);
    assert_eq!(same.ok(&["config", "show"]), all, "what is shown is a configuration that says the same");
    let shown = project.ok(&["config", "show", "--origin"]);
    let line =
        |start: &str| shown.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
    assert!(line("last = 5").ends_with("quarterdeck.toml:5"), "{shown}");
    assert!(line("name = \"x\"").ends_with("quarterdeck.toml:2"), "{shown}");
    assert!(line("archive = ").ends_with("# default"), "{shown}");
    assert!(line("since = \"2026-10-01\"").ends_with("quarterdeck.toml:10"), "{shown}");
    assert!(line("severity = \"warning\"").ends_with("# default"), "{shown}");
    assert!(
        !shown.contains("benchmark.latency_p99_ms\"\n") || shown.contains("[[policy.score.rules]]"),
        "{shown}"
    );
    assert_eq!(project.ok(&["config", "show", "policy.baseline.last"]), "[policy.baseline]\nlast = 5\n");
    assert!(project.ok(&["config", "show", "project.theme"]).contains("is not set"));
    let wrong = project.run(&["config", "show", "policy.baselin"]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `baseline`?"), "{wrong:?}");
}

#[test]
fn the_schema_is_printed() {
    let schema: Value = serde_json::from_str(&Project::new().ok(&["config", "schema"])).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["policy"].is_object());
}

const DAY: u64 = 86_400;
/// 2026-10-01T00:00:00Z.
const OCTOBER: u64 = 1_790_812_800;

fn limit(alert: &str) -> String {
    format!(
        "# Ours.\n[[policy.metrics]]\nmetric = \"coverage.line_percent\" # all of it\nalert = \"{alert}\"\n"
    )
}

/// A repository in which the limit rose from 40 to 90 on 2 October, while coverage stayed at 50 %.
fn raised() -> Project {
    let project = Project::new().with("lcov.info", "SF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n");
    git(&project, OCTOBER, &["init", "-q", "-b", "main"]);
    for (day, alert) in [(0, "< 40"), (1, "< 90")] {
        project.write("quarterdeck.toml", limit(alert));
        git(&project, OCTOBER + day * DAY, &["add", "quarterdeck.toml"]);
        git(&project, OCTOBER + day * DAY, &["commit", "-q", "-m", "limit"]);
    }
    for day in ["2026-09-30", "2026-10-01", "2026-10-03"] {
        let at = format!("{day}T12:00:00Z");
        project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", &at]);
    }
    project
}

fn opened(project: &Project) -> Vec<String> {
    let json =
        project.ok(&["alerts", "--format", "json", "--all", "--dry-run", "--now", "2026-10-04T00:00:00Z"]);
    let alerts: Value = serde_json::from_str(&json).unwrap();
    let threshold = alerts["alerts"].as_array().unwrap().iter().filter(|a| a["kind"] == "threshold");
    threshold.map(|alert| alert["opened"].to_string()).collect()
}

#[test]
fn the_history_of_thresholds_comes_from_git_and_can_be_kept() {
    let project = raised();
    let told = project.ok(&["config", "history"]);
    for words in ["2026-10-02", "  a\n", "coverage.line_percent: alert < 40 (warning) → alert < 90 (warning)"]
    {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    assert_eq!(told.matches('→').count(), 1, "{told}");
    assert!(
        opened(&project).iter().all(|at| at.contains("2026-09-30")),
        "undated, today's limit judges all days"
    );

    let ran = project.run(&["config", "history", "--write"]);
    assert!(ran.code == 0 && ran.err.contains("1 dated"), "{ran:?}");
    let text = project.read("quarterdeck.toml");
    assert!(text.starts_with("# Ours.\n") && text.contains("# all of it"), "comments stay: {text}");
    assert!(
        text.contains("since = \"2026-10-02T00:00:00.000Z\"") && text.contains("alert = \"< 40\""),
        "{text}"
    );
    let after = opened(&project);
    assert!(after.len() == 1 && after[0].contains("2026-10-03"), "{after:?}");

    let again = project.run(&["config", "history", "--write"]);
    assert!(again.err.contains("nothing to write"), "{again:?}");
    assert_eq!(project.read("quarterdeck.toml"), text);
    project.ok(&["config", "check", "--strict"]);
}

#[test]
fn without_a_repository_the_history_says_so() {
    let project = Project::new().with("quarterdeck.toml", limit("< 40"));
    let ran = project.run(&["config", "history"]);
    assert!(ran.code == 3 && ran.err.contains("git"), "{ran:?}");
}
