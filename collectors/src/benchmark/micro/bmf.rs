//! Bencher Metric Format: benchmarks, each with measures, each with a value. Unit and better way are those of Bencher's
//! own measures; any other measure is neutral.

use super::report::{Report, plain};
use super::units::{self, Measure};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Benchmark, Estimate, Spread};
use quarterdeck_model::{Direction, Unit};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Value {
    value: f64,
    #[serde(default)]
    lower_value: Option<f64>,
    #[serde(default)]
    upper_value: Option<f64>,
}

/// Two names, then a value or one of its bounds.
static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^\s*\{\s*"[^"]*"\s*:\s*\{\s*"[^"]*"\s*:\s*\{\s*"(value|lower_value|upper_value)"\s*:"#).ok()
});

/// Whether it begins as that format does; nothing in it names it.
pub(crate) fn sniff(head: &str) -> bool {
    SHAPE.as_ref().is_some_and(|shape| shape.is_match(head))
}

/// Reads the measures.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let all: BTreeMap<String, BTreeMap<String, Value>> = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    for (name, measures) in &all {
        for (measure, value) in measures {
            let spread = value.spread();
            if spread.is_none() && value.lower_value.is_some() {
                report.notes.note(format!(
                    "bounds of {measure} of {name} are not around its value and were left out"
                ));
            }
            report.measured(name, &known(measure), Estimate { spread, ..plain(value.value, "reported") });
        }
    }
    Ok(report.finish("bencher"))
}

impl Value {
    /// Bounds that are not around the value are something else: Bencher's own sample has deviations there.
    fn spread(&self) -> Option<Spread> {
        let (lower, upper) = self.lower_value.zip(self.upper_value)?;
        (lower <= self.value && self.value <= upper).then_some(Spread { lower, upper, confidence: None })
    }
}

fn known(name: &str) -> Measure {
    match units::slug(name).as_str() {
        "latency" => units::time(Unit::Nanoseconds),
        "throughput" => units::measure("ops/s"),
        "build_time" => units::time(Unit::Seconds).called(name),
        "file_size" | "memory" => units::measure("B").called(name),
        "accuracy" => units::measure("%").called(name).directed(Direction::HigherIsBetter),
        "instructions" | "estimated_cycles" => {
            units::measure("").called(name).directed(Direction::LowerIsBetter)
        }
        _ => units::measure("").called(name),
    }
}
