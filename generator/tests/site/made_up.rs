//! A made-up archive: the same runs every time, with a step, a gap, a failed run and unfinished sections.

use quarterdeck_model::payload::{
    Benchmark, Case, Class, Count, Counts, Coverage, Entry, Estimate, Figure, FileCoverage, Finding,
    Findings, Health, Outcome, Phases, Probe, Round, Severity, Status, Tests, ToolReport,
};
use quarterdeck_model::{
    Collector, Direction, Labels, MetricId, Payload, Section, SectionState, Snapshot, SnapshotId, Source,
    Timestamp, Unit,
};

const DAY: i64 = 86_400_000;

/// 2026-11-23T09:00:00Z, the "now" that fits the archive.
pub(crate) fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T09:00:00Z").expect("a valid time")
}

/// Runs of every second day up to yesterday, oldest first; about two and a half runs a day kept.
pub(crate) fn archive(days: i64) -> Vec<(SnapshotId, Snapshot)> {
    let mut noise = Noise(7);
    let mut all = Vec::new();
    for back in (1..=days).rev() {
        let gap = (40..52).contains(&back);
        if gap {
            continue;
        }
        let age = (days - back) as f64 / days.max(1) as f64;
        all.push(run(back, 6, "unit-coverage", coverage(age, &mut noise)));
        all.push(run(back, 7, "unit", tests(back, &mut noise)));
        all.push(run(back, 8, "ruff", findings(age, &mut noise)));
        all.push(run(back, 9, "load", figures(back, &mut noise)));
        all.push(run(back, 10, "criterion", criterion(back, &mut noise)));
        if back > 3 {
            all.push(run(back, 11, "probe", health(back)));
        }
    }
    if let Some((_, last)) = all.iter_mut().rev().find(|(_, s)| s.collector.job == "unit-coverage") {
        last.section = Section::because(SectionState::Partial, "2 of 41 files could not be read");
    }
    all
}

/// One more run whose every name is hostile.
pub(crate) fn hostile(days_back: i64) -> (SnapshotId, Snapshot) {
    let name = |n: usize| BAD_NAMES[n % BAD_NAMES.len()].to_owned();
    let entries = (0..BAD_NAMES.len()).map(|n| entry(&name(n), 3.5)).chain([entry(&"ä".repeat(5_000), 1.0)]);
    let payload = Payload::Benchmark(Benchmark { entries: entries.collect(), ..Benchmark::default() });
    let (id, mut snapshot) = run(days_back, 12, &name(0), payload);
    snapshot.source.branch = Some(name(1));
    snapshot.collector.tool = name(2);
    snapshot.labels = Labels::one("host", name(0)).with("</script>", name(3));
    snapshot.section = Section::because(SectionState::Partial, name(0));
    (id, snapshot)
}

/// Names that have broken other tools.
pub(crate) const BAD_NAMES: [&str; 5] = [
    "</script><img src=x onerror=alert(1)>",
    "../../x",
    "a\u{202e}txt.exe\u{0}\u{1b}[31m",
    "{{ 7 * 7 }}{% include \"x\" %}\u{2028}\u{f5da}quarterdeck-body\u{f5db}",
    "\"'><svg onload=alert(1)>&amp;",
];

fn run(days_back: i64, hour: i64, job: &str, payload: Payload) -> (SnapshotId, Snapshot) {
    let day = now().millis() / DAY * DAY - days_back * DAY;
    let taken_at = Timestamp::from_millis(day + hour * 3_600_000).expect("a valid time");
    let commit = format!("{:07x}{}", days_back * 7_919 + 0x9f3_1c2a, "0".repeat(33));
    let id = SnapshotId::new(format!("{}-{}-{:012x}", taken_at.compact(), &commit[..7], hour))
        .expect("a valid id");
    let snapshot = Snapshot {
        taken_at,
        subject: "acme-core".to_owned(),
        source: Source { commit: Some(commit), branch: Some("main".to_owned()), dirty: Some(false) },
        collector: Collector {
            job: job.to_owned(),
            version: "0.1.0".to_owned(),
            tool: job.to_owned(),
            tool_version: Some("1.2.3".to_owned()),
            format: job.to_owned(),
            simulated: true,
            configuration: None,
            from: Vec::new(),
        },
        labels: Labels::one("host", "ci-large"),
        section: Section::ok(),
        payload,
        diagnostics: Vec::new(),
        unknown: Default::default(),
    };
    (id, snapshot)
}

fn coverage(age: f64, noise: &mut Noise) -> Payload {
    let covered = (830.0 + 50.0 * age + noise.around(3.0)) as u64;
    let counts = |covered, total| Counts { line: Some(Count { covered, total }), ..Counts::default() };
    let files = vec![
        FileCoverage { path: "src/parse.rs".to_owned(), counts: counts(covered / 2, 500) },
        FileCoverage { path: "src/render.rs".to_owned(), counts: counts(covered - covered / 2, 500) },
    ];
    Payload::Coverage(Coverage { totals: counts(covered, 1000), files })
}

