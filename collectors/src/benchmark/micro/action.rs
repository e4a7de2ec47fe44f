//! What github-action-benchmark keeps (`data.js`) and reads (`customSmallerIsBetter` and its kin).
//!
//! Both are lists of figures with a unit of free text. Which way is better follows from the unit; where it says nothing,
//! `data.js` knows the tool.

pub(crate) mod custom;
pub(crate) mod data;

use super::report::{Report, plain};
use super::units;
use quarterdeck_model::Direction;
use quarterdeck_model::payload::{Estimate, Spread};
use serde::Deserialize;
use serde_json::Value;

/// One figure.
#[derive(Debug, Deserialize)]
pub(crate) struct Bench {
    name: String,
    /// Some write it as a text.
    value: Value,
    #[serde(default)]
    unit: Option<String>,
    /// `± 20`, `5%`, or words.
    #[serde(default)]
    range: Option<Value>,
}

impl Bench {
    fn tell(&self, report: &mut Report, suite: &str, better: Option<Direction>) {
        let name = if suite.is_empty() { self.name.clone() } else { format!("{suite} / {}", self.name) };
        let Some(value) = number(&self.value) else {
            return report.failed(&format!("{name} has a value that is no number"));
        };
        // Go's further metrics follow a tab.
        let unit = self.unit.as_deref().unwrap_or_default().split('\t').next().unwrap_or_default();
        let measure = units::measure(unit);
        let measure = match better.filter(|_| measure.direction == Direction::Neutral) {
            Some(better) => measure.directed(better),
            None => measure,
        };
        report.measured(&name, &measure, Estimate { spread: self.spread(value), ..plain(value, "reported") });
    }

    fn spread(&self, value: f64) -> Option<Spread> {
        let text = self.range.as_ref()?.as_str()?.trim();
        let text = text.trim_start_matches(['±', '+', '/', '-', ' ']);
        let width = match text.strip_suffix('%') {
            Some(share) => value * share.trim().parse::<f64>().ok()? / 100.0,
            None => text.replace(',', "").parse().ok()?,
        };
        let width = width.abs();
        width.is_finite().then_some(Spread { lower: value - width, upper: value + width, confidence: None })
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
    .filter(|number| number.is_finite())
}
