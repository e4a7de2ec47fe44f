//! The level of a figure over a time: the median of its runs; of a percentile of response times the percentile of all
//! runs' histograms put together, since percentiles are never averaged.

use super::{Facts, between};
use crate::baseline::median;
use crate::merged::Merged;
use quarterdeck_model::payload::{Load, Payload};
use quarterdeck_model::{Kind, Point, Series, Timestamp};

/// What the runs of a time gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// The last figure.
    pub last: f64,
    /// The level over the time: one bad run does not make a bad week.
    pub level: f64,
    /// Whether the level is a percentile of merged histograms; else it is the median of the runs' figures.
    pub merged: bool,
    /// How many runs.
    pub runs: usize,
}

/// Metrics that are percentiles of response times, with their share.
const PERCENTILES: [(&str, f64); 3] = [
    ("benchmark.latency_p50_ms", 0.5),
    ("benchmark.latency_p95_ms", 0.95),
    ("benchmark.latency_p99_ms", 0.99),
];

/// The figures of `series` from one instant to another, both included; `None` when no run gave one.
pub fn figures(facts: &Facts<'_>, series: &Series, (from, until): (Timestamp, Timestamp)) -> Option<Figures> {
    let points = between(facts.history, series, (from, until));
    let last = points.last()?.value;
    let merged = merged(facts, series, points);
    let level = merged.or_else(|| median(points.iter().map(|p| p.value).collect()))?;
    Some(Figures { last, level, merged: merged.is_some(), runs: points.len() })
}

/// The percentile of all runs together; `None` for any other metric, and when a run kept no histogram.
fn merged(facts: &Facts<'_>, series: &Series, points: &[Point]) -> Option<f64> {
    let (_, share) = PERCENTILES.iter().find(|(id, _)| series.key.metric.as_str() == *id)?;
    if series.kind != Kind::Benchmark {
        return None;
    }
    let name = series.key.labels.get("load").unwrap_or_default();
    let load = |point: &Point| -> Option<&Load> {
        let run = facts.history.run(*point)?;
        let Payload::Benchmark(benchmark) = &(facts.snapshot)(run)?.payload else { return None };
        benchmark.loads.iter().find(|load| load.name == name)
    };
    let loads: Vec<&Load> = points.iter().filter_map(load).collect();
    let all = Merged::of(loads.iter().copied())?;
    // A percentile of some of the runs would not be that of the period.
    (all.runs == points.len()).then(|| all.percentile_ms(*share))?
}
