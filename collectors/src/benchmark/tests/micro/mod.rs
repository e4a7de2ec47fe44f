//! Micro-benchmarks: every fixture with all that is read from it.

mod asv;
mod bmf;
mod cargo_criterion;
mod github_action_benchmark;
mod github_action_benchmark_custom;
mod go_bench;
mod google_benchmark;
mod gungraun;
mod jmh;
mod libtest_bench;
mod pytest_benchmark;

use super::line;
use crate::fixtures::{self, Row};
use crate::format::Reading;
use quarterdeck_model::payload::Entry;
use quarterdeck_model::{Direction, Kind, Payload};

fn check(format: &str, rows: &[Row]) {
    fixtures::check(Kind::Benchmark, format, rows, figures);
}

/// Every benchmark, with an arrow for the better way.
fn figures(reading: &Reading) -> String {
    let Payload::Benchmark(benchmark) = &reading.payload else { return "no benchmarks".to_owned() };
    let entries: Vec<String> = benchmark.entries.iter().map(entry).collect();
    format!("[{}]", entries.join(", "))
}

fn entry(entry: &Entry) -> String {
    let better = match entry.direction {
        Direction::LowerIsBetter => "↓",
        Direction::HigherIsBetter => "↑",
        Direction::Neutral => "·",
    };
    format!("{better} {}", line(entry).trim_end())
}
