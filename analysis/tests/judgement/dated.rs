//! Thresholds that changed over time: old verdicts keep the limits of their day.

use crate::builder::{Builder, at};
use quarterdeck_analysis::alert::AlertKind;
use quarterdeck_analysis::policy::{Changed, Condition, MetricRule, Policy, Since};
use quarterdeck_analysis::score::trend;
use quarterdeck_analysis::state::Status;
use quarterdeck_analysis::{Assessment, assess};

const LINES: &str = "coverage.line_percent";

fn limit_from(day: Option<i64>, alert: Option<&str>) -> MetricRule {
    let rule = MetricRule::defaults().remove(0);
    MetricRule {
        metric: LINES.to_owned(),
        since: day.map(|day| Since::parse(&at(day).to_string()).unwrap()),
        target: None,
        alert: alert.map(|alert| alert.parse().unwrap()),
        ..rule
    }
}

fn policy(metrics: Vec<MetricRule>) -> Policy {
    Policy { metrics, ..Policy::default() }
}

/// One run a day from day 0 on.
fn judged(values: &[f64], policy: &Policy) -> Assessment {
    let runs = (0i64..).zip(values);
    let history = runs.fold(Builder::default(), |b, (day, value)| b.run(day, &[(LINES, *value)])).build();
    assess(&history, policy, at(values.len() as i64))
}

/// First, last and closing run and the limit of each threshold alert, oldest first.
fn alerts(assessment: &Assessment) -> Vec<(u32, u32, Option<u32>, String)> {
    let ours = assessment.alerts.iter().filter(|alert| alert.kind == AlertKind::Threshold);
    let told = |a: &quarterdeck_analysis::alert::Alert| {
        (a.opened, a.last_seen, a.closed, a.limit.unwrap().to_string())
    };
    let mut all: Vec<_> = ours.map(told).collect();
    all.sort();
    all
}

#[test]
fn a_stricter_limit_leaves_the_past_alone() {
    let stricter = policy(vec![limit_from(None, Some("< 70")), limit_from(Some(2), Some("< 80"))]);
    assert_eq!(stricter.problems(), []);
    let judged = judged(&[75.0, 75.0, 75.0, 75.0], &stricter);
    assert_eq!(
        alerts(&judged),
        [(2, 3, None, "< 80".to_owned())],
        "days 0 and 1 were right by the old limit"
    );
    assert_eq!(judged.states.iter().map(|s| (s.rule, s.status)).collect::<Vec<_>>(), [(1, Status::Alert)]);
}

#[test]
fn a_looser_limit_closes_an_alert_and_keeps_that_it_was() {
    let looser = policy(vec![limit_from(Some(2), Some("< 70")), limit_from(None, Some("< 80"))]);
    let looser = judged(&[75.0, 75.0, 75.0], &looser);
    assert_eq!(alerts(&looser), [(0, 1, Some(2), "< 80".to_owned())], "the order in the file is nothing");
    assert_eq!(looser.states.first().map(|s| (s.rule, s.status)), Some((0, Status::Ok)));
}

#[test]
fn a_breach_of_both_limits_is_one_alert() {
    let both = policy(vec![limit_from(None, Some("< 70")), limit_from(Some(2), Some("< 80"))]);
    assert_eq!(alerts(&judged(&[60.0; 4], &both)), [(0, 3, None, "< 80".to_owned())]);
}

#[test]
fn before_its_date_and_after_its_end_a_rule_demands_nothing() {
    let for_a_day = policy(vec![limit_from(Some(1), Some("< 80")), limit_from(Some(2), None)]);
    assert_eq!(for_a_day.problems(), [], "a dated entry without limits ends the one before");
    let judged = judged(&[60.0; 4], &for_a_day);
    assert_eq!(alerts(&judged), [(1, 1, Some(2), "< 80".to_owned())]);
    assert_eq!(judged.states, []);
}

