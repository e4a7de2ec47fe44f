//! The shapes that a summary's metrics come in.

use super::{Metric, Report, Type};
use crate::notes::Notes;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A metric of the summaries with metrics by name: values in an object of their own (`handleSummary`), or among the
/// thresholds (`--summary-export`).
#[derive(Deserialize)]
pub(super) struct Old {
    #[serde(default, rename = "type")]
    of: Option<String>,
    #[serde(default)]
    contains: Option<String>,
    #[serde(default)]
    values: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    thresholds: Option<BTreeMap<String, Value>>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

/// The results of the structured summary.
#[derive(Deserialize)]
pub(super) struct Structured {
    metrics: Vec<Listed>,
    #[serde(default)]
    thresholds: Option<Value>,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
    #[serde(rename = "type")]
    of: String,
    #[serde(default)]
    contains: Option<String>,
    values: BTreeMap<String, Value>,
    #[serde(default)]
    thresholds: Option<Value>,
}

/// Metrics by name.
pub(super) fn named(metrics: BTreeMap<String, Old>, report: &mut Report, notes: &mut Notes) {
    for (name, old) in metrics {
        // In the older shape a threshold says whether it failed, in the newer one whether it is ok.
        for (expression, state) in old.thresholds.iter().flatten() {
            let held = state.as_bool().map(|failed| !failed).or_else(|| state.get("ok")?.as_bool());
            threshold(report, notes, format!("{name} {expression}"), held);
        }
        let values = numbers(old.values.as_ref().unwrap_or(&old.rest));
        let of = old.of.as_deref().and_then(named_type).or_else(|| guessed(&values));
        add(report, notes, name, of.map(|of| Metric { of, contains: old.contains, values }));
    }
}

/// Metrics as a list.
pub(super) fn listed(results: Structured, report: &mut Report, notes: &mut Notes) {
    let apart = results.thresholds.iter().flat_map(thresholds).collect::<Vec<_>>();
    for (name, held) in apart {
        threshold(report, notes, name, held);
    }
    for metric in results.metrics {
        for (expression, held) in metric.thresholds.iter().flat_map(thresholds) {
            threshold(report, notes, format!("{} {expression}", metric.name), held);
        }
        let (of, contains, values) = (named_type(&metric.of), metric.contains, numbers(&metric.values));
        add(report, notes, metric.name, of.map(|of| Metric { of, contains, values }));
    }
}

/// Thresholds as a list of objects, or as an object of objects.
fn thresholds(value: &Value) -> Vec<(String, Option<bool>)> {
    let held = |value: &Value| {
        let said = ["ok", "passed", "pass"].iter().find_map(|key| value.get(*key)?.as_bool());
        said.or_else(|| value.as_bool())
    };
    let name = |value: &Value| {
        let said = ["source", "expression", "name"].iter().find_map(|key| value.get(*key)?.as_str());
        let metric = value.get("metric").and_then(Value::as_str).unwrap_or_default();
        format!("{metric} {}", said.unwrap_or("without a name")).trim().to_owned()
    };
    match value {
        Value::Array(list) => list.iter().map(|one| (name(one), held(one))).collect(),
        Value::Object(map) => map.iter().map(|(name, one)| (name.clone(), held(one))).collect(),
        _ => Vec::new(),
    }
}

fn threshold(report: &mut Report, notes: &mut Notes, name: String, held: Option<bool>) {
    match held {
        Some(held) => report.thresholds.push((name, held)),
        None => notes.warn_all(format!("does not say whether threshold {name} held")),
    }
}

fn add(report: &mut Report, notes: &mut Notes, name: String, metric: Option<Metric>) {
    match metric {
        Some(metric) => {
            report.metrics.insert(name, metric);
        }
        None => notes.warn_all(format!("metric {name} is of no known type, and is left out")),
    }
}

/// The numbers, those of a rate by the same names in every shape.
fn numbers(values: &BTreeMap<String, Value>) -> BTreeMap<String, f64> {
    let mut numbers: BTreeMap<String, f64> =
        values.iter().filter_map(|(key, value)| Some((key.clone(), value.as_f64()?))).collect();
    let get = |numbers: &BTreeMap<String, f64>, key: &str| numbers.get(key).copied();
    let trues = get(&numbers, "passes").or_else(|| get(&numbers, "matches"));
    let falses = get(&numbers, "fails")
        .or_else(|| Some(get(&numbers, "total")? - get(&numbers, "matches")?))
        .filter(|n| *n >= 0.0);
    if let Some((trues, falses)) = trues.zip(falses) {
        numbers.insert("trues".to_owned(), trues);
        numbers.insert("falses".to_owned(), falses);
        if let Some(value) = get(&numbers, "value") {
            numbers.entry("rate".to_owned()).or_insert(value);
        }
    }
    numbers
}

pub(super) fn named_type(name: &str) -> Option<Type> {
    match name {
        "counter" => Some(Type::Counter),
        "gauge" => Some(Type::Gauge),
        "rate" => Some(Type::Rate),
        "trend" => Some(Type::Trend),
        _ => None,
    }
}

/// The type that the values are those of.
fn guessed(values: &BTreeMap<String, f64>) -> Option<Type> {
    let has = |key: &str| values.contains_key(key);
    if has("trues") {
        Some(Type::Rate)
    } else if has("count") {
        Some(Type::Counter)
    } else if has("value") {
        Some(Type::Gauge)
    } else {
        values
            .keys()
            .any(|key| key.starts_with("p(") || ["avg", "med", "max", "min"].contains(&key.as_str()))
            .then_some(Type::Trend)
    }
}
