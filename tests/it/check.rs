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

/// A project in git: `src/a.rs` and `src/b.rs` measured, then `src/a.rs` changed and measured again.
fn changed_since(gate: &str) -> Project {
    let project = Project::new().with("quarterdeck.toml", gate).with("lcov.info", samples::LCOV);
    project.write("src/a.rs", "one\n");
    project.write("src/b.rs", "one\n");
    project.write("ruff.json", "[]");
    project.git(&["init", "-q", "-b", "main"]);
    project.commit("first");
    project.git(&["tag", "v1"]);
    let collect = |kind: &str, from: &str, day: &str| {
        let at = format!("2026-11-{day}T10:00:00Z");
        project.run(&["collect", kind, "--from", from, "--taken-at", &at]);
    };
    collect("coverage", "lcov.info", "20");
    collect("findings", "ruff.json", "20");
    project.write("src/a.rs", "two\n");
    project.write("README.md", "two\n");
    project.write("ruff.json", samples::RUFF);
    project.commit("second");
    collect("coverage", "lcov.info", "23");
    collect("findings", "ruff.json", "23");
    project
}

#[test]
fn coverage_of_changed_files_asks_git_or_a_list() {
    let project = changed_since("[[policy.gate.conditions]]\nchanged_coverage = \">= 60\"\n");
    let ran = project.run(&["check", "--now", NOW, "--since", "v1"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("50.0 %: 1 of 2 lines in 1 of 2 changed files"), "{ran:?}");
    project.write("list.txt", "src/b.rs\r\n");
    let list = ["check", "--now", NOW, "--changed-files", "list.txt"];
    assert_eq!(project.run(&list).code, 0, "{:?}", project.run(&list));
    std::fs::remove_dir_all(project.path().join(".git")).unwrap();
    let without = project.run(&["check", "--now", NOW, "--since", "2026-11-20"]);
    assert_eq!(without.code, 3, "{without:?}");
    assert!(without.out.contains("no git repository here"), "{without:?}");
}

#[test]
fn new_findings_fail_since_a_commit_and_their_forms_are_read_by_our_own_readers() {
    let project = changed_since("[[policy.gate.conditions]]\nnew_findings = \"<= 0\"\n");
    let form = |form: &str| {
        let ran = project.run(&["check", "--now", NOW, "--since", "v1", "--format", form]);
        assert_eq!(ran.code, 1, "{ran:?}");
        ran.out
    };
    assert!(form("human").contains("F401"), "{}", form("human"));
    assert!(form("github").contains("::error file=quarterdeck.toml,line=1,"), "{}", form("github"));
    let markdown = form("markdown");
    assert!(
        markdown.contains("Baseline: v1") && markdown.contains("<details><summary>Figures: "),
        "{markdown}"
    );
    for (name, kind, reader) in
        [("sarif", "findings", "sarif"), ("gitlab", "findings", "gitlab"), ("junit", "tests", "junit")]
    {
        let file = format!("gate.{}", if name == "junit" { "xml" } else { "json" });
        project.write(&file, form(name));
        project.run(&["collect", kind, "--from", &file, "--job", name, "--taken-at", "2026-11-23T11:00:00Z"]);
        let folder = format!("reports/history/{kind}");
        let read = project.files(&folder).into_iter().map(|path| project.read(&format!("{folder}/{path}")));
        let read: Vec<String> = read
            .filter(|text| {
                text.contains(&format!("\"job\": \"{name}\""))
                    || text.contains(&format!("\"job\":\"{name}\""))
            })
            .collect();
        assert_eq!(read.len(), 1, "{name} is read as {reader}");
        assert!(read[0].contains("new findings <= 0") || read[0].contains("new-findings"), "{}", read[0]);
    }
}

#[test]
fn a_condition_that_makes_no_sense_is_refused() {
    let wrong = "[[policy.gate.conditions]]\nnew_findings = \"<= 0\"\nclass = \"lnt\"\n";
    let ran = Project::new().with("quarterdeck.toml", wrong).run(&["check"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("lnt") && ran.err.contains("expected syntax, lint"), "{ran:?}");
}
