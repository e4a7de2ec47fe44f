//! Alerts of deviation, incidents and objectives.

use crate::builder::{Builder, at};
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::policy::{Objective, ObjectiveKind, Policy, Severity, WindowKind};
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::Timestamp;

const P99: &str = "benchmark.latency_p99_ms";
const MINUTE: i64 = 60_000;

fn of(assessment: Assessment, kind: AlertKind) -> Vec<(u32, Option<u32>, usize)> {
    let own = assessment.alerts.into_iter().filter(|alert| alert.kind == kind);
    own.map(|alert| (alert.opened, alert.closed, alert.evidence.len())).collect()
}

fn latency(values: impl IntoIterator<Item = f64>) -> Builder {
    (0..).zip(values).fold(Builder::default(), |builder, (day, value)| builder.run(day, &[(P99, value)]))
}

/// Quiet days, then `after`.
fn quiet_then(days: i32, after: &[f64]) -> Builder {
    let quiet = (0..days).map(|day| 0.2 + 0.002 * f64::from((day * 7) % 5));
    latency(quiet.chain(after.iter().copied()))
}

fn deviations(after: &[f64], policy: &Policy) -> Vec<(u32, Option<u32>, usize)> {
    of(assess(&quiet_then(20, after).build(), policy, at(60)), AlertKind::Deviation)
}

#[test]
fn a_deviation_opens_on_two_snapshots_in_a_row_and_closes_on_the_first_that_is_near() {
    let policy = Policy::default();
    assert_eq!(deviations(&[0.23], &policy), [], "one outlier");
    assert_eq!(deviations(&[0.23, 0.2, 0.23], &policy), [], "not in a row");
    assert_eq!(deviations(&[0.23, 0.23], &policy), [(20, None, 2)]);
    assert_eq!(deviations(&[0.23, 0.23, 0.2], &policy), [(20, Some(22), 2)]);
    assert_eq!(deviations(&[0.207, 0.207], &policy), [], "less than 5 per cent");
    assert_eq!(deviations(&[0.15, 0.15], &policy), [], "better");
    let mut off = Policy::default();
    off.alerts.deviation_percent = 0.0;
    assert_eq!(deviations(&[0.23, 0.23], &off), []);
    let mut three = Policy::default();
    three.alerts.open_after = 3;
    assert_eq!(deviations(&[0.23, 0.23], &three), []);
    let mut rule = Policy::default();
    rule.metrics[0].deviation_percent = Some(20.0);
    assert_eq!(deviations(&[0.23, 0.23], &rule), []);
}

#[test]
fn neither_a_regression_nor_a_limit_is_told_twice() {
    let kinds = |after: &[f64]| {
        let alerts = assess(&quiet_then(40, after).build(), &Policy::default(), at(80)).alerts;
        let own = alerts.iter().filter(|alert| alert.series.is_some());
        own.map(|alert| alert.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&[0.25; 3]), [AlertKind::Deviation], "before it is confirmed");
    assert_eq!(kinds(&[0.25; 10]), [AlertKind::Regression]);
    assert_eq!(kinds(&[0.6; 2]), [AlertKind::Threshold]);
}

#[test]
fn noise_raises_no_deviation() {
    // A linear congruential generator: the sum of four is nearly normal; standard deviation 2 % of the level.
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as f64 / f64::from(1u32 << 31) - 0.5
    };
    let mut opened = 0;
    for _ in 0..200 {
        let values: Vec<f64> =
            (0..60).map(|_| 0.2 * (1.0 + 0.02 * (next() + next() + next() + next()) / 0.577)).collect();
        opened +=
            of(assess(&latency(values).build(), &Policy::default(), at(60)), AlertKind::Deviation).len();
    }
    assert!(opened <= 2, "{opened} of 200 series in which nothing happens");
}

fn incidents(builder: Builder) -> Vec<Alert> {
    let history = builder.build();
    let alerts = assess(&history, &Policy::default(), at(3)).alerts;
    let own: Vec<Alert> = alerts.into_iter().filter(|alert| alert.kind == AlertKind::Incident).collect();
    assert!(own.iter().all(|alert| alert.identity(&history) == "incident api health"));
    own
}