#[test]
fn a_future_limit_waits_for_a_snapshot_of_its_time() {
    let later = policy(vec![limit_from(Some(2), Some("< 80"))]);
    assert_eq!(
        judged(&[60.0, 60.0], &later).states,
        [],
        "the figure was taken before the limit was in force"
    );
}

#[test]
fn the_score_of_a_day_is_by_the_rules_of_that_day() {
    let mut policy = policy(Vec::new());
    policy.score.rules.retain(|rule| rule.metric == LINES);
    let mut stricter = policy.score.rules[0].clone();
    stricter.since = Some(Since::parse("2026-01-03").unwrap());
    stricter.tiers[0].when = "< 90".parse().unwrap();
    policy.score.rules.push(stricter);
    let history = (0..4).fold(Builder::default(), |b, day| b.run(day, &[(LINES, 85.0)])).build();
    let lows: Vec<f64> = trend(&history, &policy).iter().map(|point| point.low).collect();
    assert_eq!(lows, [100.0, 100.0, 80.0, 80.0]);
    let told = assess(&history, &policy, at(4)).score;
    assert_eq!((told.low, told.parts.len()), (80.0, 1), "one rule is in force, not two");
}

#[test]
fn a_gate_condition_is_in_force_from_its_date() {
    let condition = |limit: &str, since: Option<&str>| Condition {
        metric: Some(LINES.to_owned()),
        limit: limit.parse().ok(),
        since: since.map(|since| Since::parse(since).unwrap()),
        ..Condition::default()
    };
    let mut policy = Policy::default();
    policy.gate.conditions = vec![condition(">= 70", None), condition(">= 80", Some("2026-01-03"))];
    let history = Builder::default().run(0, &[(LINES, 75.0)]).build();
    let text = |day| assess(&history, &policy, at(day)).gate.conditions[0].text.clone();
    assert_eq!([text(1), text(2)], [format!("{LINES} >= 70"), format!("{LINES} >= 80")]);
    assert_eq!(policy.conditions_at(at(5)).len(), 1);
}

#[test]
fn changes_are_told_with_both_sides() {
    let mut policy = policy(vec![
        limit_from(None, Some("< 70")),
        limit_from(Some(9), None),
        limit_from(Some(3), Some("< 80")),
    ]);
    policy.gate.conditions[0].since = Some(Since::parse("2026-01-02").unwrap());
    let told = |from, until| {
        let limit = |rule: Option<&MetricRule>| {
            rule.and_then(|rule| rule.alert).map_or("-".to_owned(), |l| l.to_string())
        };
        let changes = policy.threshold_changes(at(from), at(until));
        let words = changes.iter().map(|change| match change.of {
            Changed::Metric(old, new) => format!("{} to {}", limit(old), limit(new)),
            Changed::Score(..) => "score".to_owned(),
            Changed::Gate(old, new) => format!("gate {} {}", old.is_some(), new.is_some()),
        });
        words.collect::<Vec<_>>()
    };
    assert_eq!(told(0, 9), ["gate false true", "< 70 to < 80", "< 80 to -"]);
    assert_eq!(told(2, 3), ["< 70 to < 80"], "only those of the time");
    assert_eq!(Policy::default().threshold_changes(at(0), at(9)), []);
}

#[test]
fn dates_are_read_as_text_of_json() {
    let policy = policy(vec![limit_from(Some(3), Some("< 80"))]);
    let json = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
}

/// Property: splitting a rule at a date, with the same limits on both sides, changes no verdict.
#[test]
fn a_date_without_a_change_changes_nothing() {
    let values = [75.0, 85.0, 60.0, 60.0, 79.0, 81.0, 50.0];
    let plain = judged(&values, &policy(vec![limit_from(None, Some("< 80"))]));
    for day in 0..8 {
        let split = policy(vec![limit_from(None, Some("< 80")), limit_from(Some(day), Some("< 80"))]);
        let split = judged(&values, &split);
        assert_eq!(alerts(&split), alerts(&plain), "split on day {day}");
        assert_eq!((split.trend, split.gate), (plain.trend.clone(), plain.gate.clone()));
    }
}
