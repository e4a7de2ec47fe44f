//! One snapshot of every kind with every field filled, by hand.

use crate::payload::*;
use crate::*;

/// A time from its text.
pub(super) fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a valid time")
}

/// A snapshot around `payload`.
pub(super) fn around(payload: Payload) -> Snapshot {
    Snapshot {
        taken_at: time("2026-11-20T07:12:00.123Z"),
        subject: "shop".into(),
        source: Source {
            commit: Some("9f31c2a04b6d8e1f5a7c3b9d2e4f6a8b0c1d2e3f".into()),
            branch: Some("main".into()),
            dirty: Some(false),
        },
        collector: Collector {
            job: "nightly".into(),
            version: "0.1.0".into(),
            tool: "sample".into(),
            tool_version: Some("1.2.3".into()),
            format: "by-hand".into(),
            simulated: true,
            configuration: None,
            from: Vec::new(),
        },
        labels: Labels::one("host", "ci-large"),
        section: Section::because(SectionState::Partial, "one file was left out"),
        payload,
        diagnostics: vec![
            Diagnostic::warning("target/lcov.info", "line 0 is no line").at_line(17).hint("update the tool"),
            Diagnostic::note("a.json", "declared 6, counted 2").at(Place::Pointer("/totals/0".into())),
            Diagnostic::error("b.bin", "not UTF-8").at(Place::Byte(12)),
            Diagnostic::note("", "simulated"),
        ],
        unknown: wire::Unknown::default(),
    }
}

/// One of every kind.
pub(super) fn all() -> Vec<Snapshot> {
    [health(), benchmark(), coverage(), chaos(), findings(), tests(), code()]
        .into_iter()
        .map(around)
        .collect()
}

fn figure(metric: &str, value: f64, unit: Unit) -> Figure {
    let labels = Labels::one("service", "api");
    Figure { metric: MetricId::new(metric), labels, value, unit, direction: Direction::LowerIsBetter }
}

pub(super) fn probe(outcome: Outcome, total_ms: f64) -> Probe {
    Probe {
        planned_at: time("2026-11-20T07:12:00.000Z"),
        sent_after_ms: 0.25,
        done_after_ms: Some(total_ms + 0.25),
        outcome,
        status: Some(200),
        phases: Phases { connect_ms: Some(0.5), total_ms: Some(total_ms), ..Phases::default() },
        detail: (outcome == Outcome::Down).then(|| "refused".into()),
    }
}

pub(super) fn round(service: &str, probes: Vec<Probe>) -> Round {
    Round {
        service: service.into(),
        target: "https://shop.example/health".into(),
        probes,
        certificate: None,
        late_ms: Vec::new(),
    }
}

fn health() -> Payload {
    let mut api = round("api", vec![probe(Outcome::Up, 12.5), probe(Outcome::Down, 3.0)]);
    let expires_at = time("2027-01-01T00:00:00Z");
    api.certificate =
        Some(Certificate { expires_at, subject: "CN=shop.example".into(), leaf_expires_at: None });
    let figures = vec![figure("resource.memory_mb", 3.9, Unit::Megabytes)];
    Payload::Health(Health { rounds: vec![api], figures, canaries: Vec::new() })
}

pub(super) fn histogram(values: impl IntoIterator<Item = u64>) -> EncodedHistogram {
    let mut histogram = hdrhistogram::Histogram::<u64>::new(3).unwrap();
    values.into_iter().for_each(|v| histogram.record(v).unwrap());
    EncodedHistogram::encode(&histogram).unwrap()
}

fn benchmark() -> Payload {
    let entry = Entry {
        name: "parse/large".into(),
        measure: "time".into(),
        estimate: Estimate {
            value: 1234.5,
            estimator: "slope".into(),
            spread: Some(Spread { lower: 1200.0, upper: 1300.25, confidence: Some(0.95) }),
            samples: Some(100),
        },
        unit: Unit::Nanoseconds,
        direction: Direction::LowerIsBetter,
        throughput: Some(Throughput { amount: 4096.0, of: "bytes".into() }),
        section: Section::ok(),
    };
    let load = Load {
        name: "GET /".into(),
        section: Section::because(SectionState::Failed, "achieved 80 % of the rate"),
        duration_s: Some(30.0),
        rate_asked: Some(500.0),
        rate_achieved: Some(400.0),
        requests: 12_000,
        errors: Some(3),
        response: Some(histogram(1..=100)),
        service: None,
        send_lag: None,
        measured: None,
    };
    let figures = vec![figure("benchmark.latency_p99_ms", 0.4, Unit::Other("furlong".into()))];
    Payload::Benchmark(Benchmark { entries: vec![entry], loads: vec![load], figures })
}

