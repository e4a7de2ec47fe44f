//! Two states of the project side by side.

use crate::baseline::{Deviation, at_instant};
use quarterdeck_model::{Direction, History, Run, Series, Timestamp};

/// How a series changed from A to B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Worse by its direction.
    Worse,
    /// Better by its direction.
    Better,
    /// Another value, of a metric without direction.
    Other,
    /// The same value.
    Same,
    /// Not known in B.
    OnlyBefore,
    /// Not known in A.
    OnlyAfter,
}

/// One series.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Index of the series.
    pub series: usize,
    /// In A.
    pub before: Option<f64>,
    /// In B.
    pub after: Option<f64>,
    /// From A to B, where both are known.
    pub deviation: Option<Deviation>,
    /// In a word.
    pub change: Change,
}

/// A comparison with its warnings: what makes it one of apples with pears.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// Series known in A or B.
    pub rows: Vec<Row>,
    /// Warnings, each one sentence.
    pub warnings: Vec<String>,
}

/// Compares two runs: only series that either of them gave.
pub fn runs(history: &History, a: u32, b: u32) -> Comparison {
    let at = |series: &Series, run: u32| {
        series.points.binary_search_by_key(&run, |p| p.run).ok().map(|index| series.points[index].value)
    };
    let rows = rows(history, |series| (at(series, a), at(series, b)));
    let pair = history.runs.get(a as usize).zip(history.runs.get(b as usize));
    Comparison { rows, warnings: pair.map(|(a, b)| warnings(a, b)).unwrap_or_default() }
}

/// Compares what held at two instants; a value older than `most_ms` at its instant does not count.
pub fn instants(history: &History, a: Timestamp, b: Timestamp, most_ms: i64) -> Comparison {
    let at = |series: &Series, instant| at_instant(history, series, instant, most_ms).map(|b| b.value);
    Comparison { rows: rows(history, |series| (at(series, a), at(series, b))), warnings: Vec::new() }
}

fn rows(history: &History, values: impl Fn(&Series) -> (Option<f64>, Option<f64>)) -> Vec<Row> {
    let series = history.series.iter().enumerate();
    series.filter_map(|(index, series)| row(index, series.direction, values(series))).collect()
}

fn row(series: usize, direction: Direction, values: (Option<f64>, Option<f64>)) -> Option<Row> {
    let (before, after) = values;
    let deviation = before.zip(after).map(|(before, after)| Deviation::of(after, before, direction));
    let change = match (before, after, deviation) {
        (None, None, _) => return None,
        (Some(_), None, _) => Change::OnlyBefore,
        (None, Some(_), _) => Change::OnlyAfter,
        (_, _, Some(d)) if d.delta == 0.0 => Change::Same,
        (_, _, Some(_)) if direction == Direction::Neutral => Change::Other,
        (_, _, Some(d)) if d.is_worse(direction) => Change::Worse,
        _ => Change::Better,
    };
    Some(Row { series, before, after, deviation, change })
}

/// What to know before believing a comparison of two runs.
fn warnings(a: &Run, b: &Run) -> Vec<String> {
    let host = |run: &Run| run.labels.get("host").unwrap_or("unknown").to_owned();
    let tool =
        |run: &Run| format!("{} {}", run.tool, run.tool_version.as_deref().unwrap_or("")).trim().to_owned();
    let mut out = Vec::new();
    if a.kind != b.kind || a.job != b.job {
        out.push(format!("different jobs: {} {} and {} {}", a.kind, a.job, b.kind, b.job));
    }
    if a.commit.is_some() && a.commit == b.commit {
        out.push("both are of the same commit".to_owned());
    }
    if a.commit.is_none() || b.commit.is_none() {
        out.push("the commit of at least one is not known".to_owned());
    }
    if host(a) != host(b) {
        out.push(format!("different hosts: {} and {}", host(a), host(b)));
    }
    if tool(a) != tool(b) {
        out.push(format!("different tools: {} and {}", tool(a), tool(b)));
    }
    if a.format != b.format {
        out.push(format!("different formats: {} and {}", a.format, b.format));
    }
    if a.simulated != b.simulated {
        out.push("one of them is simulated".to_owned());
    }
    out
}
