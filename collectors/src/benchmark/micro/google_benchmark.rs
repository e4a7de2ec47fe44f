//! Google Benchmark's JSON (`--benchmark_out_format=json`).
//!
//! Of repetitions the median counts; rows that sum up others (mean, stddev, cv, complexity) are no benchmarks. Rates are
//! better higher, other counters say nothing of the better way.

use super::report::{Report, median, plain};
use super::units::{self, Measure};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Direction, Timestamp, Unit};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Run {
    #[serde(default)]
    context: Context,
    benchmarks: Vec<Row>,
}

#[derive(Deserialize, Default)]
struct Context {
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    library_version: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    #[serde(default)]
    run_name: Option<String>,
    #[serde(default)]
    run_type: Option<String>,
    #[serde(default)]
    aggregate_name: Option<String>,
    #[serde(default)]
    time_unit: Option<String>,
    #[serde(default)]
    real_time: Option<f64>,
    #[serde(default)]
    cpu_time: Option<f64>,
    #[serde(default)]
    error_occurred: bool,
    #[serde(default)]
    error_message: Option<String>,
    #[serde(default)]
    skipped: Option<Value>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Numbers of a row that are no measurement.
const PLUMBING: [&str; 7] = [
    "family_index",
    "per_family_instance_index",
    "repetitions",
    "repetition_index",
    "threads",
    "iterations",
    "cpu_coefficient",
];

/// Whether it has rows of that tool.
pub(crate) fn sniff(head: &str) -> bool {
    let rows = head.contains("\"real_time\"")
        || head.contains("\"num_cpus\"")
        || head.contains("\"per_family_instance_index\"");
    head.trim_start().starts_with('{') && head.contains("\"benchmarks\"") && rows
}

/// Reads the rows.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let run: Run = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    report.taken_at = run.context.date.as_deref().and_then(Timestamp::parse);
    report.tool_version = run.context.library_version.map(|v| v.trim_start_matches('v').to_owned());
    let mut values: BTreeMap<(&str, String), (Measure, Vec<f64>)> = BTreeMap::new();
    for row in run.benchmarks.iter().filter(|row| row.is_measurement()) {
        let name = row.run_name.as_deref().unwrap_or(&row.name);
        if let Some(why) = row.broken() {
            report.failed(&format!("{name} {why}"));
            continue;
        }
        for (measure, value) in row.measured() {
            let key = (name, measure.name.clone());
            values.entry(key).or_insert((measure, Vec::new())).1.push(value);
        }
    }
    for ((name, _), (measure, values)) in &values {
        let estimate = median(values, "mean").unwrap_or_else(|| plain(f64::NAN, "mean"));
        report.measured(name, measure, estimate);
    }
    Ok(report.finish("google-benchmark"))
}

impl Row {
    /// Old files do not say what a row is: those that sum up are known by their names and fields.
    fn is_measurement(&self) -> bool {
        let sums = ["_mean", "_median", "_stddev", "_cv", "_BigO", "_RMS"]
            .iter()
            .any(|end| self.name.ends_with(end));
        let complexity = self.rest.contains_key("cpu_coefficient") || self.rest.contains_key("rms");
        match self.run_type.as_deref() {
            Some(kind) => kind == "iteration",
            None => self.aggregate_name.is_none() && !sums && !complexity,
        }
    }

    fn broken(&self) -> Option<String> {
        let skipped =
            self.skipped.as_ref().is_some_and(|value| !matches!(value, Value::Bool(false) | Value::Null));
        let said = self.error_message.as_deref().filter(|said| !said.is_empty());
        let said = said.map_or_else(String::new, |said| format!(": {said}"));
        match (self.error_occurred, skipped, self.real_time) {
            (true, ..) => Some(format!("failed{said}")),
            (false, true, _) => Some(format!("was skipped{said}")),
            (false, false, None) => Some("has no time".to_owned()),
            (false, false, Some(_)) => None,
        }
    }

    fn measured(&self) -> Vec<(Measure, f64)> {
        // A row without a unit is of a version that knew nanoseconds only.
        let time = units::measure(self.time_unit.as_deref().unwrap_or("ns"));
        let mut all: Vec<(Measure, f64)> =
            self.real_time.map(|value| (time.clone(), value)).into_iter().collect();
        all.extend(self.cpu_time.map(|value| (time.called("cpu_time"), value)));
        let counters = self.rest.iter().filter(|(name, _)| !PLUMBING.contains(&name.as_str()));
        all.extend(counters.filter_map(|(name, value)| Some((counter(name), value.as_f64()?))));
        all
    }
}

fn counter(name: &str) -> Measure {
    match name {
        "bytes_per_second" => units::measure("B/s"),
        "items_per_second" => units::measure("ops/s"),
        name if name.ends_with("_per_second") => units::measure("ops/s").called(name),
        name => {
            Measure { name: units::slug(name), unit: Unit::Count, direction: Direction::Neutral, factor: 1.0 }
        }
    }
}