#[test]
fn a_service_that_is_down_is_an_alert_until_it_is_up() {
    let round = |builder: Builder, day, outcomes| builder.probed(day, "api", 200, outcomes);
    let down = round(round(Builder::default(), 0, "+++++"), 1, "++---");
    let alerts = incidents(round(down, 2, "-----"));
    assert_eq!((alerts.len(), alerts[0].opened, alerts[0].closed), (1, 1, None));
    assert_eq!((&alerts[0].evidence, alerts[0].severity), (&vec![1, 2], Severity::Critical));
    let down = round(round(Builder::default(), 0, "+++++"), 1, "-----");
    let alerts = incidents(round(down, 2, "+++++"));
    assert_eq!((alerts[0].opened, alerts[0].closed), (1, Some(2)));
    assert_eq!(incidents(round(Builder::default(), 0, "++--++")), [], "two are no incident");
    let flaps = incidents(Builder::default().probed(0, "api", 200, "+++++++++++++++-+-+-+-+-+-"));
    assert_eq!((flaps.len(), flaps[0].severity), (1, Severity::Warning), "{flaps:?}");
}

fn objectives(builder: Builder, objective: Objective, now: Timestamp) -> Vec<(u32, Option<u32>, usize)> {
    let policy = Policy { objectives: vec![objective], ..Policy::default() };
    of(assess(&builder.build(), &policy, now), AlertKind::Objective)
}

#[test]
fn an_objective_that_is_not_kept_is_an_alert_from_the_snapshot_that_showed_it() {
    let coverage = |values: &[f64]| {
        (0..).zip(values).fold(Builder::default(), |b, (day, v)| b.run(day, &[("coverage.line_percent", *v)]))
    };
    let metric = |window| Objective {
        metric: Some("coverage.line_percent".to_owned()),
        window: Some(window),
        ..Objective::of(ObjectiveKind::Metric, "> 90".parse().unwrap())
    };
    let values = [92.0, 89.0, 88.0, 91.0];
    assert_eq!(objectives(coverage(&values), metric(WindowKind::Latest), at(9)), [(1, Some(3), 2)]);
    let week = objectives(coverage(&values), metric(WindowKind::Month), at(9));
    assert_eq!(week, [(1, None, 3)], "the worst of the month counts until the month is over");
    let mut silent = metric(WindowKind::Latest);
    silent.alert = Some(false);
    assert_eq!(objectives(coverage(&[80.0]), silent, at(9)), []);
    let aim = Objective::of(ObjectiveKind::ScoreImprovement, "> 2".parse().unwrap());
    assert_eq!(objectives(coverage(&[80.0]), aim, at(9)), [], "an aim is no promise broken");
}

#[test]
fn time_up_below_its_target_is_an_alert_until_the_window_is_over() {
    let day = |down: usize| -> String { (0..1440).map(|n| if n < down { '-' } else { '+' }).collect() };
    let builder = |days: i64| {
        (20..days)
            .fold(Builder::default(), |b, d| b.probed(d, "api", MINUTE, &day(if d == 22 { 30 } else { 0 })))
    };
    let uptime = || Objective::of(ObjectiveKind::Uptime, ">= 99.9".parse().unwrap());
    // The record begins on the 21st: until a month is known, nothing is said.
    assert_eq!(objectives(builder(30), uptime(), at(30)), []);
    let whole = |days: i64| {
        (0..days)
            .fold(Builder::default(), |b, d| b.probed(d, "api", MINUTE, &day(if d == 2 { 60 } else { 0 })))
    };
    assert_eq!(objectives(whole(5), uptime(), at(5)), [(2, None, 3)]);
    assert_eq!(objectives(whole(35), uptime(), at(35)), [(2, Some(31), 29)], "a new month, a new budget");
}

#[test]
fn repair_that_takes_too_long_is_an_alert() {
    let outcomes = |down: usize| -> String {
        (0..1440).map(|n| if (5..5 + down).contains(&n) { '-' } else { '+' }).collect()
    };
    let builder = |down| {
        let first = Builder::default().probed(0, "api", MINUTE, &outcomes(0));
        first.probed(1, "api", MINUTE, &outcomes(down)).probed(2, "api", MINUTE, &outcomes(0))
    };
    let repair = || Objective::of(ObjectiveKind::Mttr, "< 15".parse().unwrap());
    assert_eq!(objectives(builder(20), repair(), at(3)), [(1, None, 2)]);
    assert_eq!(objectives(builder(10), repair(), at(3)), []);
}

#[test]
fn every_kind_may_have_a_runbook() {
    let mut policy = Policy::default();
    policy.alerts.runbooks.insert("incident".to_owned(), "https://runbooks.example/down".to_owned());
    assert_eq!(policy.problems(), Vec::<String>::new());
    let history = Builder::default().probed(0, "api", 200, "++---").build();
    let alerts = assess(&history, &policy, at(1)).alerts;
    assert_eq!(alerts[0].runbook.as_deref(), Some("https://runbooks.example/down"));
    policy.alerts.runbooks.insert("incidents".to_owned(), String::new());
    assert!(policy.problems()[0].contains("\"incidents\" is no kind of alert"), "{:?}", policy.problems());
}
