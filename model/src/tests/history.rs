//! Columns of many runs: order, gaps, keys, filters.

use crate::history::gather::Sheet;
use crate::payload::{Benchmark, Figure};
use crate::tests::{arbitrary, samples};
use crate::*;
use proptest::collection::vec;
use proptest::prelude::*;

fn id(text: &str) -> SnapshotId {
    SnapshotId::new(text).unwrap()
}

/// A benchmark run at `second` with one figure.
fn run(second: u32, value: f64) -> Snapshot {
    let figure = Figure {
        metric: MetricId::new("benchmark.latency_p99_ms"),
        labels: Labels::none(),
        value,
        unit: Unit::Milliseconds,
        direction: Direction::LowerIsBetter,
    };
    let payload = Payload::Benchmark(Benchmark { figures: vec![figure], ..Benchmark::default() });
    let mut snapshot = samples::around(payload);
    snapshot.taken_at = samples::time(&format!("2026-11-20T07:12:{second:02}Z"));
    snapshot.labels = Labels::none();
    snapshot
}

fn figure(snapshot: &mut Snapshot) -> &mut Figure {
    let Payload::Benchmark(benchmark) = &mut snapshot.payload else { panic!("a benchmark") };
    &mut benchmark.figures[0]
}

fn values(series: &Series) -> Vec<(u32, f64)> {
    series.points.iter().map(|p| (p.run, p.value)).collect()
}

#[test]
fn runs_are_in_order_of_time_and_equal_identifiers_are_one_run() {
    let (first, second) = (run(1, 1.0), run(2, 2.0));
    let history =
        History::from_snapshots([(id("b"), &second), (id("a"), &first), (id("b"), &second)], Vec::new());
    let ids: Vec<&str> = history.runs.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(values(&history.series[0]), [(0, 1.0), (1, 2.0)]);
    assert_eq!(history.run(history.series[0].points[1]).unwrap().id, id("b"));
}

#[test]
fn a_run_that_does_not_count_is_a_gap_and_never_a_zero() {
    let (first, mut second, third) = (run(1, 1.0), run(2, 2.0), run(3, 3.0));
    second.section = Section::because(SectionState::Failed, "too slow");
    let history =
        History::from_snapshots([(id("a"), &first), (id("b"), &second), (id("c"), &third)], Vec::new());
    assert_eq!(history.runs.len(), 3);
    assert_eq!(history.runs[1].reasons, ["too slow"]);
    assert_eq!(values(&history.series[0]), [(0, 1.0), (2, 3.0)]);
}

#[test]
fn benchmarks_of_different_hosts_are_different_series() {
    let (mut first, mut second) = (run(1, 1.0), run(2, 2.0));
    first.labels = Labels::one("host", "small");
    second.labels = Labels::one("host", "large").with("branch", "main");
    let history = History::from_snapshots([(id("a"), &first), (id("b"), &second)], Vec::new());
    let labels: Vec<String> = history.series.iter().map(|s| s.key.labels.to_string()).collect();
    assert_eq!(labels, ["host=large", "host=small"]);
}

#[test]
fn another_unit_is_another_series() {
    let (first, mut second, third) = (run(1, 1.0), run(2, 2.0), run(3, 3.0));
    figure(&mut second).unit = Unit::Microseconds;
    let history =
        History::from_snapshots([(id("a"), &first), (id("b"), &second), (id("c"), &third)], Vec::new());
    assert_eq!(history.series.len(), 2);
    assert_eq!(values(&history.series[0]), [(0, 1.0), (2, 3.0)]);
    assert_eq!(history.series[1].key.labels.to_string(), "unit=us");
    assert_eq!(values(&history.series[1]), [(1, 2.0)]);
}

#[test]
fn another_direction_is_another_series() {
    let (first, mut second) = (run(1, 1.0), run(2, 2.0));
    figure(&mut second).direction = Direction::HigherIsBetter;
    let history = History::from_snapshots([(id("a"), &first), (id("b"), &second)], Vec::new());
    assert_eq!(history.series.len(), 2);
    assert!(history.series.iter().all(|s| s.points.len() == 1));
}

#[test]
fn a_unit_and_a_direction_that_both_change_never_mix() {
    let (first, mut second, mut third) = (run(1, 1.0), run(2, 2.0), run(3, 3.0));
    figure(&mut second).unit = Unit::Microseconds;
    figure(&mut third).unit = Unit::Microseconds;
    figure(&mut third).direction = Direction::HigherIsBetter;
    let history =
        History::from_snapshots([(id("a"), &first), (id("b"), &second), (id("c"), &third)], Vec::new());
    assert_eq!(history.series.len(), 3);
}

