//! Conditions against a baseline: what is new since then, and never what is not known.

use crate::builder::{Builder, at};
use crate::snapshots::{Archive, coverage, failed, findings, lint};
use quarterdeck_analysis::assess_with;
use quarterdeck_analysis::compare::Side;
use quarterdeck_analysis::gate::{Changed, ConditionReport, GateOutcome, Inputs};
use quarterdeck_analysis::policy::{Cadence, Condition, Gate, Policy};
use quarterdeck_model::payload::{Class, Findings};
use quarterdeck_model::{History, Kind, Payload};

const LINES: &str = "coverage.line_percent";

fn judged(history: &History, condition: Condition, inputs: &Inputs<'_>, day: i64) -> ConditionReport {
    let cadence = Cadence { default_hours: Some(24.0), ..Cadence::default() };
    let policy = Policy { gate: Gate { conditions: vec![condition] }, cadence, ..Policy::default() };
    assert_eq!(policy.problems(), []);
    assess_with(history, &policy, at(day), inputs).gate.conditions.remove(0)
}

fn change(limit: &str) -> Condition {
    Condition { metric: Some(LINES.to_owned()), change: limit.parse().ok(), ..Condition::default() }
}

/// A day each.
fn line_coverage(values: &[f64]) -> Builder {
    (0..).zip(values).fold(Builder::default(), |built, (day, value)| built.run(day, &[(LINES, *value)]))
}

#[test]
fn a_change_is_judged_against_the_median_of_the_runs_before() {
    let history = line_coverage(&[80.0, 90.0, 80.0, 76.0]).build();
    for (limit, expected) in [
        ("<= 5 %", GateOutcome::Met),
        ("< 5 %", GateOutcome::NotMet),
        ("<= 4", GateOutcome::Met),
        ("< 4", GateOutcome::NotMet),
        ("<= -1", GateOutcome::NotMet),
    ] {
        let report = judged(&history, change(limit), &Inputs::default(), 3);
        assert_eq!(report.outcome, expected, "{limit}: {report:?}");
        let figure = &report.figures[0];
        assert_eq!(
            (figure.value, figure.baseline, figure.worse_percent),
            (Some(76.0), Some(80.0), Some(5.0))
        );
        assert_eq!(
            (report.evidence, report.compared_with),
            (vec!["run-0003".to_owned()], vec!["run-0002".to_owned()])
        );
    }
}

#[test]
fn a_named_baseline_is_the_run_itself() {
    let history = line_coverage(&[80.0, 90.0, 80.0, 76.0]).build();
    let base = Side::newest(&history, |run| run.taken_at <= at(1));
    let inputs = Inputs { base: Some(&base), ..Inputs::default() };
    let report = judged(&history, change("<= 14"), &inputs, 3);
    assert_eq!((report.outcome, report.figures[0].baseline), (GateOutcome::Met, Some(90.0)));
    let nothing = Side::newest(&history, |_| false);
    let inputs = Inputs { base: Some(&nothing), ..Inputs::default() };
    assert_eq!(
        judged(&history, change("<= 14"), &inputs, 3).outcome,
        GateOutcome::Missing,
        "no base, no change"
    );
}

#[test]
fn a_change_needs_a_figure_now_and_a_base_that_is_not_zero() {
    let failed = line_coverage(&[80.0, 80.0]).failed(2, Kind::Coverage).build();
    assert_eq!(judged(&failed, change("< 5 %"), &Inputs::default(), 2).outcome, GateOutcome::Missing);
    let zero = line_coverage(&[0.0, 0.0]).build();
    assert_eq!(judged(&zero, change("< 5 %"), &Inputs::default(), 1).outcome, GateOutcome::Missing);
    assert_eq!(judged(&zero, change("<= 0"), &Inputs::default(), 1).outcome, GateOutcome::Met);
    assert_eq!(
        judged(&line_coverage(&[50.0]).build(), change("<= 0"), &Inputs::default(), 0).outcome,
        GateOutcome::Missing
    );
}

/// Calm, with a fall by a tenth that begins at `at`.
fn falls(at: usize, length: usize) -> Builder {
    let level = |day: usize| if day < at { 80.0 } else { 72.0 };
    let values: Vec<f64> = (0..length).map(|day| level(day) + 0.1 * ((day * 7) % 5) as f64).collect();
    line_coverage(&values)
}

