//! `oha --output-format json`, after the schema in <https://github.com/hatoo/oha>.
//!
//! Times are seconds. oha's success rate counts every answer as a success, whatever its status, and leaves out the
//! requests that the deadline cut off; here an answer of 400 and above is a failure, and what the deadline cut off never
//! ended. Latencies are those of all answers unless `--stats-success-breakdown` tells good ones apart. They count from
//! the sending; from the planned moment with `-q` and `--latency-correction`, which the report does not say.

use super::{Run, Told, endpoint};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::Benchmark;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    summary: Summary,
    /// A percentile of no request is null.
    latency_percentiles: BTreeMap<String, Option<f64>>,
    #[serde(default, alias = "latencyPercentileSuccessful")]
    latency_percentiles_successful: Option<BTreeMap<String, Option<f64>>>,
    status_code_distribution: BTreeMap<String, u64>,
    #[serde(default)]
    error_distribution: BTreeMap<String, u64>,
    #[serde(default)]
    url: Option<String>,
}

#[derive(Deserialize)]
struct Summary {
    total: f64,
}

const QUANTILES: [(&str, f64); 4] = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)];
/// What oha writes of requests under way when the time was up.
const DEADLINE: &str = "aborted due to deadline";

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let keys = ["\"summary\"", "\"successRate\"", "\"requestsPerSec\""];
    let its_schema = text.contains("\"$schema\"");
    text.trim_start().starts_with('{') && keys.iter().all(|key| text.contains(key)) && !its_schema
}

/// Reads one report.
///
/// # Errors
/// When it is not JSON, or not of this shape.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let sum = |counts: &mut dyn Iterator<Item = &u64>| counts.fold(0_u64, |sum, n| sum.saturating_add(*n));
    let answered = sum(&mut report.status_code_distribution.values());
    let good = |code: &str| code.parse().is_ok_and(|code: u16| (100..400).contains(&code));
    let bad = report.status_code_distribution.iter().filter(|(code, _)| !good(code));
    let bad = sum(&mut bad.map(|(_, n)| n));
    let errors = report.error_distribution.iter().filter(|(error, _)| !error.contains(DEADLINE));
    let unanswered = sum(&mut errors.map(|(_, n)| n));
    if let Some(n) = report.error_distribution.iter().find(|(e, _)| e.contains(DEADLINE)).map(|(_, n)| n) {
        notes.note(format!("{n} requests were under way when the time was up, and count neither way"));
    }
    let (percentiles, apart) = match &report.latency_percentiles_successful {
        Some(good) => (good, true),
        None => (&report.latency_percentiles, false),
    };
    let latency = |(key, q): (&str, f64)| Some((q, (*percentiles.get(key)?)? * 1000.0));
    let run = Run {
        name: report.url.as_deref().map(endpoint).unwrap_or_default(),
        seconds: Some(report.summary.total),
        requests: answered.saturating_add(unanswered),
        failed: bad.saturating_add(unanswered),
        unanswered,
        samples: if apart { answered.saturating_sub(bad) } else { answered },
        latencies: QUANTILES.into_iter().filter_map(latency).collect(),
        failed_among: bad > 0 && !apart,
        ..Run::default()
    };
    Ok(run.parsed(Told { tool: "oha", version: None, at: None }, notes))
}
