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

/// Files of tests: their suite, how many tests they begin with, and about how long one of them takes in seconds. Quick
/// ones become more.
const TEST_FILES: [(&str, &str, u64, f64); 7] = [
    ("bus", "tests/bus/test_router.py", 6, 0.03),
    ("bus", "tests/bus/test_transport.py", 5, 0.9),
    ("gateway", "tests/gateway/test_api.py", 8, 0.4),
    ("gateway", "tests/gateway/test_auth.py", 6, 0.06),
    ("gateway", "tests/gateway/test_browser.py", 3, 2.5),
    ("policy", "tests/policy/test_engine.py", 7, 0.05),
    ("shared", "tests/shared/test_config.py", 4, 0.01),
];

const SUBJECTS: [&str; 10] = [
    "accepts_a_valid_order",
    "refuses_an_expired_token",
    "keeps_order_of_messages",
    "retries_after_a_timeout",
    "limits_large_bodies",
    "reads_every_format",
    "says_what_is_wrong",
    "survives_a_restart",
    "closes_idle_connections",
    "counts_what_it_drops",
];

pub(super) fn tests(story: &Story, random: &mut Random) -> Tests {
    let mut cases = Vec::new();
    for (suite, file, first, seconds) in TEST_FILES {
        let more = if seconds < 0.1 { (3.0 * story.progress()) as u64 } else { 0 };
        let count = first + more;
        cases.extend((0..count).map(|n| case(story, random, (suite, file, n, seconds))));
    }
    cases.sort_by(|a, b| (&a.suite, &a.class, &a.name).cmp(&(&b.suite, &b.class, &b.name)));
    let suite = |name: &str| Suite { name: name.to_owned(), section: Section::ok() };
    let suites = ["bus", "gateway", "policy", "shared"].into_iter().map(suite).collect();
    let wall = cases.iter().filter_map(|case| case.duration_s).sum::<f64>() / 2.0;
    Tests { suites, cases, wall_s: Some((wall * 100.0).round() / 100.0), files: None }
}

fn case(story: &Story, random: &mut Random, (suite, file, n, seconds): (&str, &str, u64, f64)) -> Case {
    let slow = 0.4 + (n * 7 % 5) as f64 * 0.35;
    let took = (random.around(seconds * slow, 0.08) * 1000.0).round() / 1000.0;
    let status = match (file, n) {
        ("tests/gateway/test_auth.py", 1) if story.broken() || story.day % 23 == 5 => Status::Failed,
        ("tests/bus/test_transport.py", 3) if story.day % 9 == 2 => Status::Flaky,
        ("tests/gateway/test_browser.py", 0) if story.day % 7 == 4 => Status::Flaky,
        ("tests/policy/test_engine.py", 2) => Status::Skipped,
        _ => Status::Passed,
    };
    let message = match status {
        Status::Failed => Some("AssertionError: expected 401, got 200 (simulated failure)"),
        Status::Skipped => Some("needs a licence (simulated)"),
        _ => None,
    };
    Case {
        suite: suite.into(),
        class: file.into(),
        name: format!("test_{}", SUBJECTS[(n % 10) as usize]),
        occurrence: 0,
        status,
        duration_s: (status != Status::Skipped).then_some(took),
        attempts: if status == Status::Flaky { 2 } else { 1 },
        message: message.map(str::to_owned),
    }
}