#[test]
fn a_confirmed_regression_fails_only_since_the_baseline() {
    let condition = || Condition { no_regression: true, ..Condition::default() };
    let history = falls(30, 38).build();
    let judge = |base: Option<i64>| {
        let side = base.map(|day| Side::newest(&history, |run| run.taken_at <= at(day)));
        let inputs = Inputs { base: side.as_ref(), ..Inputs::default() };
        judged(&history, condition(), &inputs, 37)
    };
    let report = judge(Some(20));
    assert_eq!(report.outcome, GateOutcome::NotMet, "{report:?}");
    assert_eq!(
        (report.evidence, report.compared_with),
        (vec!["run-0030".to_owned()], vec!["run-0029".to_owned()])
    );
    assert_eq!(judge(Some(30)).outcome, GateOutcome::Met, "it was there at the baseline");
    assert_eq!(judge(None).outcome, GateOutcome::NotMet, "it began within the runs of the usual baseline");
    let old = falls(30, 60).build();
    assert_eq!(judged(&old, condition(), &Inputs::default(), 59).outcome, GateOutcome::Met);
    let short = line_coverage(&[80.0; 3]).build();
    assert_eq!(
        judged(&short, condition(), &Inputs::default(), 2).outcome,
        GateOutcome::Missing,
        "too few to judge"
    );
    let hidden = falls(60, 40).failed(40, Kind::Coverage).build();
    assert_eq!(judged(&hidden, condition(), &Inputs::default(), 40).outcome, GateOutcome::Missing);
    let calm = falls(60, 40).build();
    assert_eq!(judged(&calm, condition(), &Inputs::default(), 39).outcome, GateOutcome::Met);
    assert_eq!(judged(&calm, condition(), &Inputs::default(), 70).outcome, GateOutcome::Missing, "stale");
}

fn new_findings(limit: &str) -> Condition {
    Condition { new_findings: limit.parse().ok(), ..Condition::default() }
}

fn with_findings(archive: &Archive, condition: Condition, day: i64) -> ConditionReport {
    let by_id = archive.by_id();
    judged(&archive.history(), condition, &Inputs { snapshots: Some(&by_id), ..Inputs::default() }, day)
}

fn run(found: Findings) -> Payload {
    Payload::Findings(found)
}

#[test]
fn only_findings_that_were_not_there_count_as_new() {
    let before = vec![lint("a.py", 3, "F401", "`os` is unused"), lint("a.py", 9, "E501", "line 9 is long")];
    let moved = vec![lint("a.py", 7, "F401", "`os` is unused"), lint("a.py", 13, "E501", "line 13 is long")];
    let twice = [moved.clone(), vec![lint("a.py", 40, "F401", "`os` is unused")]].concat();
    for (now, expected, number) in [(moved, GateOutcome::Met, 0), (twice, GateOutcome::NotMet, 1)] {
        let archive = Archive::default().run(0, run(findings(before.clone()))).run(1, run(findings(now)));
        let report = with_findings(&archive, new_findings("<= 0"), 1);
        assert_eq!((report.outcome, report.places.len()), (expected, number), "{report:?}");
        let lines: Vec<Option<u64>> = report.places.iter().map(|place| place.line).collect();
        assert_eq!(lines, vec![Some(40); number]);
    }
}

#[test]
fn class_and_severity_choose_findings() {
    let found = vec![lint("a.py", 3, "F401", "unused")];
    let archive = Archive::default().run(0, run(findings(vec![]))).run(1, run(findings(found)));
    let chosen = |class: Option<&str>, severity: Option<&str>| Condition {
        class: class.map(str::to_owned),
        severity: severity.map(str::to_owned),
        ..new_findings("< 1")
    };
    let outcome = |condition| with_findings(&archive, condition, 1).outcome;
    assert_eq!(outcome(chosen(Some("lint"), None)), GateOutcome::NotMet);
    assert_eq!(outcome(chosen(Some("syntax"), None)), GateOutcome::Met);
    assert_eq!(outcome(chosen(None, Some("medium"))), GateOutcome::Met);
    assert_eq!(outcome(chosen(Some("security"), None)), GateOutcome::Missing, "nothing looked for it");
}

#[test]
fn findings_that_cannot_be_compared_are_missing() {
    let one = || findings(vec![lint("a.py", 3, "F401", "unused")]);
    let only_now = Archive::default().run(1, run(one()));
    let failed_base = Archive::default().run_as(0, run(one()), failed).run(1, run(one()));
    let failed_now = Archive::default().run(0, run(one())).run_as(1, run(one()), failed);
    let mut counts_only = one();
    counts_only.items.clear();
    let counted = Archive::default().run(0, run(counts_only)).run(1, run(one()));
    let mut another = one();
    another.tools[0].looked_for = vec![Class::Syntax];
    let not_looked = Archive::default().run(0, run(another)).run(1, run(one()));
    for (what, archive) in [
        ("no base", &only_now),
        ("the base failed", &failed_base),
        ("now failed", &failed_now),
        ("a base with numbers only", &counted),
        ("not looked for at the base", &not_looked),
        ("nothing at all", &Archive::default()),
    ] {
        assert_eq!(with_findings(archive, new_findings("<= 0"), 1).outcome, GateOutcome::Missing, "{what}");
    }
    let history = only_now.history();
    let without = judged(&history, new_findings("<= 0"), &Inputs::default(), 1);
    assert_eq!(without.outcome, GateOutcome::Missing, "without payloads nothing is known");
}

