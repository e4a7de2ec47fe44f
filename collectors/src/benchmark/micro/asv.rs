//! One result of airspeed velocity: the benchmarks of one commit in one environment.
//!
//! A result is a list over the product of its parameters. `null` failed, NaN was skipped. What is measured follows from
//! how asv lets one name a benchmark: `time_`, `mem_`, `peakmem_`, `track_`.

use super::report::{Report, plain};
use super::units::{self, Measure};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Benchmark, Estimate, Spread};
use quarterdeck_model::{Timestamp, Unit};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A file of the folder `results/<machine>`.
#[derive(Deserialize)]
pub(crate) struct Results {
    pub(crate) commit_hash: String,
    #[serde(default)]
    pub(crate) env_name: String,
    /// Of the commit, in milliseconds since 1970.
    pub(crate) date: i64,
    #[serde(default)]
    result_columns: Vec<String>,
    results: BTreeMap<String, Value>,
}

/// Whether it is such a file.
pub(crate) fn sniff(head: &str) -> bool {
    let fields = ["\"commit_hash\"", "\"env_name\"", "\"results\""];
    head.trim_start().starts_with('{')
        && (fields.iter().all(|field| head.contains(field)) || head.contains("\"result_columns\""))
}

/// Reads the file.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    parse_with_origin(input).map(|(parsed, _)| parsed)
}

/// The same, with what it says of its commit. Its time is the commit's: asv measures old commits long after.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_with_origin(input: &Input) -> Result<(Parsed<Benchmark>, Results), CollectError> {
    let (text, notes) = input.noted();
    let results: Results = json::read(&input.name, &json::without_nan(&text))?;
    let mut report = Report::new(notes);
    report.taken_at = Timestamp::from_millis(results.date);
    for (name, value) in &results.results {
        results.tell(name, value, &mut report);
    }
    Ok((report.finish("asv"), results))
}

impl Results {
    fn tell(&self, name: &str, value: &Value, report: &mut Report) {
        let column = |name: &str| match value {
            Value::Array(columns) => {
                columns.get(self.result_columns.iter().position(|column| column == name)?)
            }
            Value::Object(fields) => fields.get(name),
            plain => Some(plain).filter(|_| name == "result"),
        };
        let values = match column("result") {
            Some(Value::Array(values)) => values.clone(),
            Some(Value::Null) | None => return report.failed(&format!("{name} failed")),
            Some(single) => vec![single.clone()],
        };
        let names = names(name, column("params"));
        let bound = |name: &str, at: usize| column(name)?.as_array()?.get(at)?.as_f64();
        let measure = measure(name);
        for (at, value) in values.iter().enumerate() {
            let name = names.get(at).map_or(name, String::as_str);
            let Some(value) = value.as_f64() else {
                // Text stands for NaN: asv was told to skip it.
                if value.is_null() {
                    report.failed(&format!("{name} failed"));
                }
                continue;
            };
            let bounds = bound("stats_ci_99_a", at).zip(bound("stats_ci_99_b", at));
            let spread = bounds.map(|(lower, upper)| Spread { lower, upper, confidence: Some(0.99) });
            let estimator = if measure.name == "time" { "median" } else { "reported" };
            report.measured(name, &measure, Estimate { spread, ..plain(value, estimator) });
        }
    }
}

/// The benchmark with each of its parameters, in asv's order: the last parameter runs fastest.
fn names(name: &str, params: Option<&Value>) -> Vec<String> {
    let lists: Vec<&Vec<Value>> =
        params.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_array).collect();
    let mut names: Vec<String> = vec![String::new()];
    for list in lists.into_iter().take(10) {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let with = |before: &String, value: &Value| {
            if before.is_empty() { text(value) } else { format!("{before}, {}", text(value)) }
        };
        names = names
            .iter()
            .flat_map(|before| list.iter().map(move |value| with(before, value)))
            .take(100_000)
            .collect();
    }
    let full =
        |params: &String| if params.is_empty() { name.to_owned() } else { format!("{name}({params})") };
    names.iter().map(full).collect()
}

fn measure(name: &str) -> Measure {
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    match last.split('_').next().unwrap_or_default() {
        "time" | "timeraw" => units::time(Unit::Seconds),
        "mem" => units::measure("B"),
        "peakmem" => units::measure("B").called("peak_memory"),
        _ => units::measure(""),
    }
}
