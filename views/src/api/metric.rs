//! The values of one metric.

use quarterdeck_model::{History, Run, Series};
use serde::Serialize;
use std::collections::BTreeMap;

/// `api/v1/metrics/<metric>.json`: every value, a column each, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MetricFile<'a> {
    /// The full commit of each run; `null` where it is not known.
    pub commit: Vec<Option<&'a str>>,
    /// `higher is better`, `lower is better`, or neither.
    pub direction: &'static str,
    /// The job: figures are compared only within one.
    pub job: &'a str,
    /// What kind of run gives it: `tests`, `coverage`…
    pub kind: &'static str,
    /// What tells it from other figures of its metric and job.
    pub labels: BTreeMap<&'a str, &'a str>,
    /// Which figure, such as `coverage.line_percent`.
    pub metric: &'a str,
    /// The run that gave each value, as the archive names it.
    pub snapshot: Vec<&'a str>,
    /// When each run was made, RFC 3339.
    pub time: Vec<String>,
    /// The unit of the values: `count`, `percent`, `ms`…
    pub unit: &'a str,
    /// The values. A run that did not give the figure is not among them.
    pub value: Vec<f64>,
}

impl<'a> MetricFile<'a> {
    /// Of one series of `history`.
    pub fn of(history: &'a History, series: &'a Series) -> Self {
        let rows: Vec<(&'a Run, f64)> =
            series.points.iter().filter_map(|p| Some((history.run(*p)?, p.value))).collect();
        Self {
            commit: rows.iter().map(|(run, _)| run.commit.as_deref()).collect(),
            direction: series.direction.words(),
            job: &series.key.job,
            kind: series.kind.as_str(),
            labels: series.key.labels.iter().collect(),
            metric: series.key.metric.as_str(),
            snapshot: rows.iter().map(|(run, _)| run.id.as_str()).collect(),
            time: rows.iter().map(|(run, _)| run.taken_at.to_string()).collect(),
            unit: series.unit.as_str(),
            value: rows.iter().map(|(_, value)| *value).collect(),
        }
    }
}