fn tests(back: i64, noise: &mut Noise) -> Payload {
    let case = |n: i64| Case {
        suite: "unit".into(),
        class: "parser".into(),
        name: format!("reads_{n}"),
        occurrence: 0,
        status: if n == 0 && back % 9 == 0 { Status::Failed } else { Status::Passed },
        duration_s: Some(0.25 + noise_free(n)),
        attempts: 1,
        message: (n == 0 && back % 9 == 0).then(|| "expected 3, got <none>".to_owned()),
    };
    let wall = 12.0 + noise.around(0.6);
    Payload::Tests(Tests {
        suites: Vec::new(),
        cases: (0..120).map(case).collect(),
        wall_s: Some(wall),
        files: None,
    })
}

fn noise_free(n: i64) -> f64 {
    (n % 7) as f64 / 50.0
}

fn findings(age: f64, noise: &mut Noise) -> Payload {
    let open = (119.0 - 78.0 * age + noise.around(2.0)).max(0.0) as usize;
    let one = |n: usize| Finding {
        identity: format!("id-{n}"),
        tool: "ruff".to_owned(),
        rule: ["E501", "F401", "B008"][n % 3].to_owned(),
        class: Class::Lint,
        severity: Severity::Low,
        message: "line too long".to_owned(),
        path: format!("src/module_{}.py", n % 11),
        line: Some(n as u64 + 1),
        suppressed: false,
    };
    let items: Vec<Finding> = (0..open).map(one).collect();
    let tool = ToolReport {
        tool: "ruff".to_owned(),
        version: Some("0.9".to_owned()),
        format: "ruff-json".to_owned(),
        section: Section::ok(),
        looked_for: vec![Class::Lint, Class::Syntax],
    };
    Payload::Findings(Findings { tools: vec![tool], counts: Findings::count_items(&items), items })
}

fn figures(back: i64, noise: &mut Noise) -> Payload {
    let p99 = if back < 30 { 0.41 } else { 0.31 } + noise.around(0.012);
    let figure = |id: &str, value, unit, direction| Figure {
        metric: MetricId::new(id),
        labels: Labels::none(),
        value,
        unit,
        direction,
    };
    let (lower, higher) = (Direction::LowerIsBetter, Direction::HigherIsBetter);
    let figures = vec![
        figure("benchmark.latency_p99_ms", p99, Unit::Milliseconds, lower),
        figure("benchmark.throughput_rps", 2_700.0 + noise.around(40.0), Unit::PerSecond, higher),
        figure("benchmark.cache_hit_percent", 95.6 + noise.around(0.4), Unit::Percent, higher),
    ];
    Payload::Benchmark(Benchmark { figures, ..Benchmark::default() })
}

fn criterion(back: i64, noise: &mut Noise) -> Payload {
    let large = if back < 30 { 16.1 } else { 13.1 } + noise.around(0.25);
    let entries = vec![entry("parse/large", large), entry("render/10k", 31.8 + noise.around(0.9))];
    Payload::Benchmark(Benchmark { entries, ..Benchmark::default() })
}

fn entry(name: &str, value: f64) -> Entry {
    Entry {
        name: name.to_owned(),
        measure: "time".to_owned(),
        estimate: Estimate { value, estimator: "slope".to_owned(), spread: None, samples: Some(100) },
        unit: Unit::Milliseconds,
        direction: Direction::LowerIsBetter,
        throughput: None,
        section: Section::ok(),
    }
}

fn health(back: i64) -> Payload {
    let probe = |n: i64| Probe {
        planned_at: Timestamp::from_millis(now().millis() - back * DAY + n * 200).expect("a valid time"),
        sent_after_ms: 0.1,
        done_after_ms: Some(12.0),
        outcome: if back == 12 { Outcome::Down } else { Outcome::Up },
        status: Some(if back == 12 { 503 } else { 200 }),
        phases: Phases { total_ms: Some(11.9), ..Phases::default() },
        detail: None,
    };
    let round = |service: &str| Round {
        service: service.to_owned(),
        target: format!("http://127.0.0.1/{service}"),
        probes: (0..5).map(probe).collect(),
        certificate: None,
        late_ms: Vec::new(),
    };
    Payload::Health(Health { rounds: vec![round("agent-bus"), round("gateway")], ..Health::default() })
}

/// A small linear congruential generator (Knuth, MMIX): enough to make lines look measured.
struct Noise(u64);

impl Noise {
    fn around(&mut self, width: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as f64 / f64::from(1u32 << 31) - 0.5) * 2.0 * width
    }
}
