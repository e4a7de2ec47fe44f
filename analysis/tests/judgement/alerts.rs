//! The alert log: opened by the first breach, closed by the first that does not, reproducible from the archive.

use crate::builder::{Builder, at};
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::assess;
use quarterdeck_analysis::policy::Policy;
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
