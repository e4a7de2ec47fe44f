//! gungraun (once iai-callgrind): its text, and the JSON of `--output-format=json` and of saved summaries.
//!
//! Counts of instructions, cycles and misses are better lower; hits and rates say nothing by themselves. Only what was
//! measured now is read, not what it is compared with.

mod summary;
mod text;

use super::report::{Report, plain};
use super::units::{self, Measure};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Direction, Unit};

/// Whether it has a summary, or a benchmark with its instructions.
pub(crate) fn sniff(head: &str) -> bool {
    let json = head.contains("\"benchmark_exe\"") && head.contains("\"profiles\"");
    json || text::sniff(head)
}

/// The text and the JSON lines have no end that is told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.ends_with('\n')
}

/// Reads the counts.
///
/// # Errors
/// When there is no benchmark.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let mut report = Report::new(notes);
    if text.contains("\"benchmark_exe\"") {
        summary::read(&text, &mut report);
    } else {
        text::read(&text, &mut report);
    }
    if !text.ends_with('\n') && !text.trim_end().ends_with('}') {
        report.notes.warn(text.lines().count() as u64, "the file ends inside a line".to_owned());
    }
    if report.is_empty() && report.notes.lost().is_none() {
        return Err(CollectError::new(&input.name, "holds no benchmark of gungraun; expected its text, or summaries with \"benchmark_exe\" and \"profiles\"")
            .hint("keep what `cargo bench` prints, or give the benchmark --output-format=json"));
    }
    Ok(report.finish("gungraun"))
}

fn count(report: &mut Report, name: &str, metric: &str, value: f64) {
    report.measured(name, &measure(metric), plain(value, "counted"));
}

fn measure(metric: &str) -> Measure {
    let name = match metric {
        "Ir" => "instructions".to_owned(),
        other => units::slug(&words(other)),
    };
    let rate = name.ends_with("rate");
    let lower = name == "instructions"
        || [
            "cycles",
            "_mr",
            "_mw",
            "1mr",
            "1mw",
            "lmr",
            "lmw",
            "bytes",
            "blocks",
            "total_read_write",
            "total_rw",
        ]
        .iter()
        .any(|end| name.ends_with(end));
    let direction = if lower && !rate { Direction::LowerIsBetter } else { Direction::Neutral };
    Measure { name, unit: if rate { Unit::Percent } else { Unit::Count }, direction, factor: 1.0 }
}

/// `EstimatedCycles` as two words.
fn words(metric: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in metric.chars() {
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}
