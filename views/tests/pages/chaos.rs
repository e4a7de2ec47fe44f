//! What the page on chaos says.

use crate::content::plain;
use crate::made_up::{Archive, chaos, run};
use quarterdeck_model::payload::{Chaos, Experiment, Impact, Payload, Recovery, Verdict};
use quarterdeck_model::{Section, SectionState, Snapshot, SnapshotId};
use quarterdeck_views::page;
use quarterdeck_views::page::chaos::ChaosPage;

fn built(runs: Vec<(SnapshotId, Snapshot)>) -> ChaosPage {
    let archive = Archive::of(runs, Vec::new());
    page::chaos::build(&archive.context(), &archive.by_id())
}

fn ended(verdict: Verdict) -> Payload {
    let recovery = Some(Recovery { seconds: 12.5, plus_minus: Some(0.05), censored: false });
    let experiment = Experiment {
        recovery: recovery.filter(|_| verdict.counts()),
        availability_percent: verdict.counts().then_some(97.0),
        impacts: vec![Impact { service: "db".into(), target: true, availability_percent: None }],
        ..Experiment::judged("crash", verdict)
    };
    Payload::Chaos(Chaos { experiments: vec![experiment] })
}

#[test]
fn every_verdict_is_counted_and_only_three_enter_trends() {
    let runs = Verdict::ALL.into_iter().rev().zip(0..).map(|(v, day)| run(5 - day, "chaos", ended(v)));
    let page = built(runs.collect());
    let card = &page.scenarios[0];
    let told: Vec<_> = card.counts.iter().map(|c| (c.status.word, c.count.as_str(), c.counts)).collect();
    let expected = [
        ("Passed", "1", true),
        ("Failed", "1", true),
        ("Not recovered", "1", true),
        ("Aborted", "1", false),
        ("Not injected", "1", false),
        ("Runner failed", "1", false),
    ];
    assert_eq!(told, expected);
    assert_eq!((card.status.word, card.runs.len()), ("Passed", 6));
    assert_eq!(card.charts.len(), 2);
    assert_eq!(card.charts[0].spec.table.rows.len(), 3);
    assert_eq!(plain(&card.figures[0].value), "12.5 s ± 50.0 ms");
    assert_eq!((card.impacts[0].role, card.impacts[0].availability.as_str()), ("target", "—"));
    assert_eq!(page.summary, "1 scenario, latest verdicts: 1 passed.");
}

#[test]
fn what_says_nothing_of_the_system_is_never_good_and_names_the_last_that_does() {
    for verdict in [Verdict::Aborted, Verdict::NotInjected, Verdict::Error] {
        let page = built(vec![run(3, "chaos", ended(Verdict::Fail)), run(0, "chaos", ended(verdict))]);
        let card = &page.scenarios[0];
        assert_eq!(card.status.class, "none");
        assert!(
            card.note.ends_with("The last run that says something is of 20 Nov 2026: failed."),
            "{}",
            card.note
        );
        assert!(card.facts.iter().all(|f| f.value.text == "—"), "{:?}", card.facts);
        assert!(card.figures.iter().all(|row| row.status.class == "none" && row.value == "—"));
    }
}

#[test]
fn a_censored_recovery_took_longer_than_was_watched() {
    let page = built(vec![run(1, "chaos", chaos())]);
    let card = &page.scenarios[0];
    assert_eq!((card.status.word, plain(&card.figures[0].value).as_str()), ("Not recovered", "> 2.00 min"));
    assert_eq!(card.reasons[0].text, "Not recovered within 120 s.");
    assert_eq!(card.charts.len(), 1, "only the availability has a point");
}

#[test]
fn a_run_that_failed_as_a_whole_does_not_pass() {
    let mut failed = run(0, "chaos", ended(Verdict::Pass));
    failed.1.section = Section::because(SectionState::Failed, "cut off");
    let page = built(vec![failed]);
    assert_eq!((page.scenarios[0].status.word, page.summary.contains("passed")), ("Runner failed", false));
}

#[test]
fn a_pass_from_long_ago_is_stale() {
    let mut archive = Archive::of(vec![run(30, "chaos", ended(Verdict::Pass))], Vec::new());
    archive.policy.cadence.default_hours = Some(24.0);
    let page = page::chaos::build(&archive.context(), &archive.by_id());
    assert_eq!(page.scenarios[0].status.word, "Stale");
}

#[test]
fn runs_are_bounded_and_an_empty_archive_has_no_entry_in_the_navigation() {
    let card =
        &built((0..60).rev().map(|day| run(day, "chaos", ended(Verdict::Pass))).collect()).scenarios[0];
    assert_eq!((card.runs.len(), card.runs_more.as_str()), (50, "10 more runs are not shown."));
    let empty = built(Vec::new());
    assert_eq!(empty.summary, "No experiment has been made yet.");
    assert!(empty.shell.nav.iter().all(|item| item.label != "Chaos"));
}

#[test]
fn runs_of_other_scenarios_do_not_break_the_line_and_runs_without_a_figure_do() {
    let other = Payload::Chaos(Chaos { experiments: vec![Experiment::judged("stop", Verdict::Pass)] });
    let segments = |between: Payload| {
        let runs = vec![
            run(3, "chaos", ended(Verdict::Pass)),
            run(2, "chaos", between),
            run(1, "chaos", ended(Verdict::Pass)),
        ];
        let page = built(runs);
        let card = page.scenarios.iter().find(|card| card.name.text == "crash").unwrap();
        card.charts[0].spec.lines[0].segments.len()
    };
    assert_eq!((segments(other), segments(ended(Verdict::Aborted))), (1, 2));
}
