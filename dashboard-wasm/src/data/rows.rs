//! The rows of the table of runs: which, and in what order.

use crate::state::sort::{Column, Sort};
use quarterdeck_model::{History, Run, Series};
use std::cmp::Ordering;

/// Indices of the runs to list: all without series, else those that gave a figure of one of them.
/// Sorted as asked; runs that are equal in that stay newest first.
pub fn listed(history: &History, series: &[&Series], sort: Sort) -> Vec<u32> {
    let mut rows: Vec<u32> = if series.is_empty() {
        (0..u32::try_from(history.runs.len()).unwrap_or(u32::MAX)).collect()
    } else {
        let mut runs: Vec<u32> = series.iter().flat_map(|s| s.points.iter().map(|p| p.run)).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    rows.reverse();
    if sort.by == Column::Time {
        if !sort.descending {
            rows.reverse();
        }
        return rows;
    }
    rows.sort_by(|a, b| {
        let (x, y) = (key(history, series, *a, sort.by), key(history, series, *b, sort.by));
        compare(&x, &y, sort.descending)
    });
    rows
}

/// The value of one series in one run; `None` where the run did not give it.
pub fn value(series: &Series, run: u32) -> Option<f64> {
    let at = series.points.binary_search_by_key(&run, |point| point.run).ok()?;
    series.points.get(at).map(|point| point.value)
}

/// What rows are compared by.
enum Key<'a> {
    Text(&'a str),
    Number(f64),
    Unknown,
}

fn key<'a>(history: &'a History, series: &[&Series], row: u32, by: Column) -> Key<'a> {
    let Some(run) = history.runs.get(row as usize) else { return Key::Unknown };
    let text = |text: Option<&'a str>| text.map_or(Key::Unknown, Key::Text);
    match by {
        Column::Time => Key::Number(run.taken_at.millis() as f64),
        Column::Kind => Key::Text(run.kind.as_str()),
        Column::Job => Key::Text(&run.job),
        Column::Branch => text(run.branch.as_deref()),
        Column::Commit => text(run.commit.as_deref()),
        Column::State => Key::Text(state(run)),
        Column::Value => {
            let value = series.first().and_then(|series| value(series, row));
            value.map_or(Key::Unknown, Key::Number)
        }
    }
}

fn state(run: &Run) -> &'static str {
    run.state.as_str()
}

/// The unknown comes last in either direction: it is neither large nor small.
fn compare(a: &Key<'_>, b: &Key<'_>, descending: bool) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    match (a, b) {
        (Key::Text(x), Key::Text(y)) => turned(x.cmp(y)),
        (Key::Number(x), Key::Number(y)) => turned(x.total_cmp(y)),
        (Key::Unknown, Key::Unknown) => Ordering::Equal,
        (Key::Unknown, _) => Ordering::Greater,
        (_, Key::Unknown) => Ordering::Less,
        (Key::Text(_), Key::Number(_)) => Ordering::Less,
        (Key::Number(_), Key::Text(_)) => Ordering::Greater,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::history;

    fn sorted(text: &str, metrics: &[&str]) -> Vec<u32> {
        let history = history();
        let series: Vec<&Series> = metrics.iter().flat_map(|m| history.series_of(m)).collect();
        listed(&history, &series, Sort::parse(text))
    }

    #[test]
    fn newest_first_unless_asked_otherwise() {
        assert_eq!(sorted("-time", &[]), (0..44).rev().collect::<Vec<_>>());
        assert_eq!(sorted("time", &[]), (0..44).collect::<Vec<_>>());
    }

    #[test]
    fn with_series_only_their_runs_are_listed() {
        assert!(sorted("-time", &["tests.failed"]).iter().all(|run| run % 2 == 1));
        assert_eq!(sorted("-time", &["tests.failed", "tests.duration_s"]).len(), 22);
        assert_eq!(sorted("-time", &["tests.failed", "coverage.line_percent"]).len(), 44);
    }

    #[test]
    fn equal_rows_stay_newest_first_and_unknown_values_come_last() {
        let rows = sorted("branch", &[]);
        let (feature, main) = rows.split_at(10);
        assert!(feature.iter().all(|run| run % 8 >= 6) && feature.is_sorted_by(|a, b| a > b));
        assert!(main.is_sorted_by(|a, b| a > b));
        for text in ["value", "-value"] {
            let rows = sorted(text, &["coverage.line_percent", "tests.failed"]);
            assert!(rows.iter().take(22).all(|run| run % 2 == 0), "{text}: {rows:?}");
        }
    }

    #[test]
    fn a_run_without_the_figure_has_no_value() {
        let history = history();
        let series = history.series.first().expect("a series");
        assert_eq!(value(series, 0), Some(80.0));
        assert_eq!(value(series, 1), None);
    }
}