fn coverage() -> Payload {
    let count = |covered, total| Some(Count { covered, total });
    let counts = Counts { line: count(4208, 4857), branch: count(1351, 1680), ..Counts::default() };
    let all = Counts {
        function: count(1, 2),
        statement: count(3, 4),
        region: count(5, 6),
        instruction: count(0, 0),
        ..counts
    };
    let files = vec![FileCoverage { path: "src/lib.rs".into(), counts }];
    Payload::Coverage(Coverage { totals: all, files })
}

fn chaos() -> Payload {
    let experiment = Experiment {
        scenario: "network partition".into(),
        verdict: Verdict::NotRecovered,
        started_at: Some(time("2026-11-20T07:00:00Z")),
        duration_s: Some(120.0),
        faults_injected: Some(1),
        availability_percent: Some(81.5),
        error_percent: Some(18.5),
        recovery: Some(Recovery { seconds: 60.0, plus_minus: Some(0.05), censored: true }),
        impacts: vec![Impact { service: "api".into(), target: true, availability_percent: Some(81.5) }],
        events: vec![Event { at_s: 0.0, what: "inject".into(), detail: Some("drop all".into()) }],
        reasons: Vec::new(),
        tracks: Vec::new(),
    };
    Payload::Chaos(Chaos { experiments: vec![experiment] })
}

fn findings() -> Payload {
    let item = Finding {
        identity: "abc123".into(),
        tool: "ruff".into(),
        rule: "E501".into(),
        class: Class::Lint,
        severity: Severity::Low,
        message: "line too long".into(),
        path: "a/b.py".into(),
        line: Some(3),
        suppressed: true,
    };
    let items = vec![item];
    let tool = ToolReport {
        tool: "ruff".into(),
        version: Some("0.17.6".into()),
        format: "ruff-json".into(),
        section: Section::ok(),
        looked_for: vec![Class::Syntax, Class::Lint],
    };
    Payload::Findings(Findings { counts: Findings::count_items(&items), tools: vec![tool], items })
}

fn tests() -> Payload {
    let case = Case {
        suite: "unit/parser".into(),
        class: "tests.rs".into(),
        name: "reads <xml>".into(),
        occurrence: 1,
        status: Status::Flaky,
        duration_s: Some(0.0125),
        attempts: 2,
        message: Some("assertion failed".into()),
    };
    let plain = Case {
        occurrence: 0,
        status: Status::Passed,
        duration_s: None,
        attempts: 1,
        message: None,
        ..case.clone()
    };
    let suites = vec![Suite {
        name: "unit/broken".into(),
        section: Section::because(SectionState::Failed, "did not load"),
    }];
    let large = vec![TestFile { path: "tests/cart.rs".into(), lines: 640, tests: 31 }];
    let files = Some(TestFiles { files: 12, limit: 500, large });
    Payload::Tests(Tests { suites, cases: vec![plain, case], wall_s: Some(1.5), files })
}

fn code() -> Payload {
    let language = Language { name: "Rust".into(), files: 3, code: 400, comments: 50, blanks: 20 };
    Payload::Code(Code {
        languages: vec![language],
        total_lines: Some(470),
        total_files: Some(3),
        churn: Some(Churn { days: 7, added: 120, deleted: 30, files: 2 }),
        large_files: Some(vec![LargeFile { path: "src/big.rs".into(), lines: 1001 }]),
        large_limit: 1000,
        complexity: Some(Complexity {
            functions: 40,
            limit: 15,
            over: vec![Function {
                path: "src/big.rs".into(),
                name: "parse".into(),
                line: 7,
                complexity: 31,
                lines: 120,
            }],
        }),
    })
}
