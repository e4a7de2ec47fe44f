//! Which repeats are valid, and who is to blame for those that are not.

use super::{failed, schedule, tally, well};
use crate::benchmark::live::fault::Fault;
use crate::benchmark::live::judge::{Objections, judge};
use crate::benchmark::live::outcome::{Judged, load, notes};
use crate::benchmark::live::plan::Goal;
use crate::benchmark::live::sample::Sample;
use crate::benchmark::live::tally::Tally;
use quarterdeck_model::SectionState;
use quarterdeck_model::payload::Benchmark;
use std::time::Duration;

const TARGET: Goal = Goal { p99: Duration::from_micros(500), given: true };

fn changed(change: impl Fn(Sample) -> Sample) -> Tally {
    let plan = schedule(100.0, 10);
    tally(&well(plan).into_iter().map(change).collect::<Vec<_>>(), plan)
}

fn judged(change: impl Fn(Sample) -> Sample) -> Objections {
    judge(&changed(change), TARGET)
}

#[test]
fn a_run_without_objection_is_valid() {
    assert_eq!(judged(|sample| sample), Objections::default());
}

#[test]
fn a_slow_service_with_enough_connections_is_no_objection() {
    let slow = |sample| Sample { done: 900_000, ..sample };
    let found = judged(slow);
    // Ninety of a thousand answers come after the end; as many come after the warm-up.
    assert_eq!(found, Objections::default());
}

#[test]
fn threads_that_wake_late_are_the_clients_fault() {
    let late =
        |sample: Sample| Sample { lag: if sample.index.is_multiple_of(50) { 80 } else { 2 }, ..sample };
    let found = judged(late);
    assert!(found.client[0].contains("woke late"), "{found:?}");
    assert!(found.client[0].contains("send lag p99 0.080 ms, expected at most 0.050 ms"), "{found:?}");
    assert!(found.service.is_empty(), "{found:?}");
}

#[test]
fn without_a_target_of_ones_own_a_slow_service_is_judged_by_its_median() {
    // Answers take 20 ms, and threads wake 1.5 ms late: less than a tenth of it.
    let late = |sample| Sample { lag: 1500, done: 21_500, ..sample };
    let shipped = Goal { given: false, ..TARGET };
    let slow = Judged::new(changed(late), shipped);
    assert!(slow.is_valid(), "{:?}", slow.section);
    let told = notes(&[slow]).join("");
    assert!(told.contains("send lag p99 1.500 ms, expected at most 2.00"), "{told}");
    assert!(told.contains("since no p99 target was given"), "{told}");
    // A target is a target, and a service that is as fast as the shipped one is held to it.
    assert!(!Judged::new(changed(late), TARGET).is_valid());
    let fast = |sample| Sample { lag: 1500, done: 1700, ..sample };
    let found = judge(&changed(fast), shipped);
    assert!(found.client[0].contains("at most 0.050 ms (a tenth of the p99 target)"), "{found:?}");
}

#[test]
fn no_free_connection_is_told_apart() {
    let waits = |sample: Sample| match sample.index % 10 {
        0 => Sample { waited: 30_000, lag: 30_001, ..sample },
        _ => sample,
    };
    let found = judged(waits);
    assert!(found.client.is_empty(), "{found:?}");
    assert!(found.service[0].contains("100 of 1000 requests found no free connection; all 8"), "{found:?}");
    // With room for more connections it is the client that opened them too late.
    let mut room = changed(waits);
    room.connections = (8, 1000);
    let found = judge(&room, TARGET);
    assert!(found.service.is_empty() && found.client[0].contains("not opened in time"), "{found:?}");
}

#[test]
fn too_little_achieved_names_the_faults() {
    let found = judged(|sample| match sample.index % 10 {
        0 => failed(sample, Fault::Status(503)),
        1 if sample.index % 20 == 1 => failed(sample, Fault::Timeout),
        _ => sample,
    });
    let told = &found.service[0];
    assert!(told.contains("150 of 1000 failed: 100 with status 503, 50 timed out"), "{told}");
    assert!(told.contains("(85.0 %), expected at least 99 %"), "{told}");
}

#[test]
fn a_busy_client_is_invalid_and_an_unknown_one_is_marked() {
    let with = |cpu_percent| {
        let mut tally = changed(|sample| sample);
        tally.usage.cpu_percent = cpu_percent;
        judge(&tally, TARGET).section().state
    };
    assert_eq!(with(Some(69.9)), SectionState::Ok);
    assert_eq!(with(Some(70.0)), SectionState::Failed);
    assert_eq!(with(None), SectionState::Partial);
}

#[test]
fn figures_come_from_valid_repeats_only() {
    let good = || Judged::new(changed(|sample| sample), TARGET);
    let bad = || Judged::new(changed(|sample| failed(sample, Fault::Refused)), TARGET);
    let figures = |load| Benchmark { loads: vec![load], ..Benchmark::default() }.metrics();
    let some = load("x".to_owned(), 100.0, &[good(), bad(), good()]);
    assert_eq!(some.section.state, SectionState::Partial);
    assert!(some.section.reasons[0].starts_with("repeat 2: "), "{:?}", some.section);
    assert_eq!((some.requests, some.errors), (2000, Some(0)));
    assert_eq!(some.responses().unwrap().len(), 2000);
    assert!(
        figures(some.clone()).iter().any(|m| m.id.as_str() == "benchmark.latency_p99_ms" && m.value < 1.0)
    );
    let none = load("x".to_owned(), 100.0, &[bad(), bad()]);
    assert_eq!(none.section.state, SectionState::Failed);
    assert_eq!((none.response.clone(), none.rate_achieved), (None, None));
    assert!(figures(none).is_empty());
}

#[test]
fn a_thread_that_is_busy_with_requests_is_invalid_however_many_cores_idle() {
    let with = |busy_percent| {
        let mut tally = changed(|sample| sample);
        tally.usage.busy_percent = busy_percent;
        judge(&tally, TARGET)
    };
    assert_eq!(with(Some(69.9)).section().state, SectionState::Ok);
    let found = with(Some(70.0));
    assert!(found.client[0].contains("at requests for 70 % of the time"), "{found:?}");
}
