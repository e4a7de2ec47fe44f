//! The gate: unknown is never met.

use crate::builder::{Builder, at};
use quarterdeck_analysis::gate::{GateOutcome, check};
use quarterdeck_analysis::policy::{Condition, Gate, Objective, ObjectiveKind, Policy, Severity};
use quarterdeck_model::{History, Kind};

fn outcome(history: &History, condition: Condition) -> GateOutcome {
    let policy = Policy { gate: Gate { conditions: vec![condition] }, ..Policy::default() };
    check(history, &policy, at(9)).outcome
}

fn coverage(limit: &str) -> Condition {
    let metric = Some("coverage.line_percent".to_owned());
    Condition { metric, limit: Some(limit.parse().unwrap()), ..Condition::default() }
}

fn score(limit: &str) -> Condition {
    Condition { score: Some(limit.parse().unwrap()), ..Condition::default() }
}

#[test]
fn a_metric_is_met_not_met_or_missing() {
    let history = Builder::default().run(1, &[("coverage.line_percent", 80.0)]).build();
    assert_eq!(outcome(&history, coverage(">= 80")), GateOutcome::Met);
    assert_eq!(outcome(&history, coverage("> 80")), GateOutcome::NotMet);
    assert_eq!(outcome(&History::default(), coverage("> 80")), GateOutcome::Missing);
    let failed =
        Builder::default().run(1, &[("coverage.line_percent", 99.0)]).failed(2, Kind::Coverage).build();
    assert_eq!(outcome(&failed, coverage("> 80")), GateOutcome::Missing);
}

#[test]
fn one_series_below_the_limit_is_enough_to_fail() {
    let history = Builder::default()
        .run_as(1, &[("coverage.line_percent", 99.0)], |run| run.job = "core".to_owned())
        .run_as(1, &[("coverage.line_percent", 10.0)], |run| run.job = "web".to_owned())
        .build();
    assert_eq!(outcome(&history, coverage("> 80")), GateOutcome::NotMet);
}

#[test]
fn the_score_is_judged_by_its_low_end() {
    let known = Builder::default()
        .run(1, &[("coverage.line_percent", 99.0)])
        .run(1, &[("benchmark.latency_p99_ms", 0.1)])
        .run(
            1,
            &[
                ("findings.vulnerabilities", 0.0),
                ("findings.syntax_errors", 0.0),
                ("findings.lint_errors", 0.0),
            ],
        );
    assert_eq!(outcome(&known.build(), score(">= 100")), GateOutcome::Met);
    let part = Builder::default().run(1, &[("coverage.line_percent", 99.0)]).build();
    assert_eq!(
        outcome(&part, score(">= 70")),
        GateOutcome::Missing,
        "it could be met, and is not known to be"
    );
    let bad = Builder::default().run(1, &[("coverage.line_percent", 10.0)]).build();
    assert_eq!(outcome(&bad, score(">= 90")), GateOutcome::NotMet, "not even the high end reaches it");
}

#[test]
fn no_open_alert_needs_to_know() {
    let condition = || Condition { no_alert: Some(Severity::Critical), ..Condition::default() };
    let figures = |p99, rps| [("benchmark.latency_p99_ms", p99), ("benchmark.throughput_rps", rps)];
    let quiet = Builder::default().run(1, &figures(0.1, 9000.0)).build();
    assert_eq!(outcome(&quiet, condition()), GateOutcome::Met);
    let loud = Builder::default().run(1, &figures(0.9, 9000.0)).build();
    assert_eq!(outcome(&loud, condition()), GateOutcome::NotMet);
    let unknown = Builder::default().run(1, &[("benchmark.latency_p99_ms", 0.1)]).build();
    assert_eq!(outcome(&unknown, condition()), GateOutcome::Missing);
}

#[test]
fn a_failed_collection_is_missing_data() {
    let condition = || Condition { collected: true, ..Condition::default() };
    let good = Builder::default().failed(1, Kind::Tests).run(2, &[("tests.failed", 0.0)]);
    assert_eq!(outcome(&good.build(), condition()), GateOutcome::Met);
    let bad = Builder::default().run(1, &[("tests.failed", 0.0)]).failed(2, Kind::Tests);
    assert_eq!(outcome(&bad.build(), condition()), GateOutcome::Missing);
    assert_eq!(outcome(&History::default(), condition()), GateOutcome::Missing);
}

#[test]
fn an_empty_gate_never_passes() {
    let policy = Policy { gate: Gate { conditions: Vec::new() }, ..Policy::default() };
    assert_eq!(check(&History::default(), &policy, at(9)).outcome, GateOutcome::Missing);
}

#[test]
fn not_met_outranks_missing() {
    let history = Builder::default().run(1, &[("coverage.line_percent", 10.0)]).build();
    let conditions =
        vec![coverage("> 80"), score(">= 99.9"), Condition { collected: true, ..Condition::default() }];
    let policy = Policy { gate: Gate { conditions }, ..Policy::default() };
    assert_eq!(check(&history, &policy, at(9)).outcome, GateOutcome::NotMet);
}

#[test]
fn only_a_missed_objective_fails_and_one_without_data_is_missing() {
    let judged = |history: &History, name: &str| {
        let objective = Objective::of(ObjectiveKind::Metric, ">= 80".parse().unwrap());
        let objective = Objective { metric: Some("coverage.line_percent".to_owned()), ..objective };
        let gate =
            Gate { conditions: vec![Condition { objective: Some(name.to_owned()), ..Condition::default() }] };
        let policy = Policy { gate, objectives: vec![objective], ..Policy::default() };
        assert!(policy.problems().is_empty(), "{:?}", policy.problems());
        check(history, &policy, at(9)).conditions.remove(0)
    };
    let lines = |percent| Builder::default().run(1, &[("coverage.line_percent", percent)]).build();
    for name in ["metric", "all"] {
        assert_eq!(judged(&lines(80.0), name).outcome, GateOutcome::Met);
        let missed = judged(&lines(70.0), name);
        assert_eq!(missed.outcome, GateOutcome::NotMet);
        assert_eq!((missed.figures[0].value, missed.evidence.len()), (Some(70.0), 1), "{missed:?}");
        assert_eq!(judged(&History::default(), name).outcome, GateOutcome::Missing);
    }
    assert_eq!(judged(&lines(80.0), "uptime").outcome, GateOutcome::Missing, "there is no such objective");
}
