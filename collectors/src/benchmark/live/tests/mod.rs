//! Planning, counting, judging and searching, with made-up numbers; real servers are in `tests/it/load.rs`.

mod connecting;
mod counting;
mod hearing;
mod judging;
mod planning;
mod pooling;
mod searching;

use super::fault::Fault;
use super::plan::Schedule;
use super::sample::Sample;
use super::tally::Tally;
use std::time::Duration;

/// `rate` a second for `seconds`, after a warm-up of one.
fn schedule(rate: f64, seconds: u64) -> Schedule {
    Schedule { rate, warmup: Duration::from_secs(1), duration: Duration::from_secs(seconds) }
}

/// Every request of a schedule, answered well in 200 µs.
fn well(schedule: Schedule) -> Vec<Sample> {
    (0..schedule.requests())
        .map(|index| Sample { index, waited: 0, lag: 2, done: 200, fault: None })
        .collect()
}

fn failed(sample: Sample, fault: Fault) -> Sample {
    Sample { done: 2_000_000, fault: Some(fault), ..sample }
}

fn tally(samples: &[Sample], schedule: Schedule) -> Tally {
    let mut tally = Tally::of(samples, schedule).unwrap();
    tally.usage.cpu_percent = Some(20.0);
    tally.connections = (8, 8);
    tally
}
