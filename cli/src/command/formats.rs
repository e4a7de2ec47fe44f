//! `formats`: what `collect` reads.

use super::Outcome;
use crate::args::{Format, FormatsArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_collectors::formats;
use quarterdeck_model::Kind;
use serde_json::json;

/// Kinds that are read from files.
const READ: [Kind; 6] =
    [Kind::Tests, Kind::Coverage, Kind::Benchmark, Kind::Findings, Kind::Health, Kind::Chaos];

pub(super) fn run(args: &FormatsArgs, printer: &Printer) -> Outcome {
    let kinds = match args.kind.as_deref() {
        None => READ.to_vec(),
        Some(text) => vec![Kind::parse(text).filter(|k| READ.contains(k)).ok_or_else(|| {
            CliError::Usage(format!(
                "--kind: `{text}` is not known; expected tests, coverage, benchmark, findings, health or chaos"
            ))
        })?],
    };
    let rows = kinds.into_iter().flat_map(|kind| formats(kind).into_iter().map(move |f| (kind, f)));
    let text = match args.answer.format {
        Format::Json => {
            let row = |(kind, f): (Kind, quarterdeck_collectors::FormatInfo)| json!({"kind": kind.as_str(), "format": f.name, "tool": f.tool, "description": f.description});
            serde_json::Value::from(rows.map(row).collect::<Vec<_>>()).to_string()
        }
        Format::Markdown => rows
            .fold("| kind | format | reads |\n|---|---|---|\n".to_owned(), |text, (kind, f)| {
                format!("{text}| {kind} | {} | {} |\n", f.name, f.description)
            }),
        Format::Human => rows.fold(String::new(), |text, (kind, f)| {
            format!("{text}{kind:<10} {:<20} {}\n", f.name, f.description)
        }),
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}
