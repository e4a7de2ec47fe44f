//! JMH's JSON (`-rf json`). In mode `thrpt` more is better, in the others less. Parameters are part of the name.

use super::report::Report;
use super::units::{self, Measure};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Benchmark, Estimate, Spread};
use quarterdeck_model::{Direction, Unit};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    #[serde(default)]
    jmh_version: Option<String>,
    benchmark: String,
    mode: String,
    #[serde(default)]
    params: BTreeMap<String, String>,
    primary_metric: Scored,
    #[serde(default)]
    secondary_metrics: BTreeMap<String, Scored>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scored {
    score: Number,
    #[serde(default)]
    score_confidence: Vec<Number>,
    score_unit: String,
    #[serde(default)]
    raw_data: Vec<Vec<Number>>,
}

/// JMH writes the text `"NaN"` for what cannot be computed.
#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Known(f64),
    Text(String),
}

impl Number {
    fn known(&self) -> Option<f64> {
        match self {
            Number::Known(value) => Some(*value),
            Number::Text(text) => text.parse().ok(),
        }
        .filter(|value| value.is_finite())
    }
}

/// Whether it has scores of that tool.
pub(crate) fn sniff(head: &str) -> bool {
    head.trim_start().starts_with('[') && head.contains("\"benchmark\"") && head.contains("\"mode\"")
}

/// Reads the scores.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let runs: Vec<Run> = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    report.tool_version = runs.first().and_then(|run| run.jmh_version.clone());
    for run in &runs {
        let name = run.name();
        let better = match run.mode.as_str() {
            "thrpt" => Direction::HigherIsBetter,
            _ => Direction::LowerIsBetter,
        };
        score(&mut report, &name, &run.primary_metric, |unit| primary(unit, &run.mode).directed(better));
        for (metric, scored) in &run.secondary_metrics {
            // Names such as `·gc.alloc.rate.norm` begin with a mark.
            let direction =
                if metric.contains("gc.") { Direction::LowerIsBetter } else { Direction::Neutral };
            let measure = |unit: &str| units::measure(unit).called(metric).directed(direction);
            score(&mut report, &name, scored, measure);
        }
    }
    Ok(report.finish("jmh"))
}

impl Run {
    fn name(&self) -> String {
        let pairs: Vec<String> = self.params.iter().map(|(key, value)| format!("{key}={value}")).collect();
        if pairs.is_empty() {
            self.benchmark.clone()
        } else {
            format!("{} [{}]", self.benchmark, pairs.join(", "))
        }
    }
}

/// `ops/ms` is a rate of another second than `ops/s`.
fn primary(unit: &str, mode: &str) -> Measure {
    let rate = |factor| Measure { factor, unit: Unit::PerSecond, ..units::measure("ops/s") };
    match (unit, mode) {
        ("ops/s", _) => rate(1.0),
        ("ops/ms", _) => rate(1e3),
        ("ops/us", _) => rate(1e6),
        ("ops/ns", _) => rate(1e9),
        ("ops/min", _) => rate(1.0 / 60.0),
        (unit, "sample") => units::measure(unit).called("sampled time"),
        (unit, "ss") => units::measure(unit).called("single shot time"),
        (unit, _) => units::measure(unit),
    }
}

fn score(report: &mut Report, name: &str, scored: &Scored, measure: impl Fn(&str) -> Measure) {
    let Some(value) = scored.score.known() else {
        return report.failed(&format!("{name} has a score that is no number"));
    };
    let bounds = match scored.score_confidence.as_slice() {
        [lower, upper] => lower.known().zip(upper.known()),
        _ => None,
    };
    let spread = bounds.map(|(lower, upper)| Spread { lower, upper, confidence: Some(0.999) });
    let samples = Some(scored.raw_data.iter().map(Vec::len).sum::<usize>() as u64).filter(|n| *n > 0);
    let estimate = Estimate { value, estimator: "mean".to_owned(), spread, samples };
    report.measured(name, &measure(&scored.score_unit), estimate);
}
