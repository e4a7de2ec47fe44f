//! A small history made by hand, for tests.

use crate::data::manifest::{Listed, Manifest};
use crate::data::pace::Straight;
use crate::data::{Judged, Source};
use crate::state::Choice;
use quarterdeck_analysis::policy::Policy;
use quarterdeck_model::{
    Direction, History, Kind, Labels, MetricId, Point, Run, Runs, SectionState, Series, SeriesKey,
    SnapshotId, Timestamp, Unit,
};
use std::future::Future;
use std::rc::Rc;

/// "Now" of the fixtures.
pub(crate) const NOW: &str = "2026-11-23T07:12:00.000Z";

/// A run number `n`: two a day from 1 November, coverage and tests in turn, every fourth day on a feature branch.
fn run(n: u32) -> Run {
    let start = Timestamp::parse("2026-11-01T06:00:00Z").expect("a time").millis();
    let taken_at = Timestamp::from_millis(start + i64::from(n) * 43_200_000).expect("a time");
    let commit = format!("{n:02x}").repeat(20);
    let (kind, job) = if n.is_multiple_of(2) { (Kind::Coverage, "unit") } else { (Kind::Tests, "all") };
    let branch = if n % 8 < 6 { "main" } else { "feature" };
    Run {
        id: SnapshotId::new(format!("{}-{}-{n:012x}", taken_at.compact(), &commit[..7])).expect("an id"),
        taken_at,
        kind,
        job: job.to_owned(),
        subject: "acme".to_owned(),
        commit: Some(commit),
        branch: Some(branch.to_owned()),
        dirty: Some(false),
        labels: Labels::none(),
        state: SectionState::Ok,
        reasons: Vec::new(),
        tool: "tool".to_owned(),
        tool_version: None,
        format: "format".to_owned(),
        simulated: false,
        configuration: None,
        voided: None,
    }
}

fn series(metric: &str, job: &str, kind: Kind, unit: Unit, direction: Direction) -> Series {
    let key = SeriesKey { metric: MetricId::new(metric), job: job.to_owned(), labels: Labels::none() };
    Series { key, kind, unit, direction, points: Vec::new() }
}

/// 44 runs of three weeks, three series: line coverage 80–90 %, failed tests, duration of the tests.
pub(crate) fn history() -> History {
    let runs: Runs = (0..44).map(run).collect();
    let points = |odd: bool, value: fn(u32) -> f64| {
        let wanted = (0..44u32).filter(|n| n.is_multiple_of(2) != odd);
        wanted.map(|run| Point { run, value: value(run) }).collect::<Vec<_>>()
    };
    let mut lines =
        series("coverage.line_percent", "unit", Kind::Coverage, Unit::Percent, Direction::HigherIsBetter);
    lines.points = points(false, |n| 80.0 + f64::from(n % 11));
    let mut time = series("tests.duration_s", "all", Kind::Tests, Unit::Seconds, Direction::LowerIsBetter);
    time.points = points(true, |n| 1_000.0 + f64::from(n));
    let mut failed = series("tests.failed", "all", Kind::Tests, Unit::Count, Direction::LowerIsBetter);
    failed.points = points(true, |n| f64::from(n % 3));
    History { runs, series: vec![lines, time, failed], probes: Vec::new(), problems: Vec::new() }
}

/// A manifest as the generator writes it.
pub(crate) fn manifest() -> String {
    let policy = serde_json::to_value(Policy::default()).expect("policy");
    serde_json::json!({
        "version": 1, "stamp": "0123456789ab", "project": "acme", "now": NOW, "policy": policy,
        "routes": { "snapshot": "s/{id}.html", "metric": "metric/{slug}.html" }, "simulated": false,
        "chunks": [], "wasm": { "raw": "a.wasm", "script": "a.wasm.b64.js" },
    })
    .to_string()
}

/// A manifest that lists those data files: path, number of runs, first day.
pub(crate) fn manifest_of(chunks: &[(&str, usize, &str)]) -> Manifest {
    let mut manifest = Manifest::read(&manifest()).expect("manifest");
    let listed = |(file, runs, day): &(&str, usize, &str)| Listed {
        file: (*file).to_owned(),
        runs: *runs,
        from: Timestamp::parse(&format!("{day}T00:00:00Z")),
    };
    manifest.chunks = chunks.iter().map(listed).collect();
    manifest
}

/// What the chart of a choice is made of.
pub(crate) fn judged(source: &Source, choice: &Choice) -> Judged {
    let keep = source.columns.filter(choice).keep;
    let policy = source.manifest.policy().expect("policy");
    at_once(Judged::new((source, policy), &keep, (choice.range, &choice.series), &mut Straight))
        .expect("wanted")
}

/// The source of the fixtures.
pub(crate) fn source() -> Source {
    source_of(history())
}

/// A source with that history.
pub(crate) fn source_of(history: History) -> Source {
    let manifest = Manifest::read(&manifest()).expect("manifest");
    at_once(Source::new(Rc::new(manifest), history, &mut Straight)).expect("wanted")
}

/// The same runs with tags and services: from the 12th run on `tier=web`, from the 24th also `tag=v1`; the tests are of
/// service `api`, every second time of `db` too.
pub(crate) fn tagged() -> History {
    let mut history = history();
    for n in 0..history.runs.len() {
        let labels = if n >= 12 { Labels::one("tier", "web") } else { Labels::none() };
        let labels = if n >= 24 { labels.with("tag", "v1") } else { labels };
        history.runs.change(n, |run| run.labels = labels);
    }
    for (series, service) in history.series.iter_mut().skip(1).zip(["api", "db"]) {
        series.key.labels = Labels::one("service", service);
    }
    history
}

/// The outcome of work that never waits.
pub(crate) fn at_once<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(work)
}

/// The same with a step in the duration of the tests, twelve runs before the end, and a release at the step.
pub(crate) fn stepped() -> Source {
    let mut history = history();
    for series in history.series.iter_mut().filter(|s| s.key.metric.as_str() == "tests.duration_s") {
        let noise = |run: u32| f64::from(run * 7 % 5);
        for point in &mut series.points {
            point.value = noise(point.run) + if point.run > 20 { 1_500.0 } else { 1_000.0 };
        }
    }
    for n in 20..history.runs.len() {
        history.runs.change(n, |run| run.labels = Labels::none().with("release", "2.0"));
    }
    source_of(history)
}
