//! Lines of `cargo criterion --message-format json`. `typical` is the slope where there is one, else the mean.

use super::report::Report;
use super::units;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Benchmark, Estimate, Spread, Throughput};
use serde::Deserialize;
use serde_json::Value;

/// The level of cargo-criterion's intervals, which its messages do not repeat.
const CONFIDENCE: f64 = 0.95;

#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    typical: Option<Estimated>,
    #[serde(default)]
    slope: Option<Value>,
    #[serde(default)]
    measured_values: Vec<f64>,
    #[serde(default)]
    throughput: Vec<Work>,
}

#[derive(Deserialize)]
struct Estimated {
    estimate: f64,
    lower_bound: f64,
    upper_bound: f64,
    unit: String,
}

#[derive(Deserialize)]
struct Work {
    per_iteration: f64,
    unit: String,
}

/// Whether a line is one of its messages.
pub(crate) fn sniff(head: &str) -> bool {
    head.contains("\"reason\":\"benchmark-complete\"") || head.contains("\"reason\":\"group-complete\"")
}

/// A list of messages: what is cut off after a group cannot be told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    json::ends_with_a_record(text)
}

/// Reads the messages.
///
/// # Errors
/// When no line is one.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let mut report = Report::new(notes);
    let mut messages = 0;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| line.starts_with('{')) {
        match serde_json::from_str::<Message>(line) {
            Ok(message) => {
                messages += u32::from(message.reason.ends_with("-complete"));
                message.tell(&mut report);
            }
            Err(error) => {
                let why = json::plain(&error);
                report.notes.warn(number, format!("is no whole message and was left out: {why}"));
            }
        }
    }
    if messages == 0 {
        return Err(CollectError::new(
            &input.name,
            "holds no message of cargo-criterion; expected lines with \"reason\":\"benchmark-complete\"",
        )
        .hint("keep what `cargo criterion --message-format json` writes on standard output"));
    }
    Ok(report.finish("cargo-criterion"))
}

impl Message {
    fn tell(self, report: &mut Report) {
        if self.reason != "benchmark-complete" {
            return;
        }
        let name = self.id.unwrap_or_default();
        let Some(typical) = self.typical else {
            return report.failed(&format!("{name} has no typical time"));
        };
        let (lower, upper) = (typical.lower_bound, typical.upper_bound);
        let estimate = Estimate {
            value: typical.estimate,
            estimator: if self.slope.is_some_and(|slope| !slope.is_null()) { "slope" } else { "mean" }
                .to_owned(),
            spread: Some(Spread { lower, upper, confidence: Some(CONFIDENCE) }),
            samples: Some(self.measured_values.len() as u64).filter(|n| *n > 0),
        };
        report.measured(&name, &units::measure(&typical.unit), estimate);
        if let Some(work) = self.throughput.into_iter().next() {
            report.works(Throughput { amount: work.per_iteration, of: work.unit });
        }
    }
}
