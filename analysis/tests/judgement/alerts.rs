//! The alert log: opened by the first breach, closed by the first that does not, reproducible from the archive.

use crate::builder::{Builder, at};
use quarterdeck_analysis::alert::{Alert, AlertKind, together};
use quarterdeck_analysis::assess;
use quarterdeck_analysis::policy::{Accepted, Policy};
use quarterdeck_model::Kind;

const P99: &str = "benchmark.latency_p99_ms";

fn latency(values: &[f64]) -> Builder {
    let days = (0..).zip(values);
    days.fold(Builder::default(), |builder, (day, value)| builder.run(day, &[(P99, *value)]))
}

fn thresholds(builder: Builder, policy: &Policy) -> Vec<Alert> {
    let alerts = assess(&builder.build(), policy, at(30)).alerts;
    alerts.into_iter().filter(|a| a.kind == AlertKind::Threshold).collect()
}

#[test]
fn comparisons_are_strict_as_written() {
    assert_eq!(thresholds(latency(&[0.5]), &Policy::default()), []);
    assert_eq!(thresholds(latency(&[0.500001]), &Policy::default()).len(), 1);
}

#[test]
fn opens_closes_and_opens_again() {
    let alerts = thresholds(latency(&[0.4, 0.6, 0.7, 0.4, 0.9]), &Policy::default());
    let told: Vec<_> = alerts.iter().map(|a| (a.opened, a.last_seen, a.closed, a.value)).collect();
    assert_eq!(told, [(4, 4, None, Some(0.9)), (1, 2, Some(3), Some(0.7))]);
    assert_eq!(alerts[1].evidence, [1, 2]);
}

#[test]
fn hysteresis_waits_for_as_many_as_it_says() {
    let mut policy = Policy::default();
    policy.alerts.open_after = 3;
    assert_eq!(thresholds(latency(&[0.6, 0.6, 0.4]), &policy), []);
    let alerts = thresholds(latency(&[0.6, 0.6, 0.6]), &policy);
    assert_eq!((alerts[0].opened, alerts[0].evidence.len()), (0, 3));
}

#[test]
fn a_run_without_the_figure_neither_opens_nor_closes() {
    let alerts = thresholds(latency(&[0.6]).failed(1, Kind::Benchmark), &Policy::default());
    assert!(alerts[0].is_open());
    assert_eq!(alerts[0].evidence, [0]);
}

#[test]
fn a_collection_that_fails_is_an_alert_until_it_works() {
    let failed = |builder: Builder| {
        let alerts = assess(&builder.build(), &Policy::default(), at(30)).alerts;
        let found = alerts.into_iter().find(|a| a.kind == AlertKind::FailedCollection).unwrap();
        (found.opened, found.closed, found.message)
    };
    let message = "the latest run of benchmark failed: it broke".to_owned();
    let open = latency(&[0.1]).failed(1, Kind::Benchmark).failed(2, Kind::Benchmark);
    assert_eq!(failed(open), (1, None, message.clone()));
    let closed = latency(&[0.1]).failed(1, Kind::Benchmark).run(2, &[(P99, 0.1)]);
    assert_eq!(failed(closed), (1, Some(2), message));
}

#[test]
fn a_replaced_machine_keeps_no_alert_open() {
    let on = |host: &'static str| {
        move |run: &mut quarterdeck_model::Run| {
            run.labels = quarterdeck_model::Labels::one("host", host);
        }
    };
    let builder = Builder::default().run_as(0, &[(P99, 0.9)], on("old")).run_as(1, &[(P99, 0.2)], on("new"));
    assert_eq!(thresholds(builder, &Policy::default()), []);
}

/// Forty quiet days, and then `after`.
fn quiet_then(after: &[f64]) -> Builder {
    let quiet = (0..40).map(|day| 0.2 + 0.002 * f64::from((day * 7) % 5));
    latency(&quiet.chain(after.iter().copied()).collect::<Vec<_>>())
}

fn regressions(builder: Builder, policy: &Policy) -> Vec<(u32, Option<u32>, usize)> {
    let alerts = assess(&builder.build(), policy, at(120)).alerts;
    let worse = alerts.into_iter().filter(|a| a.kind == AlertKind::Regression);
    worse.map(|a| (a.opened, a.closed, a.evidence.len())).collect()
}

