//! Criterion.rs: the folder `target/criterion`, one `new/` folder a benchmark.
//!
//! The name comes from `benchmark.json`, never from the folders, whose names are cut and made unique. Times are
//! nanoseconds. The estimate is the slope; where criterion gives none (flat sampling) it is the mean, and the
//! estimator is stored, since a silent switch would look like a step.

mod folder;

use super::section;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::notes::Notes;
use folder::Found;
use quarterdeck_model::payload::{Benchmark, Entry, Estimate, Spread, Throughput};
use quarterdeck_model::{Diagnostic, Direction, Level, Section, Unit};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// `estimates.json`. Before 0.4 its keys were in Pascal case.
#[derive(Deserialize)]
struct Estimates {
    #[serde(alias = "Mean")]
    mean: Statistic,
    #[serde(default, alias = "Slope")]
    slope: Option<Statistic>,
}

#[derive(Deserialize)]
struct Statistic {
    point_estimate: Option<f64>,
    confidence_interval: Option<Interval>,
}

#[derive(Deserialize)]
struct Interval {
    confidence_level: Option<f64>,
    lower_bound: Option<f64>,
    upper_bound: Option<f64>,
}

/// `benchmark.json`
#[derive(Deserialize)]
struct Identity {
    full_id: String,
    #[serde(default)]
    throughput: Option<serde_json::Value>,
}

/// `sample.json`
#[derive(Deserialize)]
struct Sample {
    times: Vec<serde::de::IgnoredAny>,
}

/// Whether a folder is criterion's: by its name, or by what is in it.
pub(crate) fn is_one(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == "criterion") || folder::has_one(folder)
}

/// Reads criterion's folder.
///
/// # Errors
/// When it is not a folder. A benchmark that cannot be read makes the whole partial.
pub(crate) fn parse(folder: &Path) -> Result<Parsed<Benchmark>, CollectError> {
    let name = folder.display().to_string();
    if !folder.is_dir() {
        return Err(CollectError::new(
            name,
            "is no folder; expected criterion's folder, such as target/criterion",
        ));
    }
    let mut notes = Notes::new(&name, None);
    let found = folder::benchmarks(folder, &mut notes);
    folder::note_stale(&found, &mut notes);
    let (mut entries, mut unread, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
    for benchmark in &found {
        match entry(benchmark, folder) {
            Ok(entry) if !names.insert(entry.name.clone()) => {
                let place = benchmark.place(folder);
                notes.warn_all(format!(
                    "{place} is called {:?} as another benchmark is, and is left out",
                    entry.name
                ));
                unread.push(format!("two benchmarks are called {}", entry.name));
            }
            Ok(entry) => entries.push(entry),
            Err(error) => {
                unread.push(format!("{}: {}", error.0.path, error.0.message));
                notes.extend([Diagnostic { level: Level::Warning, ..error.0 }]);
            }
        }
    }
    super::sort(&mut entries);
    Ok(Parsed {
        section: section(&entries, unread, "the folder holds no benchmark (no new/estimates.json in it)"),
        payload: Benchmark { entries, ..Benchmark::default() },
        tool: "criterion".to_owned(),
        tool_version: None,
        taken_at: None,
        diagnostics: notes.finish(),
    })
}

fn entry(found: &Found, root: &Path) -> Result<Entry, CollectError> {
    let estimates: Estimates = read(found, "estimates.json")?;
    let (name, throughput) = match found.path.join("benchmark.json").exists() {
        true => {
            let identity: Identity = read(found, "benchmark.json")?;
            (identity.full_id, identity.throughput.as_ref().and_then(work))
        }
        // The oldest versions wrote none.
        false => (found.name_of_folder(root), None),
    };
    let sample: Option<Sample> = read(found, "sample.json").ok();
    let chosen = estimates.slope.as_ref().and_then(|s| estimate(s, "slope"));
    let mut estimate = chosen.or_else(|| estimate(&estimates.mean, "mean")).ok_or_else(|| {
        CollectError::new(found.file("estimates.json"), "has neither a slope nor a mean that is a time")
    })?;
    estimate.samples = sample.map(|s| s.times.len() as u64);
    Ok(Entry {
        name,
        measure: "time".to_owned(),
        estimate,
        unit: Unit::Nanoseconds,
        direction: Direction::LowerIsBetter,
        throughput,
        section: Section::ok(),
    })
}

fn read<T: serde::de::DeserializeOwned>(found: &Found, name: &str) -> Result<T, CollectError> {
    let input = Input::open(&found.path.join(name))?;
    let (text, _) = input.text();
    json::read(&input.name, &text)
}

fn estimate(statistic: &Statistic, estimator: &str) -> Option<Estimate> {
    let value = statistic.point_estimate.filter(|v| v.is_finite() && *v >= 0.0)?;
    let spread = statistic.confidence_interval.as_ref().and_then(|interval| {
        let (lower, upper) = interval.lower_bound.zip(interval.upper_bound)?;
        Some(Spread { lower, upper, confidence: interval.confidence_level })
    });
    Some(Estimate { value, estimator: estimator.to_owned(), spread, samples: None })
}

/// Work an iteration, as criterion writes its `Throughput`: `{"Bytes":1024}`, `{"ElementsAndBytes":{…}}`.
fn work(value: &serde_json::Value) -> Option<Throughput> {
    let (kind, amount) = value.as_object()?.iter().next()?;
    let (amount, of) = match kind.as_str() {
        "Bytes" | "BytesDecimal" => (amount.as_f64()?, "bytes"),
        "Bits" => (amount.as_f64()?, "bits"),
        "Elements" => (amount.as_f64()?, "elements"),
        "ElementsAndBytes" => (amount.get("elements")?.as_f64()?, "elements"),
        _ => return None,
    };
    Some(Throughput { amount, of: of.to_owned() })
}
