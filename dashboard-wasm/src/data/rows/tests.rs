//! Which rows, in what order.

use super::*;
use crate::data::pace::Straight;
use crate::state::address;
use crate::testing::{self, at_once};

fn selected(source: &Source, hash: &str) -> Selected {
    let choice = address::read(hash);
    let keep = source.columns.filter(&choice).keep;
    let allowed = vec![true; source.history.series.len()];
    at_once(select(source, (&keep, &allowed), &choice, &mut Straight)).expect("wanted")
}

/// The rows in order; with metrics, those of their series.
fn listed(hash: &str, metrics: &[&str]) -> Vec<u32> {
    let (source, choice) = (testing::source(), address::read(hash));
    let series: Vec<&Series> = metrics.iter().flat_map(|m| source.history.series_of(m)).collect();
    let rows = match series.as_slice() {
        [] => selected(&source, hash).rows,
        chosen => of_series(&source.columns.filter(&choice).keep, chosen),
    };
    let order = (series.first().copied(), choice.sort);
    at_once(sorted(&source, rows, order, &mut Straight)).expect("wanted").list
}

#[test]
fn newest_first_unless_asked_otherwise() {
    assert_eq!(listed("", &[]), (0..44).rev().collect::<Vec<_>>());
    assert_eq!(listed("#sort=time", &[]), (0..44).collect::<Vec<_>>());
}

#[test]
fn with_series_only_their_runs_are_listed() {
    assert!(listed("", &["tests.failed"]).iter().all(|run| run % 2 == 1));
    assert_eq!(listed("", &["tests.failed", "tests.duration_s"]).len(), 22);
    assert_eq!(listed("", &["tests.failed", "coverage.line_percent"]).len(), 44);
    assert_eq!(listed("#kind=coverage", &["tests.failed"]), [] as [u32; 0]);
}

#[test]
fn equal_rows_stay_newest_first_and_unknown_values_come_last() {
    let rows = listed("#sort=branch", &[]);
    let (feature, main) = rows.split_at(10);
    assert!(feature.iter().all(|run| run % 8 >= 6) && feature.is_sorted_by(|a, b| a > b));
    assert!(main.is_sorted_by(|a, b| a > b));
    for sort in ["value", "-value"] {
        let rows = listed(&format!("#sort={sort}"), &["coverage.line_percent", "tests.failed"]);
        assert!(rows.iter().take(22).all(|run| run % 2 == 0), "{sort}: {rows:?}");
    }
}

#[test]
fn figures_are_rows_of_their_own_and_sort_by_value() {
    let source = testing::source();
    let rows = listed("#rows=figures&sort=-value", &[]);
    assert_eq!(rows.len(), source.figures.len());
    let values: Vec<f64> =
        rows.iter().filter_map(|row| source.figures.figure(*row)).map(|(_, v)| v).collect();
    assert!(values.is_sorted_by(|a, b| a >= b));
    let names = listed("#rows=figures&sort=metric", &[]);
    let series: Vec<usize> =
        names.iter().filter_map(|row| source.figures.figure(*row)).map(|(s, _)| s).collect();
    assert_eq!(series.first(), Some(&2), "by name: Failed tests, Line coverage, Test duration");
    assert_eq!(series.chunk_by(|a, b| a == b).count(), 3);
}

#[test]
fn words_are_found_in_metrics_and_in_what_runs_are_called() {
    let source = testing::source();
    let all = selected(&source, "#rows=figures");
    assert_eq!(all.rows.list.len(), source.figures.len());
    let lines = selected(&source, "#rows=figures&q=LINE+unit");
    assert_eq!((lines.rows.list.len(), lines.found), (22, vec![true, false, false]));
    let feature = selected(&source, "#q=feature+failed");
    assert_eq!(feature.rows.list, [7, 15, 23, 31, 39]);
    assert_eq!(selected(&source, "#q=0b0b0b").rows.list, [11], "a commit by its beginning");
    assert_eq!(selected(&source, "#q=nowhere").rows.list, [] as [u32; 0]);
}

#[test]
fn a_run_without_figures_is_listed_as_long_as_nothing_asks_for_figures() {
    let mut history = testing::history();
    for series in &mut history.series {
        series.points.retain(|point| point.run != 43);
    }
    let source = testing::source_of(history);
    assert_eq!(selected(&source, "").rows.list.len(), 44);
    assert!(!selected(&source, "#q=main+failed").rows.list.contains(&43));
    let choice = address::read("");
    let keep = vec![true; 44];
    let one =
        at_once(select(&source, (&keep, &[true, false, false]), &choice, &mut Straight)).expect("wanted");
    assert!(!one.rows.list.contains(&43) && one.rows.list.len() == 22);
}

#[test]
fn a_run_without_the_figure_has_no_value() {
    let history = testing::history();
    let series = history.series.first().expect("a series");
    assert_eq!(value(series, 0), Some(80.0));
    assert_eq!(value(series, 1), None);
}
