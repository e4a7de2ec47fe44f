//! What must hold for any archive: more harm never scores better, and what is unrelated changes nothing.

use crate::builder::{Builder, at};
use proptest::prelude::*;
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::policy::Policy;
use quarterdeck_analysis::score::{Score, score};
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::payload::{Benchmark, Figure, Health, Outcome, Payload, Phases, Probe, Round};
use quarterdeck_model::{
    Collector, Direction, History, Labels, MetricId, Section, Snapshot, SnapshotId, Source, Timestamp, Unit,
};

/// Every input of the score, with whether more of it is better.
const INPUTS: [(&str, bool); 5] = [
    ("coverage.line_percent", true),
    ("benchmark.latency_p99_ms", false),
    ("findings.vulnerabilities", false),
    ("findings.syntax_errors", false),
    ("findings.lint_errors", false),
];

/// A value of each input, or none.
fn inputs() -> impl Strategy<Value = [Option<f64>; 5]> {
    let item = || prop::option::weighted(0.8, (0u32..60).prop_map(f64::from));
    let coverage = prop::option::weighted(0.8, 0.0..100.0f64);
    (coverage, prop::option::weighted(0.8, 0.0..2.0f64), item(), item(), item())
        .prop_map(|(a, b, c, d, e)| [a, b, c, d, e])
}

fn scored(values: &[Option<f64>; 5]) -> Score {
    let known = INPUTS.iter().zip(values).filter_map(|((metric, _), value)| Some((*metric, (*value)?)));
    // What one run of a job does not give is not known: all findings are of one run.
    let (findings, others): (Vec<_>, Vec<_>) = known.partition(|(metric, _)| metric.starts_with("findings."));
    let runs = others.into_iter().map(|figure| vec![figure]).chain([findings]).filter(|run| !run.is_empty());
    let builder = runs.fold(Builder::default(), |builder, figures| builder.run(1, &figures));
    score(&builder.build(), &Policy::default(), at(2))
}

/// Some weeks of latencies and findings, with runs that failed among them.
fn weeks() -> impl Strategy<Value = Vec<(f64, Option<f64>)>> {
    prop::collection::vec((0.1..0.9f64, prop::option::weighted(0.8, (0u32..9).prop_map(f64::from))), 1..40)
}

fn judged(history: &History) -> Assessment {
    assess(history, &Policy::default(), at(60))
}

fn history(weeks: &[(f64, Option<f64>)]) -> Builder {
    (0..).zip(weeks).fold(Builder::default(), |builder, (day, (latency, found))| {
        let builder = builder.run(day, &[("benchmark.latency_p99_ms", *latency)]);
        match found {
            Some(found) => builder.run(day, &[("findings.vulnerabilities", *found)]),
            None => builder.failed(day, quarterdeck_model::Kind::Findings),
        }
    })
}

