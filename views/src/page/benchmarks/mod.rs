//! Benchmarks: every load with the verdict on its latest run and its percentiles, then everything else that was measured.

mod build;
mod card;
mod course;
mod heat;

pub use build::build;

use super::{Drawings, Fact, Link, MetricRow, Shell};
use crate::chart::Table;
use crate::format::Delta;
use crate::{Figure, Shown, SparkFigure, Status};
use serde::Serialize;

/// `benchmarks.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct BenchmarksPage {
    /// Its frame.
    pub shell: Shell,
    /// `3 loads: 1 invalid, 2 valid. 12 other figures.`
    pub summary: String,
    /// Worst first.
    pub loads: Vec<LoadCard>,
    /// How many loads are not shown; empty for none.
    pub more: String,
    /// Micro-benchmarks and figures that reports state.
    pub entries: Vec<EntryRow>,
    /// How many of them are not shown; empty for none.
    pub entries_more: String,
}

/// One load: runs of one name, job and host.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LoadCard {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub name: Shown,
    /// The job and the host that make it.
    pub detail: Shown,
    /// The verdict on the latest run.
    pub status: Status,
    /// When that was.
    pub note: String,
    /// Its page.
    pub latest: Link,
    /// Why it is invalid, or valid with a reserve.
    pub reasons: Vec<Shown>,
    /// What was asked, achieved and counted in the latest run.
    pub facts: Vec<Fact>,
    /// Percentiles, throughput, error share, capacity.
    pub figures: Vec<LoadFigure>,
    /// The trends of p99 and throughput.
    pub charts: Vec<Figure>,
    /// Percentiles of the last valid run against those of the last month; none without a histogram.
    pub curve: Option<Figure>,
    /// Response times day by day or week by week; none without a histogram.
    pub heat: Option<Figure>,
    /// Percentiles over the response times of many runs; without rows where no run kept a histogram.
    pub windows: Table,
    /// Invalid runs, newest first: they are in no trend.
    pub invalid: Vec<InvalidRow>,
    /// How many of them are not listed; empty for none.
    pub invalid_more: String,
}

/// A figure of a load.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LoadFigure {
    /// Its name, status, value, target.
    pub row: MetricRow,
    /// Median absolute deviation over the valid repeats of that run; `—` where it is not known.
    pub mad: String,
}

/// A run that does not count.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct InvalidRow {
    /// The run.
    pub run: Link,
    /// Why.
    pub reasons: Shown,
}

/// A micro-benchmark, or another figure that is of no load.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct EntryRow {
    /// Its name, status, latest value, trend.
    pub row: MetricRow,
    /// Against the median of the last runs before.
    pub baseline: Delta,
    /// The run that gave it.
    pub run: Link,
}

impl Drawings for BenchmarksPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.loads
            .iter_mut()
            .flat_map(|load| load.charts.iter_mut().chain(&mut load.curve).chain(&mut load.heat))
            .collect()
    }

    fn sparks(&mut self) -> Vec<&mut SparkFigure> {
        self.entries.iter_mut().filter_map(|entry| entry.row.spark.as_mut()).collect()
    }
}
