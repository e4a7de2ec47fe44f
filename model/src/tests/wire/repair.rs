//! Whatever a collector hands over, the file that is written can be read, and says what was left out.

use crate::payload::*;
use crate::tests::samples;
use crate::wire::{decode, encode};
use crate::*;
use proptest::prelude::*;

fn written(snapshot: &Snapshot) -> Snapshot {
    decode(&encode(snapshot)).unwrap()
}

/// The remarks that writing added.
fn remarks(snapshot: &Snapshot) -> Vec<String> {
    let read = written(snapshot);
    read.diagnostics[snapshot.diagnostics.len()..].iter().map(|d| d.message.clone()).collect()
}

#[test]
fn a_commit_that_is_none_is_left_out() {
    let mut snapshot = samples::all().remove(6);
    snapshot.source.commit = Some("HEAD".into());
    assert_eq!(remarks(&snapshot), ["commit `HEAD` is left out: it is not 7 to 64 lower-case hex digits"]);
    assert_eq!(written(&snapshot).source.commit, None);
}

#[test]
fn more_covered_than_there_is_becomes_unknown() {
    let mut snapshot = samples::all().remove(2);
    let Payload::Coverage(coverage) = &mut snapshot.payload else { panic!("coverage") };
    coverage.totals.line = Some(Count { covered: 3, total: 2 });
    assert_eq!(remarks(&snapshot), ["3 of 2 in the totals is left out: it is more covered than there is"]);
    assert!(written(&snapshot).metrics().iter().all(|m| m.id.as_str() != "coverage.line_percent"));
}

#[test]
fn an_entry_without_a_finite_value_is_failed_and_gives_no_figure() {
    let mut snapshot = samples::all().remove(1);
    let Payload::Benchmark(benchmark) = &mut snapshot.payload else { panic!("benchmark") };
    benchmark.entries[0].estimate.value = f64::NAN;
    let read = written(&snapshot);
    let Payload::Benchmark(benchmark) = &read.payload else { panic!("benchmark") };
    assert_eq!(benchmark.entries[0].section.state, SectionState::Failed);
    assert!(read.metrics().iter().all(|m| m.id.as_str() != "benchmark.time"));
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(-1.0),
        Just(101.0),
        Just(5.0)
    ]
}

proptest! {
    #[test]
    fn numbers_that_cannot_be_written_never_make_an_unreadable_file(n in proptest::array::uniform6(any_number())) {
        for mut snapshot in samples::all() {
            match &mut snapshot.payload {
                Payload::Health(p) => {
                    p.figures[0].value = n[0];
                    p.rounds[0].probes[0].sent_after_ms = n[1];
                    p.rounds[0].probes[1].phases.total_ms = Some(n[2]);
                }
                Payload::Benchmark(p) => {
                    p.entries[0].estimate.value = n[0];
                    p.entries[0].estimate.spread = Some(Spread { lower: n[1], upper: n[2], confidence: Some(n[3]) });
                    p.entries[0].throughput = Some(Throughput { amount: n[4], of: "bytes".into() });
                    p.loads[0].duration_s = Some(n[5]);
                    p.loads[0].rate_achieved = Some(n[4]);
                }
                Payload::Chaos(p) => {
                    p.experiments[0].duration_s = Some(n[0]);
                    p.experiments[0].availability_percent = Some(n[1]);
                    p.experiments[0].recovery = Some(Recovery { seconds: n[2], plus_minus: Some(n[3]), censored: false });
                    p.experiments[0].impacts[0].availability_percent = Some(n[4]);
                    p.experiments[0].events[0].at_s = n[5];
                    p.experiments[0].tracks = vec![Track {
                        service: "api".into(),
                        target: true,
                        first_at_s: n[4],
                        every_s: 0.05,
                        outcomes: Outcome::ALL.to_vec(),
                        took_ms: vec![1.5, n[3]],
                    }];
                }
                Payload::Tests(p) => {
                    p.wall_s = Some(n[0]);
                    p.cases[0].duration_s = Some(n[1]);
                }
                Payload::Coverage(_) | Payload::Findings(_) | Payload::Code(_) => {}
            }
            let read = written(&snapshot);
            prop_assert_eq!(encode(&read), encode(&snapshot));
        }
    }
}
