//! The score: worked figures, interval, caps and tiers, trend.

use crate::builder::{Builder, at};
use proptest::prelude::*;
use quarterdeck_analysis::policy::{Policy, ScoreRule, Tier};
use quarterdeck_analysis::score::{Band, Score, score, trend};
use quarterdeck_model::Kind;

fn findings() -> Builder {
    let figures =
        [("findings.vulnerabilities", 2.0), ("findings.syntax_errors", 3.0), ("findings.lint_errors", 41.0)];
    Builder::default().run(1, &figures).run(1, &[("benchmark.latency_p99_ms", 0.4)])
}

fn at_day_2(builder: Builder) -> Score {
    score(&builder.build(), &Policy::default(), at(2))
}

#[test]
fn the_worked_figure_of_the_definition() {
    let score = at_day_2(findings().run(1, &[("coverage.line_percent", 79.9)]));
    assert_eq!((score.low, score.high, score.band), (59.9, 59.9, Band::Critical));
    let penalties: Vec<f64> = score.parts.iter().filter_map(|p| p.penalty).collect();
    assert_eq!(penalties[..4], [20.0, 0.0, 10.0, 6.0]);
    assert!((penalties[4] - 4.1).abs() < 1e-12);
}

#[test]
fn an_unknown_input_makes_an_interval() {
    let score = at_day_2(findings());
    assert_eq!((score.low, score.high, score.band), (59.9, 79.9, Band::Critical));
    assert!(!score.is_known());
}

#[test]
fn a_failed_run_makes_the_last_figure_unknown() {
    let good = findings().run(1, &[("coverage.line_percent", 95.0)]);
    assert_eq!(at_day_2(good).low, 79.9);
    let failed = findings().run(1, &[("coverage.line_percent", 95.0)]).failed(2, Kind::Coverage);
    let score = at_day_2(failed);
    assert_eq!((score.low, score.high), (59.9, 79.9));
}

#[test]
fn an_unknown_rule_by_the_item_can_cost_everything() {
    let all_but_findings = Builder::default()
        .run(1, &[("benchmark.latency_p99_ms", 0.4)])
        .run(1, &[("coverage.line_percent", 99.0)]);
    let score = at_day_2(all_but_findings);
    assert_eq!((score.low, score.high), (0.0, 100.0));
}

#[test]
fn stale_is_not_known() {
    let mut policy = Policy::default();
    policy.cadence.default_hours = Some(24.0);
    let history = findings().run(1, &[("coverage.line_percent", 95.0)]).build();
    assert!(score(&history, &policy, at(3)).is_known(), "just twice the cadence is not stale yet");
    assert!(!score(&history, &policy, at(4)).is_known());
}

#[test]
fn tiers_take_the_first_that_holds_and_caps_hold() {
    let tier = |when: &str, penalty| Tier { when: when.parse().unwrap(), penalty };
    let mut rule = ScoreRule {
        metric: "coverage.line_percent".to_owned(),
        job: None,
        since: None,
        each: None,
        tiers: vec![tier("< 80", 20.0), tier("< 90", 10.0)],
        cap: None,
    };
    assert_eq!([79.9, 80.0, 89.9, 90.0].map(|v| rule.penalty(v)), [20.0, 10.0, 10.0, 0.0]);
    assert_eq!(rule.worst(), Some(20.0));
    rule.cap = Some(15.0);
    assert_eq!((rule.penalty(0.0), rule.worst()), (15.0, Some(15.0)));
}

#[test]
fn several_series_are_summed_by_the_item_and_judged_by_the_worst_otherwise() {
    let lint = |job: &'static str, n| {
        move |b: Builder| b.run_as(1, &[("findings.lint_errors", n)], |run| run.job = job.to_owned())
    };
    let coverage = |job: &'static str, v| {
        move |b: Builder| b.run_as(1, &[("coverage.line_percent", v)], |run| run.job = job.to_owned())
    };
    let none = [("findings.vulnerabilities", 0.0), ("findings.syntax_errors", 0.0)];
    let base = Builder::default().run(1, &none).run(1, &[("benchmark.latency_p99_ms", 0.1)]);
    let built = coverage("web", 70.0)(coverage("core", 90.0)(lint("eslint", 20.0)(lint("ruff", 10.0)(base))));
    assert_eq!(at_day_2(built).low, 77.0);
}

#[test]
fn the_trend_follows_every_run_that_matters() {
    let history = findings()
        .run(1, &[("coverage.line_percent", 79.0)])
        .run(2, &[("coverage.line_percent", 81.0)])
        .run(3, &[("tests.failed", 1.0)])
        .build();
    let lows: Vec<f64> = trend(&history, &Policy::default()).iter().map(|p| p.low).collect();
    assert_eq!(lows.last(), Some(&79.9));
    assert_eq!(lows.len(), 4, "a run of tests changes no input of the score");
}

proptest! {
    /// Whatever an unknown input turns out to be, the score that follows is inside the interval told before.
    #[test]
    fn the_interval_holds_the_truth(coverage in 0.0..100.0f64, latency in 0.0..5.0f64, lint in 0.0..500.0f64) {
        let known = findings().run(1, &[("coverage.line_percent", coverage)]);
        let truth = at_day_2(known.run(1, &[("findings.lint_errors", lint)]).run(1, &[("benchmark.latency_p99_ms", latency)]));
        let without = at_day_2(findings().run(1, &[("findings.lint_errors", lint)]).run(1, &[("benchmark.latency_p99_ms", latency)]));
        prop_assert!(without.low <= truth.low && truth.high <= without.high);
        prop_assert!((0.0..=100.0).contains(&truth.low));
    }
}
