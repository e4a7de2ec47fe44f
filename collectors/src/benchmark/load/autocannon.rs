//! `autocannon --json`, after the result object in <https://github.com/mcollina/autocannon>.
//!
//! Latencies are whole milliseconds, of all answers, from the sending: a closed loop that a stalled server stalls too,
//! unless `--rate` was asked for. A latency of 0 was somewhere under 1 ms, which is not a figure. `errors` are requests
//! without an answer, timeouts among them. `requests.average` is a mean of seconds, not of the run, and is not used.

use super::{Run, Told, endpoint};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Timestamp, plural};
use serde::Deserialize;

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
    requests: Requests,
    latency: Latency,
    errors: u64,
    #[serde(default)]
    mismatches: u64,
    duration: f64,
    #[serde(default)]
    start: Option<String>,
    non2xx: u64,
    #[serde(default, rename = "4xx")]
    refused: Option<u64>,
    #[serde(default, rename = "5xx")]
    broken: Option<u64>,
    #[serde(default)]
    resets: u64,
}

#[derive(Deserialize)]
struct Requests {
    total: u64,
}

#[derive(Deserialize)]
struct Latency {
    p50: Option<f64>,
    p90: Option<f64>,
    p99: Option<f64>,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let keys = ["\"latency\"", "\"p97_5\"", "\"non2xx\"", "\"requests\""];
    text.trim_start().starts_with('{') && keys.iter().all(|key| text.contains(key))
}

/// Reads one result.
///
/// # Errors
/// When it is not JSON, or not of this shape.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    if report.resets > 0 {
        notes.note(format!("the server closed {}", plural(report.resets, "connection", "connections")));
    }
    // A redirection is an answer; old versions do not tell it from a refusal.
    let status = report.refused.zip(report.broken).map_or(report.non2xx, |(a, b)| a.saturating_add(b));
    let answered_badly = status.saturating_add(report.mismatches);
    let latency = &report.latency;
    let stated = [(0.5, latency.p50), (0.9, latency.p90), (0.99, latency.p99)];
    let title = report.title.clone().filter(|title| !title.trim().is_empty());
    let run = Run {
        name: title.or_else(|| report.url.as_deref().map(endpoint)).unwrap_or_default(),
        seconds: Some(report.duration),
        requests: report.requests.total.saturating_add(report.errors),
        failed: answered_badly.saturating_add(report.errors),
        unanswered: report.errors,
        samples: report.requests.total,
        latencies: stated
            .into_iter()
            .filter_map(|(q, ms)| Some((q, ms?)))
            .filter(|(_, ms)| *ms > 0.0)
            .collect(),
        failed_among: answered_badly > 0,
        ..Run::default()
    };
    if run.unanswered + answered_badly < run.requests && stated.iter().any(|(_, ms)| *ms == Some(0.0)) {
        notes.note(
            "latencies of 0 ms are left out: it counts whole milliseconds, so they were under 1 ms"
                .to_owned(),
        );
    }
    let at = report.start.as_deref().and_then(Timestamp::parse);
    Ok(run.parsed(Told { tool: "autocannon", version: None, at }, notes))
}
