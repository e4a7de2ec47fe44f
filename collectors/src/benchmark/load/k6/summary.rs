//! The summary of a run, as `--summary-export` or the script's `handleSummary` writes it.

use super::Report;
use super::shapes::{self, Old, Structured};
use crate::benchmark::load::Told;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Benchmark;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether the beginning of a file looks like it: in each shape there are metrics by the names of k6's own.
pub(crate) fn sniff(text: &str) -> bool {
    let own = ["\"http_reqs\"", "\"iteration_duration\"", "\"iterations\"", "\"vus_max\"", "\"root_group\""];
    let line = text.lines().next().unwrap_or_default();
    let points = line.contains("\"metric\"") && line.contains("\"data\"");
    text.trim_start().starts_with('{')
        && (text.contains("\"metrics\"") || text.contains("\"root_group\""))
        && own.iter().any(|own| text.contains(own))
        && !points
}

/// The two shapes with metrics by name, and the newest with a list of them.
#[derive(Deserialize)]
struct Any {
    #[serde(default)]
    metrics: Option<BTreeMap<String, Old>>,
    #[serde(default)]
    results: Option<Structured>,
    #[serde(default)]
    state: Option<State>,
    #[serde(default)]
    config: Option<Config>,
    #[serde(default)]
    metadata: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct State {
    #[serde(default, rename = "testRunDurationMs")]
    milliseconds: Option<f64>,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    duration: Option<f64>,
}

/// Reads one summary.
///
/// # Errors
/// When it is not JSON, or has no metrics.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    let any: Any = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let milliseconds = any.state.and_then(|state| state.milliseconds);
    let seconds = milliseconds.map(|ms| ms / 1000.0).or(any.config.and_then(|config| config.duration));
    let mut report = Report { seconds: seconds.filter(|s| *s > 0.0), ..Report::default() };
    match (any.metrics, any.results) {
        (Some(metrics), _) => shapes::named(metrics, &mut report, &mut notes),
        (None, Some(results)) => shapes::listed(results, &mut report, &mut notes),
        (None, None) => {
            return Err(CollectError::new(&input.name, "has no metrics; expected a summary of k6")
                .hint("write it with --summary-export, or with all of `data` in handleSummary"));
        }
    }
    let about = |keys: [&str; 2]| {
        let metadata = any.metadata.as_ref()?;
        keys.iter().find_map(|key| metadata.get(*key)?.as_str())
    };
    let version = about(["k6Version", "k6_version"]).map(ToOwned::to_owned);
    let at = about(["generatedAt", "generated_at"]).and_then(Timestamp::parse);
    Ok(report.parsed(Told { tool: "k6", version, at }, notes))
}
