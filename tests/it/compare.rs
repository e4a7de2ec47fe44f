//! `compare`: two sides by any of their names, with what makes them apples and pears.

use crate::harness::{NOW, Project, samples};

/// A project in git with two commits, each measured; gives it with the hashes of both.
fn two_commits() -> (Project, [String; 2]) {
    let project = Project::new().with("src/a.rs", "one\n").with("lcov.info", samples::LCOV);
    project.git(&["init", "-q", "-b", "main"]);
    let first = project.commit("first");
    let collect = |day: &str, kind: &str, from: &str| {
        let at = format!("2026-11-{day}T10:00:00Z");
        project.run(&["collect", kind, "--from", from, "--taken-at", &at]);
    };
    collect("20", "coverage", "lcov.info");
    project.write("junit.xml", samples::JUNIT);
    collect("20", "tests", "junit.xml");
    project.write("src/a.rs", "two\n");
    let second = project.commit("second");
    project.write("lcov.info", samples::LCOV.replace("DA:2,5", "DA:2,0"));
    collect("22", "coverage", "lcov.info");
    let mended = samples::JUNIT.replace("<failure message=\"1 is not 2\">left: 1</failure>", "");
    project.write("junit.xml", mended);
    collect("22", "tests", "junit.xml");
    (project, [first, second])
}

#[test]
fn commits_tags_dates_weeks_and_snapshots_name_the_same_side() {
    let (project, [first, second]) = two_commits();
    project.git(&["tag", "v1", &first]);
    let last = project.files("reports/history/coverage").pop().unwrap();
    let id = last.rsplit('/').next().unwrap().trim_end_matches(".json").to_owned();
    for (a, b) in [
        (first.as_str(), second.as_str()),
        (&first[..7], "latest"),
        ("v1", "main"),
        ("2026-11-20", "2026-11-22T12:00:00Z"),
        ("2026-11-21", "2026-W47"),
        ("HEAD~1", "2026-Q4"),
        ("v1", &id),
    ] {
        let told = project.ok(&["compare", a, b, "--now", NOW]);
        assert!(told.contains("33.3 % worse") && told.contains("−25.0"), "{a} {b}: {told}");
        assert!(!told.contains("descend"), "git knows that one comes from the other: {told}");
    }
    let usual = project.ok(&["compare", "--now", NOW]);
    assert_eq!(usual, project.ok(&["compare", "baseline", "latest", "--now", NOW]));
    assert!(usual.contains("median of the last 10"), "{usual}");
}

#[test]
fn a_collection_that_was_asked_for_something_else_is_told() {
    let (project, _) = two_commits();
    let says = "Coverage was asked for something else";
    let same = project.ok(&["compare", "2026-11-20", "latest", "--now", NOW]);
    assert!(!same.contains(says), "{same}");
    std::fs::rename(project.path().join("lcov.info"), project.path().join("other.info")).unwrap();
    project.ok(&["collect", "coverage", "--from", "other.info", "--taken-at", "2026-11-23T08:00:00Z"]);
    let other = project.ok(&["compare", "2026-11-20", "latest", "--now", NOW]);
    assert!(other.contains(says), "{other}");
}

#[test]
fn items_are_told_one_by_one() {
    let (project, _) = two_commits();
    let text =
        project.ok(&["compare", "v-none", "latest"].map(|a| if a == "v-none" { "2026-11-20" } else { a }));
    assert!(text.contains("src/b.rs  2 of 2  1 of 2"), "{text}");
    assert!(text.contains("fixed  unit › unit › divides"), "{text}");
    let json = project.ok(&["compare", "2026-11-20", "latest", "--only", "changed", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], "quarterdeck.comparison");
    assert_eq!(json["coverage"][0]["files"][0]["covered"], -1);
    let all = json["metrics"].as_array().unwrap();
    assert!(all.iter().all(|metric| metric["change"] != "same") && all.len() > 2, "{all:?}");
    let markdown = project.ok(&["compare", "2026-11-20", "latest", "--format", "markdown"]);
    assert!(
        markdown.starts_with("### Comparison: ") && markdown.contains("| src/b.rs | 2 of 2 |"),
        "{markdown}"
    );
}

#[test]
fn apples_and_pears_are_said() {
    let (project, [first, second]) = two_commits();
    let back = project.ok(&["compare", &second, &first]);
    assert!(back.contains("does not descend"), "{back}");
    let same = project.ok(&["compare", &second, "latest"]);
    assert!(same.contains("Both sides are of commit"), "{same}");
    project.write("junit.xml", samples::JUNIT);
    let host = ["--label", "host=other", "--taken-at", "2026-11-23T10:00:00Z"];
    project.run(&[&["collect", "tests", "--from", "junit.xml"][..], &host].concat());
    let other = project.ok(&["compare", &first, "latest"]);
    assert!(other.contains("Other host for tests: unknown, then other"), "{other}");
    std::fs::remove_dir_all(project.path().join(".git")).unwrap();
    let without = project.ok(&["compare", &first, "latest"]);
    assert!(without.contains("no git repository here"), "{without}");
}

#[test]
fn what_names_nothing_is_refused_with_what_could_be_meant() {
    let (project, _) = two_commits();
    let wrong = project.run(&["compare", "mian"]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(wrong.err.contains("did you mean main?") && wrong.err.contains("2026-W47"), "{wrong:?}");
    let early = project.run(&["compare", "2020-01-01", "latest"]);
    assert_eq!(early.code, 3, "{early:?}");
    let option = project.run(&["compare", "--", "--help", "latest"]);
    assert_eq!(option.code, 2, "a name is no option of git: {option:?}");
    assert_eq!(project.run(&["compare", "baseline", "baseline"]).code, 2);
}
