//! `review`: a period as Markdown, text and JSON, the notes on it, and its page.

use crate::harness::{NOW, Project};

#[test]
fn the_last_week_that_has_ended_is_told_as_its_page_tells_it() {
    let project = Project::demo(300);
    let printed = project.ok(&["review", "--now", NOW]);
    assert!(printed.starts_with("# harbour-demo: Week 47, 16 to 22 Nov 2026\n"), "{printed}");
    assert_eq!(printed, project.ok(&["review", "2026-W47", "--now", NOW]));
    project.site();
    assert_eq!(printed, project.read("reports/dashboard/review/2026-W47.md"));
    let quarter = project.ok(&["review", "2026-Q4", "--now", NOW]);
    assert_eq!(quarter, project.read("reports/dashboard/review/2026-Q4.md"));
    assert!(quarter.contains("*so far: up to 23 Nov 2026 12:00 UTC*"), "{quarter}");
}

#[test]
fn text_and_json_hold_the_same_verdict() {
    let project = Project::demo(200);
    let human = project.ok(&["review", "2026-W47", "--now", NOW, "--format", "human"]);
    let json = project.ok(&["review", "2026-W47", "--now", NOW, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (json["schema"].as_str(), json["period"].as_str()),
        (Some("quarterdeck.review"), Some("2026-W47"))
    );
    assert_eq!((json["complete"].as_bool(), json["simulated"].as_bool()), (Some(true), Some(true)));
    for sentence in json["sentences"].as_array().unwrap() {
        assert!(human.contains(sentence.as_str().unwrap()), "{human}");
    }
    let topics = json["topics"].as_array().unwrap();
    assert!(
        topics
            .iter()
            .any(|t| t["title"] == "Metrics" && t["tables"][0]["rows"].as_array().unwrap().len() > 10)
    );
}

#[test]
fn what_is_no_period_or_has_not_begun_is_refused_and_what_is_empty_is_missing_data() {
    let project = Project::demo(30);
    let wrong = project.run(&["review", "2026-W60", "--now", NOW]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(wrong.err.contains("`2026-W60` is no period") && wrong.err.contains("2026-Q4"), "{wrong:?}");
    let early = project.run(&["review", "2026-W49", "--now", NOW]);
    assert_eq!(early.code, 2, "{early:?}");
    assert!(early.err.contains("2026-W49 has not begun"), "{early:?}");
    let empty = project.run(&["review", "2025-W10", "--now", NOW]);
    assert_eq!(empty.code, 3, "{empty:?}");
    assert!(empty.err.contains("no snapshot was taken in 2025-W10"), "{empty:?}");
    assert!(empty.out.contains("The gate could not be told"), "{empty:?}");
}

#[test]
fn notes_are_begun_once_carried_on_and_never_changed() {
    let project = Project::demo(200).with("reports/notes/2026-W46.md", "- [ ] ask ops\n- [x] done\n");
    let begin = || project.run(&["review", "2026-W47", "--now", NOW, "--notes"]);
    let first = begin();
    assert_eq!(first.code, 0, "{first:?}");
    assert!(first.out.trim().ends_with("2026-W47.md") && first.err.contains("written"), "{first:?}");
    let text = "## Decisions\n\n- \n\n## Actions\n\n- [ ] ask ops\n";
    assert_eq!(project.read("reports/notes/2026-W47.md"), text);
    project.write("reports/notes/2026-W47.md", "- [x] **mine** <b onclick=x>\n");
    let second = begin();
    assert!(second.code == 0 && second.err.contains("left as they are"), "{second:?}");
    project.site();
    assert_eq!(project.read("reports/notes/2026-W47.md"), "- [x] **mine** <b onclick=x>\n");
    let page = project.read("reports/dashboard/review/2026-W47.html");
    assert!(page.contains("<strong>mine</strong> &lt;b onclick=x&gt;"), "the notes are not on the page");
    assert!(page.contains("ask ops") && page.contains("2 actions in the notes of 2026-W46, 1 open"));
    assert!(project.ok(&["review", "--now", NOW]).contains("| ◆ Open | ask ops |"));
}

#[test]
fn a_finished_review_is_the_same_from_build_to_build() {
    let project = Project::demo(400);
    project.site();
    let reviews = || -> Vec<(String, String)> {
        let files = project.files("reports/dashboard/review").into_iter();
        files.map(|f| (f.clone(), project.read(&format!("reports/dashboard/review/{f}")))).collect()
    };
    let before = reviews();
    project.ok(&["build", "--now", "2026-11-26T08:00:00Z"]);
    let changed: Vec<String> =
        before.iter().zip(reviews()).filter(|(a, b)| **a != *b).map(|(a, _)| a.0.clone()).collect();
    assert_eq!(changed, ["2026-Q4.html", "2026-Q4.md", "2026-W48.html", "2026-W48.md"]);
    assert!(before.len() > 20, "{}", before.len());
}
