//! Made-up load runs, micro-benchmarks and experiments.

use super::now;
use quarterdeck_model::payload::*;
use quarterdeck_model::{Direction, EncodedHistogram, Section, Unit};

/// A load run with `count` response times of `ms`.
pub(crate) fn loaded(ms: u64, count: u64) -> Payload {
    let mut histogram = hdrhistogram::Histogram::<u64>::new(3).unwrap();
    histogram.record_n(ms * 1000, count).unwrap();
    let load = Load {
        name: String::new(),
        section: Section::ok(),
        duration_s: Some(1.0),
        rate_asked: None,
        rate_achieved: Some(count as f64),
        requests: count,
        errors: Some(0),
        response: Some(EncodedHistogram::encode(&histogram).unwrap()),
        service: None,
        send_lag: None,
        measured: None,
    };
    Payload::Benchmark(Benchmark { loads: vec![load], ..Benchmark::default() })
}

pub(crate) fn chaos() -> Payload {
    let experiment = Experiment {
        scenario: "crash".into(),
        verdict: Verdict::NotRecovered,
        started_at: Some(now()),
        duration_s: Some(60.0),
        faults_injected: Some(1),
        availability_percent: Some(91.5),
        error_percent: None,
        recovery: Some(Recovery { seconds: 120.0, plus_minus: Some(0.05), censored: true }),
        impacts: vec![Impact { service: "db".into(), target: false, availability_percent: Some(99.0) }],
        events: vec![Event { at_s: 1.5, what: "inject".into(), detail: None }],
        reasons: vec!["not recovered within 120 s".into()],
        tracks: vec![Track {
            service: "db".into(),
            target: false,
            first_at_s: 0.0,
            every_s: 0.5,
            outcomes: vec![
                Outcome::Up,
                Outcome::Up,
                Outcome::Up,
                Outcome::Down,
                Outcome::Degraded,
                Outcome::Unknown,
            ],
            took_ms: vec![1.0, 1.0, 1.0, 400.0, 350.0, 0.0],
        }],
    };
    Payload::Chaos(Chaos { experiments: vec![experiment] })
}

pub(crate) fn load_and_time() -> Payload {
    let mut histogram = hdr();
    (0..1000).for_each(|n| histogram.record(200 + n % 90).unwrap());
    let load = Load {
        name: "GET /".into(),
        section: Section::ok(),
        duration_s: Some(10.0),
        rate_asked: Some(100.0),
        rate_achieved: Some(100.0),
        requests: 1000,
        errors: Some(2),
        response: EncodedHistogram::encode(&histogram).ok(),
        service: None,
        send_lag: None,
        measured: Some(measured(&histogram)),
    };
    let entry = Entry {
        name: "parse/large".into(),
        measure: "time".into(),
        estimate: Estimate {
            value: 1234.0,
            estimator: "slope".into(),
            spread: Some(Spread { lower: 1200.0, upper: 1300.0, confidence: Some(0.95) }),
            samples: Some(100),
        },
        unit: Unit::Nanoseconds,
        direction: Direction::LowerIsBetter,
        throughput: None,
        section: Section::ok(),
    };
    Payload::Benchmark(Benchmark { entries: vec![entry], loads: vec![load], figures: Vec::new() })
}

/// Two repeats of which one is invalid, two rates, and a client of which not all is known.
fn measured(histogram: &hdrhistogram::Histogram<u64>) -> Measured {
    let repeat = |section| Repeat {
        section,
        rate_achieved: 100.0,
        requests: 1000,
        errors: 2,
        response: EncodedHistogram::encode(histogram).ok(),
    };
    let step = |rate_asked, too_much| Step { rate_asked, rate_achieved: 99.5, p99_ms: Some(0.3), too_much };
    Measured {
        repeats: vec![
            repeat(Section::ok()),
            repeat(Section::because(quarterdeck_model::SectionState::Failed, "client CPU 90 % of its cores")),
        ],
        steps: vec![step(100.0, None), step(150.0, Some("p99 0.9 ms".into()))],
        client: Client { cores: 2, connections: 8, cpu_percent: Some(4.5), ..Client::default() },
    }
}

fn hdr() -> hdrhistogram::Histogram<u64> {
    hdrhistogram::Histogram::new(3).unwrap()
}