#[test]
fn a_confirmed_regression_is_an_alert_while_its_level_lasts() {
    assert_eq!(regressions(quiet_then(&[0.25; 10]), &Policy::default()), [(40, None, 10)]);
    let back: Vec<f64> = [[0.25; 10], [0.2; 10]].concat();
    assert_eq!(regressions(quiet_then(&back), &Policy::default()), [(40, Some(50), 10)]);
}

#[test]
fn a_regression_that_goes_back_slowly_is_closed_where_it_is_back() {
    // For 40 days worse, then down by 0.005 a day, no step, and far better than before in the end.
    let down = (0..25).map(|day| 0.25 - 0.005 * f64::from(day));
    let slowly: Vec<f64> = [0.25; 40].into_iter().chain(down).chain([0.125; 10]).collect();
    let found = regressions(quiet_then(&slowly), &Policy::default());
    let [(40, Some(closed), _)] = found.as_slice() else { panic!("{found:?}") };
    // Half way back, at 0.227, is the fifth day of them.
    assert!((80..90).contains(closed), "{closed}");
}

#[test]
fn a_percentage_against_a_brief_level_says_what_stood_before_it() {
    // Forty runs, six fast ones, then 8 % worse than the forty.
    let wave = |at: i32| 1.0 + 0.01 * f64::from((at * 7) % 5);
    let days = (0..60).map(|day| {
        wave(day)
            * if day < 40 {
                0.2
            } else if day < 46 {
                0.1
            } else {
                0.216
            }
    });
    let alerts = assess(&latency(&days.collect::<Vec<_>>()).build(), &Policy::default(), at(60)).alerts;
    let own = alerts.iter().find(|alert| alert.kind == AlertKind::Regression).unwrap();
    let added =
        "the one before it lasted 6 runs only, and against the 40 runs before those it is 8.0 % worse";
    assert!(own.message.contains("worse by 11") && own.message.contains(added), "{}", own.message);
}

#[test]
fn neither_a_suspicion_nor_an_improvement_nor_an_outlier_is() {
    for after in [[0.25; 3].as_slice(), &[0.15; 10], &[0.8]] {
        assert_eq!(regressions(quiet_then(after), &Policy::default()), [], "{after:?}");
    }
}

#[test]
fn nor_is_a_level_that_was_accepted() {
    let accepted = Accepted {
        metric: P99.to_owned(),
        labels: Default::default(),
        job: None,
        since: at(40).to_string(),
        reason: "encryption at rest".to_owned(),
        author: "ops".to_owned(),
    };
    let policy = Policy { accepted: vec![accepted], ..Policy::default() };
    assert_eq!(policy.problems(), []);
    assert_eq!(regressions(quiet_then(&[0.25; 10]), &policy), []);
}

#[test]
fn a_branch_of_its_own_is_no_new_level() {
    let builder = quiet_then(&[]);
    let proposed = |builder: Builder, day| {
        builder.run_as(day, &[(P99, 0.3)], |run| run.branch = Some("proposed".to_owned()))
    };
    assert_eq!(regressions((40..50).fold(builder, proposed), &Policy::default()), []);
}

/// Twenty benchmarks, `worse` of which have a new level from day 40 on.
fn many(worse: usize) -> Builder {
    (0..50).fold(Builder::default(), |builder, day| {
        let value = |number: usize| {
            let level = if number < worse && day >= 40 { 0.3 } else { 0.2 };
            level + 0.002 * ((day as usize * 7 + number) % 5) as f64
        };
        builder.run_of_many(day, "benchmark.time", (0..20).map(|number| (number, value(number))))
    })
}

#[test]
fn many_regressions_of_one_run_are_told_together() {
    let told = |worse| {
        let history = many(worse).build();
        let alerts = assess(&history, &Policy::default(), at(60)).alerts;
        together(&alerts, &history).iter().map(|of| (of.run, of.worse, of.measured)).collect::<Vec<_>>()
    };
    assert_eq!(told(20), [(40, 20, 20)]);
    assert_eq!(told(5), [(40, 5, 20)]);
    assert_eq!(told(4), [], "a few are one change of the code");
}