#[test]
fn coverage_of_changed_files_counts_their_lines_only() {
    let report = coverage(&[("src/a.rs", 9, 10), ("src/b.rs", 0, 90), ("/builds/x/src/c.rs", 4, 10)]);
    let archive = Archive::default().run(0, Payload::Coverage(report));
    let by_id = archive.by_id();
    let judge = |files: &[&str], limit: &str| {
        let files: Vec<String> = files.iter().map(|f| (*f).to_owned()).collect();
        let inputs = Inputs { snapshots: Some(&by_id), changed: Changed::Files(&files), ..Inputs::default() };
        let condition = Condition { changed_coverage: limit.parse().ok(), ..Condition::default() };
        judged(&archive.history(), condition, &inputs, 0)
    };
    for (files, limit, expected) in [
        (&["src/a.rs"][..], ">= 90", GateOutcome::Met),
        (&["src/a.rs", "README.md"], ">= 91", GateOutcome::NotMet),
        (&["src/a.rs", "src/c.rs"], ">= 65", GateOutcome::Met),
        (&["src/a.rs", "src/c.rs"], "> 65", GateOutcome::NotMet),
        (&["README.md"], ">= 90", GateOutcome::Met),
        (&["src/a.rs", "src/new.rs"], ">= 50", GateOutcome::Missing),
        (&["src/b.rs", "src/new.rs"], ">= 50", GateOutcome::NotMet),
    ] {
        let report = judge(files, limit);
        assert_eq!(report.outcome, expected, "{files:?} {limit}: {report:?}");
    }
    assert_eq!(judge(&["src/b.rs"], ">= 50").places[0].path, "src/b.rs");
    let condition = Condition { changed_coverage: ">= 1".parse().ok(), ..Condition::default() };
    let inputs = Inputs { snapshots: Some(&by_id), ..Inputs::default() };
    assert_eq!(judged(&archive.history(), condition, &inputs, 0).outcome, GateOutcome::Missing);
}

#[test]
fn old_runs_are_not_fresh_and_without_a_cadence_nothing_is() {
    let history = line_coverage(&[80.0]).build();
    let fresh = || Condition { fresh: true, ..Condition::default() };
    let at_most = |hours| Condition { max_age_hours: Some(hours), ..fresh() };
    let outcome = |condition, day| judged(&history, condition, &Inputs::default(), day).outcome;
    assert_eq!(outcome(fresh(), 2), GateOutcome::Met);
    assert_eq!(outcome(fresh(), 3), GateOutcome::NotMet);
    assert_eq!(outcome(at_most(24.0), 2), GateOutcome::NotMet);
    assert_eq!(outcome(at_most(80.0), 3), GateOutcome::Met);
    let policy = Policy { gate: Gate { conditions: vec![fresh()] }, ..Policy::default() };
    let report = assess_with(&history, &policy, at(0), &Inputs::default()).gate;
    assert_eq!(report.outcome, GateOutcome::Missing, "no cadence");
}

#[test]
fn a_condition_that_makes_no_sense_is_told() {
    for (toml, word) in [
        (r#"{"metric": "a.b"}"#, "needs a `limit`"),
        (r#"{"limit": "< 3"}"#, "go with `metric`"),
        (r#"{"fresh": true, "collected": true}"#, "exactly one"),
        (r#"{"collected": true, "class": "lint"}"#, "`new_findings`"),
        (r#"{"new_findings": "< 1", "class": "lnt"}"#, "expected syntax, lint"),
        (r#"{"new_findings": "< 1", "severity": "bad"}"#, "expected info, low"),
        (r#"{"collected": true, "max_age_hours": 3.0}"#, "goes with `fresh`"),
        (r#"{"fresh": true, "max_age_hours": 0.0}"#, "more than 0"),
    ] {
        let condition: Condition = serde_json::from_str(toml).unwrap();
        let policy = Policy { gate: Gate { conditions: vec![condition] }, ..Policy::default() };
        let problems = format!("{:?}", policy.problems());
        assert!(problems.contains(word), "{toml}: {problems}");
    }
    assert!(serde_json::from_str::<Condition>(r#"{"metric": "a.b", "change": "5 %"}"#).is_err());
}
