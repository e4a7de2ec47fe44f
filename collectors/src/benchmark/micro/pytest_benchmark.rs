//! pytest-benchmark's JSON (`--benchmark-json`). All its times are seconds.

use super::report::Report;
use super::units;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Benchmark, Estimate, Spread};
use quarterdeck_model::{Timestamp, Unit};
use serde::Deserialize;

#[derive(Deserialize)]
struct Run {
    benchmarks: Vec<Timed>,
    #[serde(default)]
    datetime: Option<String>,
    #[serde(default)]
    version: Option<String>,
}

#[derive(Deserialize)]
struct Timed {
    fullname: String,
    /// Older versions write an empty object for a benchmark that broke.
    #[serde(default)]
    stats: Stats,
}

#[derive(Deserialize, Default)]
struct Stats {
    #[serde(default)]
    mean: Option<f64>,
    #[serde(default)]
    min: Option<f64>,
    #[serde(default)]
    max: Option<f64>,
    #[serde(default)]
    rounds: Option<u64>,
}

/// Whether it has the machine and the benchmarks of that tool.
pub(crate) fn sniff(head: &str) -> bool {
    head.trim_start().starts_with('{') && head.contains("\"machine_info\"") && !head.contains("\"results\"")
}

/// Reads the benchmarks.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let run: Run = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    // Older versions write the time of UTC without saying so.
    report.taken_at =
        run.datetime.and_then(|at| Timestamp::parse(&at).or_else(|| Timestamp::parse(&(at + "Z"))));
    report.tool_version = run.version;
    for Timed { fullname, stats } in &run.benchmarks {
        let Some(value) = stats.mean.filter(|mean| *mean >= 0.0) else {
            report.failed(&format!("{fullname} has no mean time"));
            continue;
        };
        let spread = stats.min.zip(stats.max).map(|(lower, upper)| Spread { lower, upper, confidence: None });
        let estimate = Estimate { value, estimator: "mean".to_owned(), spread, samples: stats.rounds };
        report.measured(fullname, &units::time(Unit::Seconds), estimate);
    }
    Ok(report.finish("pytest-benchmark"))
}
