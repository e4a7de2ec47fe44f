//! Acknowledgements and corrections: what they hold for, and that those about nothing are told.

use crate::builder::{Builder, at};
use crate::snapshots::{Archive, coverage};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::alert::AlertKind;
use quarterdeck_analysis::annotation::{Unmatched, without_voided};
use quarterdeck_analysis::assess;
use quarterdeck_analysis::current::Reading;
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::policy::annotation::{
    Acknowledgement, Cause, Reclassification, Verdict, Void, When,
};
use quarterdeck_analysis::policy::{Annotations, Policy};
use quarterdeck_analysis::review::{Facts, Span, records};
use quarterdeck_model::Payload;

const P99: &str = "benchmark.latency_p99_ms";
const IDENTITY: &str = "threshold benchmark.latency_p99_ms benchmark";

fn latency(values: &[f64]) -> Builder {
    (0..).zip(values).fold(Builder::default(), |builder, (day, value)| builder.run(day, &[(P99, *value)]))
}

fn acknowledged(day: i64, until: Option<i64>) -> Acknowledgement {
    Acknowledgement {
        alert: IDENTITY.to_owned(),
        by: "ops".to_owned(),
        at: When(at(day)),
        reason: "a new disk is ordered".to_owned(),
        issue: None,
        until: until.map(|day| When(at(day))),
    }
}

/// The days on which threshold alerts opened, with whether somebody looks after them; and what matched nothing.
fn told(values: &[f64], said: Acknowledgement, now: i64) -> (Vec<(u32, bool)>, Vec<Unmatched>) {
    let mut policy = Policy::default();
    policy.annotations.acknowledge.push(said);
    let judged = assess(&latency(values).build(), &policy, at(now));
    let own = judged.alerts.iter().filter(|alert| alert.kind == AlertKind::Threshold);
    (own.map(|alert| (alert.opened, alert.acknowledged.is_some())).collect(), judged.unmatched)
}

#[test]
fn an_acknowledgement_holds_for_the_opening_that_it_was_said_in() {
    let values = [0.6, 0.6, 0.4, 0.6, 0.6];
    assert_eq!(told(&values, acknowledged(4, None), 5), (vec![(3, true), (0, false)], Vec::new()));
    assert_eq!(told(&values, acknowledged(1, None), 5), (vec![(3, false), (0, true)], Vec::new()));
    let none = vec![Unmatched::Acknowledge(0)];
    assert_eq!(told(&values, acknowledged(2, None), 5), (vec![(3, false), (0, false)], none), "between two");
}

#[test]
fn it_ends_where_it_says_so() {
    assert_eq!(told(&[0.6], acknowledged(1, Some(5)), 4).0, [(0, true)]);
    assert_eq!(told(&[0.6], acknowledged(1, Some(5)), 5).0, [(0, false)]);
}

fn void(snapshot: Option<&str>, range: Option<(i64, i64)>) -> Annotations {
    let void = Void {
        snapshot: snapshot.map(str::to_owned),
        job: range.map(|_| "benchmark".to_owned()),
        from: range.map(|(from, _)| When(at(from))),
        until: range.map(|(_, until)| When(at(until))),
        by: "ops".to_owned(),
        reason: "the machine was busy".to_owned(),
    };
    Annotations { void: vec![void], ..Annotations::default() }
}

#[test]
fn voided_runs_enter_nothing() {
    let history = latency(&[0.2, 0.3, 0.9]).build();
    for annotations in [void(Some("run-0002"), None), void(None, Some((2, 3)))] {
        let corrected = without_voided(&history, &annotations);
        assert_eq!(corrected.runs[2].voided.as_deref(), Some("the machine was busy (ops)"));
        let policy = Policy { annotations, ..Policy::default() };
        let judged = assess(&corrected, &policy, at(3));
        assert_eq!(judged.series[0].reading, Reading::Known { run: 1, value: 0.3 });
        assert_eq!((judged.alerts, judged.unmatched), (Vec::new(), Vec::new()));
    }
    let all = without_voided(&history, &void(None, Some((0, 9))));
    let judged = assess(&all, &Policy::default(), at(3));
    assert!(all.series.is_empty() && !judged.score.is_known());
    let elsewhere = Policy { annotations: void(Some("gone"), None), ..Policy::default() };
    assert_eq!(assess(&history, &elsewhere, at(3)).unmatched, [Unmatched::Void(0)]);
}