/// What an alert says, by the days of its runs: their numbers move when a run is put between them.
fn told(history: &History, alert: &Alert) -> (AlertKind, String, String, Option<String>, usize) {
    let day = |run: u32| history.runs[run as usize].taken_at.to_string();
    let about = format!("{} {}", alert.job, alert.message);
    (alert.kind, about, day(alert.opened), alert.closed.map(day), alert.evidence.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn more_harm_never_scores_better(values in inputs(), which in 0usize..5, change in 0.0..50.0f64) {
        let mut worse = values;
        let Some(value) = worse[which] else { return Ok(()) };
        worse[which] = Some(if INPUTS[which].1 { (value - change).max(0.0) } else { value + change });
        let (before, after) = (scored(&values), scored(&worse));
        prop_assert!(after.low <= before.low && after.high <= before.high, "{:?} {:?}", before, after);
    }

    #[test]
    fn the_interval_holds_whatever_is_still_to_be_learnt(known in inputs(), all in inputs()) {
        let mut complete = known;
        for (value, learnt) in complete.iter_mut().zip(all) {
            *value = value.or(learnt);
        }
        let (before, after) = (scored(&known), scored(&complete));
        prop_assert!(before.low <= after.low && after.high <= before.high, "{:?} {:?}", before, after);
    }

    #[test]
    fn an_unrelated_run_changes_no_verdict(weeks in weeks(), day in 0i64..40, value in 0.0..100.0f64) {
        let alone = history(&weeks).build();
        let beside = history(&weeks).run(day, &[("health.unrelated", value)]).build();
        let (a, b) = (judged(&alone), judged(&beside));
        prop_assert_eq!(&a.score.low, &b.score.low);
        prop_assert_eq!(a.gate.outcome, b.gate.outcome);
        prop_assert_eq!(a.alerts.len(), b.alerts.len());
        for (a, b) in a.alerts.iter().zip(&b.alerts) {
            prop_assert_eq!(told(&alone, a), told(&beside, b));
        }
    }
}

/// Snapshots of two services and a latency, one of each a day; each probe and figure as given.
fn archive(days: &[(f64, Vec<bool>)]) -> Vec<(SnapshotId, Snapshot)> {
    let of = |(day, (latency, probes)): (i64, &(f64, Vec<bool>))| {
        let probe = |(n, up): (i64, &bool)| Probe {
            planned_at: Timestamp::from_millis(at(day).millis() + n * 200).unwrap(),
            sent_after_ms: 0.0,
            done_after_ms: Some(1.0),
            outcome: if *up { Outcome::Up } else { Outcome::Down },
            status: None,
            phases: Phases::default(),
            detail: None,
        };
        let round = |service: &str| Round {
            service: service.to_owned(),
            target: String::new(),
            probes: (0..).zip(probes).map(probe).collect(),
            certificate: None,
            late_ms: Vec::new(),
        };
        let health = Health { rounds: vec![round("a"), round("b")], ..Health::default() };
        let figure = Figure {
            metric: MetricId::new("benchmark.latency_p99_ms"),
            labels: Labels::none(),
            value: *latency,
            unit: Unit::Milliseconds,
            direction: Direction::LowerIsBetter,
        };
        let benchmark = Benchmark { figures: vec![figure], ..Benchmark::default() };
        [Payload::Health(health), Payload::Benchmark(benchmark)].map(|payload| snapshot(day, payload))
    };
    (0..).zip(days).flat_map(of).collect()
}

fn snapshot(day: i64, payload: Payload) -> (SnapshotId, Snapshot) {
    let job = payload.kind().to_string();
    let id = SnapshotId::new(format!("{day:03}-{job}")).unwrap();
    let collector = Collector {
        job,
        version: "0".to_owned(),
        tool: "tool".to_owned(),
        tool_version: None,
        format: "format".to_owned(),
        simulated: false,
        configuration: None,
        from: Vec::new(),
    };
    let snapshot = Snapshot {
        taken_at: at(day),
        subject: "x".to_owned(),
        source: Source::default(),
        collector,
        labels: Labels::none(),
        section: Section::ok(),
        payload,
        diagnostics: Vec::new(),
        unknown: Default::default(),
    };
    (id, snapshot)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_alert_log_does_not_depend_on_the_order_of_reading(
        days in prop::collection::vec((0.1..0.9f64, prop::collection::vec(any::<bool>(), 5)), 1..20),
        seed in any::<u64>(),
    ) {
        let all = archive(&days);
        let mut mixed: Vec<(u64, &(SnapshotId, Snapshot))> =
            (1u64..).zip(&all).map(|(n, one)| (n.wrapping_mul(seed | 1).rotate_left(17), one)).collect();
        mixed.sort_by_key(|(key, _)| *key);
        let in_order = History::from_snapshots(all.iter().map(|(id, s)| (id.clone(), s)), Vec::new());
        let out_of_order =
            History::from_snapshots(mixed.iter().map(|(_, (id, s))| (id.clone(), s)), Vec::new());
        let (a, b) = (judged(&in_order), judged(&out_of_order));
        prop_assert!(!in_order.probes.is_empty());
        prop_assert_eq!(&a.alerts, &b.alerts);
        prop_assert_eq!(&a, &b);
        // What has happened is not changed by what comes later: closed alerts of a shorter archive stay as they are.
        let runs = in_order.runs.len() / 2;
        let cut = in_order.runs.get(runs).map(|run| run.taken_at);
        let earlier = in_order.filtered(|run| cut.is_some_and(|cut| run.taken_at < cut));
        let kept = |kind| matches!(kind, AlertKind::Threshold | AlertKind::Incident);
        for alert in judged(&earlier).alerts.iter().filter(|alert| !alert.is_open() && kept(alert.kind)) {
            prop_assert!(a.alerts.iter().any(|later| told(&in_order, later) == told(&earlier, alert)), "{:?}", alert);
        }
    }
}
