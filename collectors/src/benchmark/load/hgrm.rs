//! HdrHistogram's table of percentiles, <https://github.com/HdrHistogram/HdrHistogram>, and vegeta's `hdrplot`.
//!
//! HdrHistogram does not print the unit of the values: such percentiles are kept without a direction. vegeta states
//! milliseconds. The table does not say how many requests failed, so its percentiles are not latencies of a load run.

use super::spectrum::{self, Row};
use super::{PERCENTILES, Told, enough, finished};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use quarterdeck_model::payload::{Benchmark, Entry, Estimate};
use quarterdeck_model::{Direction, Section, Unit};
use std::path::Path;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    head(text).is_some()
}

/// The head of the table: the first line that is not empty.
fn head(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| !line.trim().is_empty())?.trim();
    let rest = ["Percentile", "TotalCount", "1/(1-Percentile)"];
    (line.starts_with("Value") && rest.iter().all(|column| line.contains(column))).then_some(line)
}

/// Reads one table.
///
/// # Errors
/// When it has no head.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    let text = text.trim_start_matches('\u{feff}');
    let head = head(text).ok_or_else(|| {
        CollectError::new(
            &input.name,
            "has no head; expected Value, Percentile, TotalCount, 1/(1-Percentile)",
        )
    })?;
    let unit = match head.split_whitespace().next() {
        Some("Value(ms)") => Some(Unit::Milliseconds),
        Some("Value(us)") => Some(Unit::Microseconds),
        Some("Value(ns)") => Some(Unit::Nanoseconds),
        _ => None,
    };
    if unit.is_none() {
        notes.note("does not state the unit of its values: its percentiles have no direction".to_owned());
    }
    let rows = rows(text, &mut notes);
    let total = rows.last().map_or(0, |row| row.count);
    if rows.last().is_none_or(|row| row.quantile < 1.0) {
        notes.warn_all("has no last row (percentile 1.0): the table is cut off".to_owned());
    }
    if let Some(declared) = declared(text).filter(|declared| *declared != total) {
        notes.note(format!("says {declared} values, and counts {total}"));
    }
    let stem = Path::new(&input.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let entries = entries(&rows, &stem.unwrap_or_default(), unit.as_ref());
    let payload = Benchmark { entries, ..Benchmark::default() };
    let told = Told { tool: "HdrHistogram", version: None, at: None };
    let mut parsed = finished(payload, told, notes);
    if total == 0 && parsed.section.state == quarterdeck_model::SectionState::Empty {
        parsed.section.reasons = vec!["the histogram holds no value".to_owned()];
    }
    Ok(parsed)
}

/// The rows in their order; one that does not rise, or is no row, is left out.
fn rows(text: &str, notes: &mut Notes) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let lines = (1..).zip(text.lines()).map(|(number, line)| (number, line.trim()));
    for (number, line) in lines.filter(|(_, line)| !line.is_empty()).skip(1) {
        if line.starts_with('#') {
            continue;
        }
        let rises =
            |row: &Row| rows.last().is_none_or(|last| last.count <= row.count && last.value <= row.value);
        match spectrum::row(line) {
            Some(row) if rises(&row) => rows.push(row),
            Some(_) => notes.warn(number, "is less than the row before it".to_owned()),
            None => {
                notes.warn(number, "is no row of value, percentile, count and 1/(1-percentile)".to_owned())
            }
        }
    }
    rows
}

/// `#[Max     =       64.736, Total count    =      3477000]`
fn declared(text: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.trim_start().starts_with("#[Max"))?;
    let (_, count) = line.split_once("Total count")?;
    count.trim_matches([' ', '=', ']']).parse().ok()
}

/// The percentiles for which there are enough values: of two rows the later one.
fn entries(rows: &[Row], name: &str, unit: Option<&Unit>) -> Vec<Entry> {
    let total = rows.last().map_or(0, |row| row.count);
    let known = PERCENTILES.iter().filter(|(q, _)| total > 0 && enough(total, *q));
    let entry = |(q, _): &(f64, &str)| {
        let wanted = (q * total as f64 - 1e-6).ceil();
        let row = rows.iter().find(|row| row.count as f64 >= wanted)?;
        Some(Entry {
            name: name.to_owned(),
            measure: format!("p{}", q * 100.0),
            estimate: Estimate {
                value: row.value,
                estimator: "percentile".to_owned(),
                spread: None,
                samples: Some(total),
            },
            unit: unit.cloned().unwrap_or(Unit::Other("not stated".to_owned())),
            direction: if unit.is_some() { Direction::LowerIsBetter } else { Direction::Neutral },
            throughput: None,
            section: Section::ok(),
        })
    };
    known.filter_map(entry).collect()
}
