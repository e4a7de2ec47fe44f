//! hyperfine's `--export-json`. Times are seconds whatever `--time-unit` says: that changes the text output only.

use super::section;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::{Benchmark, Entry, Estimate, Spread};
use quarterdeck_model::{Direction, Section, SectionState, Unit, plural};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Report {
    results: Vec<Outcome>,
}

/// One command. `null` stands for what could not be computed, and in `exit_codes` for a signal.
#[derive(Deserialize)]
struct Outcome {
    command: String,
    #[serde(default)]
    command_name: Option<String>,
    #[serde(default)]
    mean: Option<f64>,
    #[serde(default)]
    min: Option<f64>,
    #[serde(default)]
    max: Option<f64>,
    #[serde(default)]
    times: Option<Vec<f64>>,
    #[serde(default)]
    exit_codes: Vec<Option<i64>>,
    #[serde(default)]
    memory_usage_byte: Option<Vec<f64>>,
    #[serde(default)]
    parameters: BTreeMap<String, serde_json::Value>,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    text.starts_with('{') && text.contains("\"results\"") && text.contains("\"command\"")
}

/// Reads one report.
///
/// # Errors
/// When it is not JSON, or not of this shape.
pub(crate) fn parse(input: &Input, _roots: &[String]) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut unread = Vec::new();
    let mut entries = Vec::new();
    for outcome in &report.results {
        let name = outcome.name();
        match outcome.time(&name) {
            Some(entry) => entries.push(entry),
            None => {
                notes.warn_all(format!("{name:?} has no mean time and is left out"));
                unread.push(format!("{name} has no mean time"));
            }
        }
        entries.extend(outcome.memory(&name));
    }
    super::sort(&mut entries);
    Ok(Parsed {
        section: section(&entries, unread, "hyperfine ran no command"),
        payload: Benchmark { entries, ..Benchmark::default() },
        tool: "hyperfine".to_owned(),
        tool_version: None,
        taken_at: None,
        diagnostics: notes.finish(),
    })
}

impl Outcome {
    /// The command, and the parameters that tell its runs apart.
    fn name(&self) -> String {
        let name = self.command_name.as_ref().unwrap_or(&self.command);
        if self.parameters.is_empty() {
            return name.clone();
        }
        let text = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), ToOwned::to_owned);
        let pairs: Vec<String> = self.parameters.iter().map(|(k, v)| format!("{k}={}", text(v))).collect();
        format!("{name} [{}]", pairs.join(", "))
    }

    fn runs(&self) -> Option<u64> {
        let codes = Some(self.exit_codes.len()).filter(|n| *n > 0);
        self.times.as_ref().map(Vec::len).or(codes).map(|n| n as u64)
    }

    /// Runs that failed make a time that means nothing: a command that breaks at once is fast.
    fn section(&self, name: &str) -> Section {
        let failed: Vec<_> = self.exit_codes.iter().filter(|code| **code != Some(0)).collect();
        let Some(first) = failed.first() else { return Section::ok() };
        let how = first.map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}"));
        let (n, of) = (failed.len(), self.exit_codes.len());
        Section::because(
            SectionState::Failed,
            format!("{name}: {n} of {} failed, the first with {how}", plural(of, "run", "runs")),
        )
    }

    fn time(&self, name: &str) -> Option<Entry> {
        let value = self.mean.filter(|v| v.is_finite() && *v >= 0.0)?;
        let spread = self.min.zip(self.max).map(|(lower, upper)| Spread { lower, upper, confidence: None });
        let estimate = Estimate { value, estimator: "mean".to_owned(), spread, samples: self.runs() };
        Some(self.entry(name, "time", estimate, Unit::Seconds))
    }

    /// The median of the peak memory of the runs, which newer versions measure.
    fn memory(&self, name: &str) -> Option<Entry> {
        let mut bytes: Vec<f64> =
            self.memory_usage_byte.iter().flatten().copied().filter(|b| b.is_finite()).collect();
        bytes.sort_by(f64::total_cmp);
        let (lower, upper) = (*bytes.first()?, *bytes.last()?);
        let (low, high) = (bytes.get((bytes.len() - 1) / 2)?, bytes.get(bytes.len() / 2)?);
        let estimate = Estimate {
            value: f64::midpoint(*low, *high),
            estimator: "median".to_owned(),
            spread: Some(Spread { lower, upper, confidence: None }),
            samples: Some(bytes.len() as u64),
        };
        Some(self.entry(name, "memory", estimate, Unit::Bytes))
    }

    fn entry(&self, name: &str, measure: &str, estimate: Estimate, unit: Unit) -> Entry {
        Entry {
            name: name.to_owned(),
            measure: measure.to_owned(),
            estimate,
            unit,
            direction: Direction::LowerIsBetter,
            throughput: None,
            section: self.section(name),
        }
    }
}
