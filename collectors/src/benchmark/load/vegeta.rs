//! `vegeta report -type=json`, after the `Metrics` of <https://github.com/tsenart/vegeta>.
//!
//! Every time is nanoseconds. vegeta sends at a fixed rate (an open loop) and times each request from its sending; what
//! failed is among the latencies. A request is good with a status of 200–399; status `0` is one without an answer.

use super::{Run, Told};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Benchmark;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Report {
    latencies: BTreeMap<String, f64>,
    requests: u64,
    #[serde(default)]
    duration: f64,
    #[serde(default)]
    wait: f64,
    success: f64,
    status_codes: BTreeMap<String, u64>,
    #[serde(default)]
    earliest: Option<String>,
    #[serde(default)]
    errors: Option<Vec<String>>,
}

/// Keys of the latencies and their quantiles.
const QUANTILES: [(&str, f64); 4] = [("50th", 0.5), ("90th", 0.9), ("95th", 0.95), ("99th", 0.99)];

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let keys = ["\"latencies\"", "\"bytes_in\"", "\"status_codes\"", "\"earliest\""];
    text.trim_start().starts_with('{') && keys.iter().all(|key| text.contains(key))
}

/// Reads one report.
///
/// # Errors
/// When it is not JSON, or not of this shape.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let answered: u64 = report.status_codes.values().fold(0, |sum, n| sum.saturating_add(*n));
    if answered != report.requests {
        notes.note(format!(
            "says {} requests, and has the status of {answered}: the latter count",
            report.requests
        ));
    }
    let failed = report.failed();
    let share = answered.saturating_sub(failed) as f64 / answered.max(1) as f64;
    if (share - report.success).abs() > 1e-6 {
        notes.note(format!("says that {} of all succeeded; by status it is {share}", report.success));
    }
    if let Some(first) = report.errors.iter().flatten().next().filter(|_| failed > 0) {
        notes.note(format!("{failed} of {answered} requests failed; one with: {first}"));
    }
    let latency = |(key, q): (&str, f64)| Some((q, report.latencies.get(key)? / 1e6));
    let run = Run {
        seconds: Some((report.duration + report.wait) / 1e9),
        requests: answered,
        failed,
        samples: answered,
        latencies: QUANTILES.into_iter().filter_map(latency).collect(),
        failed_among: true,
        ..Run::default()
    };
    let at = report.earliest.as_deref().filter(|at| !at.starts_with("0001-"));
    let told = Told { tool: "vegeta", version: None, at: at.and_then(Timestamp::parse) };
    Ok(run.parsed(told, notes))
}

impl Report {
    /// Requests whose status is no success. What is no status is none either.
    fn failed(&self) -> u64 {
        let bad = |code: &str| !code.parse().is_ok_and(|code: u16| (200..400).contains(&code));
        let failed = self.status_codes.iter().filter(|(code, _)| bad(code));
        failed.fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }
}