#[test]
fn filtered_runs_are_renumbered_and_empty_series_dropped() {
    let runs: Vec<Snapshot> = (0..4).map(|n| run(n, f64::from(n))).collect();
    let mut other = run(9, 9.0);
    other.collector.job = "other".into();
    let ids = ["a", "b", "c", "d"].map(id);
    let all = ids.into_iter().zip(&runs).chain([(id("e"), &other)]);
    let history = History::from_snapshots(all, vec![Diagnostic::error("x.json", "empty")]);
    assert_eq!(history.series.len(), 2);
    let kept = history.filtered(|r| ["b", "d"].contains(&r.id.as_str()));
    assert_eq!(kept.series.len(), 1);
    assert_eq!(values(&kept.series[0]), [(0, 1.0), (1, 3.0)]);
    assert_eq!(kept.problems, history.problems, "what could not be read stays in sight");
}

#[test]
fn series_are_found_by_key_and_by_metric() {
    let snapshots = samples::all();
    let ids = (0..).map(|n| id(&format!("run-{n}")));
    let history = History::from_snapshots(ids.zip(&snapshots), Vec::new());
    for series in &history.series {
        assert_eq!(history.series(&series.key), Some(series));
    }
    assert_eq!(history.series_of("coverage.line_percent").count(), 1);
    assert_eq!(history.series_of("nothing").count(), 0);
    assert!(history.simulated());
    assert!(!History::default().simulated());
}

/// The same runs on sheets of `size`, in the order in which they are given.
fn gathered(runs: &[(SnapshotId, Snapshot)], size: usize) -> History {
    let sheet = |part: &[(SnapshotId, Snapshot)]| {
        let mut sheet = Sheet::default();
        for (id, snapshot) in part {
            sheet.add(id.clone(), snapshot);
        }
        sheet
    };
    let sheets: Vec<Sheet> = runs.chunks(size).map(sheet).collect();
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|at| (runs[*at].1.taken_at, &runs[*at].0));
    order.dedup_by_key(|at| &runs[*at].0);
    History::of_sheets(&sheets, order.into_iter().map(|at| (at / size, at % size)), Vec::new())
}

#[test]
fn runs_taken_down_in_any_order_give_the_same_history() {
    let (mut changed, mut turned) = (run(3, 3.0), run(4, 4.0));
    figure(&mut changed).unit = Unit::Seconds;
    figure(&mut turned).unit = Unit::Seconds;
    figure(&mut turned).direction = Direction::HigherIsBetter;
    let mut twice = run(6, 6.0);
    let Payload::Benchmark(benchmark) = &mut twice.payload else { panic!("a benchmark") };
    benchmark.figures.push(Figure { value: 6.5, ..benchmark.figures[0].clone() });
    let more = [run(2, 2.0), run(1, 1.0), run(5, 5.0), changed, turned, twice];
    let all = samples::all().into_iter().chain(more).enumerate();
    let mut runs: Vec<(SnapshotId, Snapshot)> = all.map(|(n, s)| (id(&format!("run-{n}")), s)).collect();
    runs.push(runs[2].clone());
    for size in 1..=runs.len() {
        runs.rotate_left(3);
        let pairs = runs.iter().map(|(id, snapshot)| (id.clone(), snapshot));
        assert_eq!(gathered(&runs, size), History::from_snapshots(pairs, Vec::new()), "sheets of {size}");
    }
}

proptest! {
    #[test]
    fn whatever_is_taken_down_gives_the_same_history(all in vec(arbitrary::snapshot(), 1..8), size in 1..4usize) {
        let runs: Vec<_> = all.into_iter().enumerate().map(|(n, s)| (id(&format!("run-{n}")), s)).collect();
        let pairs = runs.iter().map(|(id, snapshot)| (id.clone(), snapshot));
        prop_assert_eq!(gathered(&runs, size), History::from_snapshots(pairs, Vec::new()));
    }
}

#[test]
fn a_page_opens_what_it_asks_for_and_keeps_no_glance() {
    let shelf: Vec<_> =
        samples::all().into_iter().enumerate().map(|(n, s)| (id(&format!("run-{n}")), s)).collect();
    let held: Snapshots<'_> = shelf.iter().map(|(id, snapshot)| (id, snapshot)).collect();
    let opened = Snapshots::on(&shelf);
    for snapshots in [&held, &opened] {
        for (id, snapshot) in &shelf {
            assert!(snapshots.has(id));
            assert_eq!(snapshots.glance(id, Snapshot::kind), Some(snapshot.kind()));
            assert_eq!(snapshots.get(id), Some(snapshot));
            assert_eq!(snapshots.glance(id, Clone::clone).as_ref(), Some(snapshot));
            assert_eq!(snapshots.take(id).as_deref(), Some(snapshot));
        }
        let other = id("other");
        assert!(
            !snapshots.has(&other) && snapshots.get(&other).is_none() && snapshots.take(&other).is_none()
        );
        assert_eq!(snapshots.glance(&other, Snapshot::kind), None);
    }
}