#[test]
fn probes_are_what_people_say_they_were() {
    let history = || Builder::default().probed(0, "api", 60_000, "+++----+++").build();
    let reclassified = |is, from, minutes: i64| {
        let one = Reclassification {
            service: "api".to_owned(),
            job: None,
            from: When(at(from)),
            until: When(
                quarterdeck_model::Timestamp::from_millis(at(from).millis() + minutes * 60_000).unwrap(),
            ),
            is,
            by: "ops".to_owned(),
            reason: "our own proxy".to_owned(),
        };
        let annotations = Annotations { reclassify: vec![one], ..Annotations::default() };
        let policy = Policy { annotations, ..Policy::default() };
        let judged = assess(&history(), &policy, at(1));
        (judged.services[0].track.incidents.len(), judged.unmatched)
    };
    assert_eq!(assess(&history(), &Policy::default(), at(1)).services[0].track.incidents.len(), 1);
    assert_eq!(reclassified(Verdict::Up, 0, 10), (0, Vec::new()));
    assert_eq!(reclassified(Verdict::Unknown, 0, 5), (0, Vec::new()), "two that are left are no incident");
    assert_eq!(reclassified(Verdict::Down, 0, 3), (1, Vec::new()));
    assert_eq!(reclassified(Verdict::Up, 1, 10), (1, vec![Unmatched::Reclassify(0)]));
}

#[test]
fn a_cause_is_of_the_incident_that_lasts_then() {
    let with = |minute: i64| {
        let at = quarterdeck_model::Timestamp::from_millis(at(0).millis() + minute * 60_000).unwrap();
        let cause = Cause {
            service: "api".to_owned(),
            job: None,
            at: When(at),
            by: "ops".to_owned(),
            reason: "the disk was full".to_owned(),
            issue: None,
        };
        let annotations = Annotations { cause: vec![cause], ..Annotations::default() };
        let policy = Policy { annotations, ..Policy::default() };
        let history = Builder::default().probed(0, "api", 60_000, "+++----+++").build();
        assess(&history, &policy, crate::builder::at(1)).unmatched
    };
    assert_eq!(with(5), []);
    assert_eq!(with(1), [Unmatched::Cause(0)]);
}

#[test]
fn mistakes_are_told_by_table_and_key() {
    let mut annotations = void(Some("a"), Some((0, 1)));
    let Some(first) = annotations.void.first_mut() else { return };
    first.by = " ".to_owned();
    annotations.acknowledge.push(acknowledged(3, Some(3)));
    let told: Vec<String> =
        annotations.problems().iter().map(|p| format!("{} {} {}", p.table, p.index, p.key)).collect();
    assert_eq!(told, ["acknowledge 0 until", "void 0 by", "void 0 snapshot"]);
}

#[test]
fn a_voided_run_is_not_told_by_a_review() {
    let archive = Archive::default()
        .run(4, Payload::Coverage(coverage(&[("a.rs", 1, 2)])))
        .run(5, Payload::Coverage(coverage(&[("a.rs", 2, 2)])));
    let covered = |annotations: &Annotations| {
        let history = without_voided(&archive.history(), annotations);
        let (policy, snapshots) = (Policy::default(), archive.by_id());
        let assessment = assess(&history, &policy, at(8));
        let facts = Facts {
            history: &history,
            assessment: &assessment,
            policy: &policy,
            known_before: &Default::default(),
            snapshot: &|run| snapshots.get(&run.id),
        };
        let span = Span::of(Period::parse("2026-W02").unwrap(), at(8), &Zone::default()).unwrap();
        let told = records(&facts, span).coverage;
        told.first().and_then(|totals| totals.now.line).map(|line| line.covered)
    };
    assert_eq!(covered(&Annotations::default()), Some(2));
    assert_eq!(covered(&void(Some("run-0001"), None)), Some(1));
}
