//! Simulated benchmarks and test results.

use super::random::Random;
use super::story::Story;
use hdrhistogram::Histogram;
use quarterdeck_model::payload::{
    Benchmark, Case, Entry, Estimate, Figure, Load, Spread, Status, Suite, Tests,
};
use quarterdeck_model::{Direction, EncodedHistogram, Labels, MetricId, Section, Unit};

pub(super) fn benchmark(story: &Story, random: &mut Random) -> Benchmark {
    let cache = (96.2 + 0.6 * random.normal()).min(100.0);
    Benchmark {
        entries: vec![
            entry("parse/small", random.around(1850.0, 0.02)),
            entry("parse/large", random.around(48_300.0, 0.02)),
        ],
        loads: vec![load(story, random)],
        figures: vec![
            figure("resource.cache_hit_percent", cache, Unit::Percent, Direction::HigherIsBetter),
            figure("resource.memory_mb", random.around(3.6, 0.03), Unit::Megabytes, Direction::LowerIsBetter),
            figure(
                "resource.cpu_percent",
                random.around(64.0, 0.05),
                Unit::Percent,
                Direction::LowerIsBetter,
            ),
        ],
    }
}

/// Values are rounded as a tool would print them.
fn figure(metric: &str, value: f64, unit: Unit, direction: Direction) -> Figure {
    let value = (value * 100.0).round() / 100.0;
    Figure { metric: MetricId::new(metric), labels: Labels::none(), value, unit, direction }
}

fn entry(name: &str, nanoseconds: f64) -> Entry {
    let value = nanoseconds.round();
    let spread =
        Spread { lower: (value * 0.99).round(), upper: (value * 1.01).round(), confidence: Some(0.95) };
    Entry {
        name: name.to_owned(),
        measure: "time".to_owned(),
        estimate: Estimate { value, estimator: "slope".to_owned(), spread: Some(spread), samples: Some(100) },
        unit: Unit::Nanoseconds,
        direction: Direction::LowerIsBetter,
        throughput: None,
        section: Section::ok(),
    }
}

/// A real histogram of simulated latencies: 400 around half the level, and the slowest percent around the level.
fn load(story: &Story, random: &mut Random) -> Load {
    let p99_us = random.around(story.latency_ms(), 0.025) * 1000.0;
    let rate = random.around(story.throughput(), 0.01).round();
    Load {
        name: String::new(),
        section: Section::ok(),
        duration_s: Some(30.0),
        rate_asked: Some(rate),
        rate_achieved: Some(rate),
        requests: (rate * 30.0) as u64,
        errors: Some(random.below(4)),
        response: histogram(p99_us, random),
        service: None,
        send_lag: None,
        measured: None,
    }
}

fn histogram(p99_us: f64, random: &mut Random) -> Option<EncodedHistogram> {
    let mut histogram = Histogram::<u64>::new(3).ok()?;
    for i in 0..400 {
        let share = if i < 394 { 0.45 + 0.1 * random.unit() } else { 1.0 };
        histogram.record((p99_us * share) as u64).ok()?;
    }
    EncodedHistogram::encode(&histogram).ok()
}

pub(super) fn tests(story: &Story, random: &mut Random) -> Tests {
    let count = 24 + (8.0 * story.progress()) as u64;
    let failing = story.day % 23 == 5;
    let case = |i: u64| {
        let status = match i {
            3 if failing => Status::Failed,
            5 if story.day % 9 == 2 => Status::Flaky,
            7 => Status::Skipped,
            _ => Status::Passed,
        };
        let seconds = (random.around(0.02 * (1 + i % 5) as f64, 0.1) * 1000.0).round() / 1000.0;
        Case {
            suite: format!("tests.{}", ["bus", "gateway", "policy"][(i % 3) as usize]).into(),
            class: "".into(),
            name: format!("test_case_{i:02}"),
            occurrence: 0,
            status,
            duration_s: (status != Status::Skipped).then_some(seconds),
            attempts: if status == Status::Flaky { 2 } else { 1 },
            message: (status == Status::Failed).then(|| "AssertionError: simulated failure".to_owned()),
        }
    };
    let mut cases: Vec<Case> = (0..count).map(case).collect();
    cases.sort_by(|a, b| (&a.suite, &a.name).cmp(&(&b.suite, &b.name)));
    let suites = ["tests.bus", "tests.gateway", "tests.policy"];
    let suite = |name: &str| Suite { name: name.to_owned(), section: Section::ok() };
    Tests { suites: suites.into_iter().map(suite).collect(), cases, wall_s: None, files: None }
}
