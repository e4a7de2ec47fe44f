//! Rows: a figure of a run, a run without figures, or what a run let analysis say.

use super::partition::Partition;
use quarterdeck_model::{History, Run, Series, Unit};
use std::collections::BTreeMap;

/// What analysis said of the project after a run: a score, say. Its kind is `verdict`.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Index into [`History::runs`]: the run after which it held.
    pub run: u32,
    /// What was said: `score.low`.
    pub metric: &'static str,
    /// What it is about, where a metric has several: a metric, a severity.
    pub about: Option<String>,
    /// The figure; `None` when it is not known.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: Unit,
    /// Why it is not known.
    pub reason: Option<String>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(super) run: &'a Run,
    pub(super) said: Said<'a>,
}

/// What the row says of its run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said<'a> {
    /// A figure.
    Figure(&'a Series, f64),
    /// That it gave none: it failed, looked at nothing, or does not hold.
    Nothing,
    /// What analysis made of it.
    Verdict(&'a Verdict),
}

/// The kind of rows that analysis made.
pub(super) const VERDICT: &str = "verdict";

/// All rows by the partition that they belong to: in order of time and id of the run, then of the figure's series.
pub(super) fn partitions<'a>(
    history: &'a History,
    verdicts: &'a [Verdict],
) -> BTreeMap<Partition, Vec<Row<'a>>> {
    let mut partitions: BTreeMap<Partition, Vec<Row<'a>>> = BTreeMap::new();
    let mut put = |row: Row<'a>| partitions.entry(Partition::of(&row)).or_default().push(row);
    let mut figures = figures(history).into_iter().peekable();
    for (index, run) in (0u32..).zip(&history.runs) {
        let mut given = false;
        while let Some((_, series, value)) = figures.next_if(|(of, ..)| *of == index) {
            given = true;
            if let Some(series) = history.series.get(series) {
                put(Row { run, said: Said::Figure(series, value) });
            }
        }
        if !given {
            put(Row { run, said: Said::Nothing });
        }
    }
    let mut sorted: Vec<&Verdict> = verdicts.iter().collect();
    sorted.sort_by(|a, b| (a.run, a.metric, &a.about).cmp(&(b.run, b.metric, &b.about)));
    for verdict in sorted {
        if let Some(run) = history.runs.get(verdict.run as usize) {
            put(Row { run, said: Said::Verdict(verdict) });
        }
    }
    partitions
}

/// Run, series and value of every point, run by run.
fn figures(history: &History) -> Vec<(u32, usize, f64)> {
    let of = |(index, series): (usize, &'_ Series)| {
        series.points.iter().map(move |p| (p.run, index, p.value)).collect::<Vec<_>>()
    };
    let mut all: Vec<(u32, usize, f64)> = history.series.iter().enumerate().flat_map(of).collect();
    all.sort_by_key(|(run, series, _)| (*run, *series));
    all
}

impl Row<'_> {
    /// The kind of the run, or `verdict`.
    pub(super) fn kind(&self) -> &'static str {
        match self.said {
            Said::Verdict(_) => VERDICT,
            _ => self.run.kind.as_str(),
        }
    }
}
