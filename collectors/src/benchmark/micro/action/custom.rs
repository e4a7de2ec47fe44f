//! The JSON that one writes oneself for github-action-benchmark: a list of name, unit and value.

use super::Bench;
use crate::benchmark::micro::report::Report;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use quarterdeck_model::payload::Benchmark;

/// Whether it is a list of such figures.
pub(crate) fn sniff(head: &str) -> bool {
    let fields = ["\"name\"", "\"unit\"", "\"value\""];
    head.trim_start().starts_with('[') && fields.iter().all(|field| head.contains(field))
}

/// Reads the list.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let benches: Vec<Bench> = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    benches.iter().for_each(|bench| bench.tell(&mut report, "", None));
    Ok(report.finish("github-action-benchmark"))
}
