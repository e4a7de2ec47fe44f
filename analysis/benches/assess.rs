//! Judging a whole history: 13 metrics of one job, at 1,000 and 10,000 runs.
#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use quarterdeck_analysis::{Policy, assess};
use quarterdeck_model::{
    Direction, History, Kind, Labels, MetricId, Point, Run, SectionState, Series, SeriesKey, SnapshotId,
    Timestamp, Unit,
};
use std::hint::black_box;

/// Metrics of the shipped policy, and as many that nothing rules.
const METRICS: [&str; 13] = [
    "benchmark.latency_p99_ms",
    "benchmark.throughput_rps",
    "coverage.branch_percent",
    "coverage.line_percent",
    "findings.lint_errors",
    "findings.syntax_errors",
    "findings.vulnerabilities",
    "health.services_down",
    "resource.cache_hit_percent",
    "resource.cpu_percent",
    "resource.memory_mb",
    "tests.failed",
    "tests.pass_percent",
];

fn run(index: u32) -> Option<Run> {
    Some(Run {
        id: SnapshotId::new(format!("run-{index:06}"))?,
        taken_at: Timestamp::from_millis(1_600_000_000_000 + i64::from(index) * 3_600_000)?,
        kind: Kind::Benchmark,
        job: "all".to_owned(),
        subject: "bench".to_owned(),
        commit: None,
        branch: None,
        dirty: None,
        labels: Labels::none(),
        state: SectionState::Ok,
        reasons: Vec::new(),
        tool: "bench".to_owned(),
        tool_version: None,
        format: "bench".to_owned(),
        simulated: true,
        configuration: None,
        voided: None,
    })
}

/// Values wander over the limits of the shipped policy, so that alerts open and close.
fn history(runs: u32) -> History {
    let series = METRICS.into_iter().enumerate().map(|(number, metric)| Series {
        key: SeriesKey { metric: MetricId::new(metric), job: "all".to_owned(), labels: Labels::none() },
        kind: Kind::Benchmark,
        unit: Unit::Count,
        direction: Direction::LowerIsBetter,
        points: (0..runs)
            .map(|run| Point {
                run,
                value: f64::from((run.wrapping_mul(2_654_435_761) >> 16) % 1000) * (number as f64 + 1.0)
                    / 800.0,
            })
            .collect(),
    });
    History {
        runs: (0..runs).filter_map(run).collect(),
        series: series.collect(),
        probes: Vec::new(),
        problems: Vec::new(),
    }
}

fn judge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assess");
    for runs in [1_000, 10_000] {
        let history = history(runs);
        let policy = Policy::default();
        let now = history.runs.last().map(|run| run.taken_at);
        group.bench_with_input(BenchmarkId::from_parameter(runs), &history, |bencher, history| {
            bencher.iter(|| now.map(|now| assess(black_box(history), &policy, now)));
        });
    }
    group.finish();
}

criterion_group!(benches, judge);
criterion_main!(benches);
