//! `detect`: change points of any series.

mod told;

use super::Outcome;
use crate::args::{DetectArgs, Format};
use crate::columns::{self, Column, Columns};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_analysis::change::{Options, detect_all, of_label};
use quarterdeck_model::Direction;
use std::collections::BTreeSet;

pub(super) fn run(args: &DetectArgs, printer: &Printer) -> Outcome {
    let columns = split(columns::read(&args.file, args.split_by.as_deref())?);
    let accepted = accepted(args, &columns)?;
    let share = |percent: f64, name: &str| {
        let fits = (0.0..=100.0).contains(&percent);
        fits.then_some(percent / 100.0)
            .ok_or_else(|| CliError::Usage(format!("{name} {percent}: expected a percentage from 0 to 100")))
    };
    let magnitude = share(args.min_change, "--min-change")?;
    let rate = share(args.false_discoveries, "--false-discoveries")?;
    let direction = if args.higher_is_better { Direction::HigherIsBetter } else { Direction::LowerIsBetter };
    let series: Vec<(&[f64], Options)> = columns
        .iter()
        .zip(accepted)
        .map(|(column, accepted)| {
            (column.values.as_slice(), Options { direction, magnitude, accepted, ..Options::default() })
        })
        .collect();
    let found = detect_all(&series, rate);
    let told: Vec<_> = columns.iter().map(|c| c.name.as_str()).zip(&found).collect();
    printer.answer(&match args.answer.format {
        Format::Human => told::human(&told),
        Format::Markdown => told::markdown(&told),
        Format::Json => told::json(&told, rate).to_string(),
    })?;
    Ok(Exit::Done)
}

/// Each column once for each label.
fn split(read: Columns) -> Vec<Column> {
    let Some(labels) = read.labels else { return read.columns };
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let distinct: BTreeSet<&str> = labels.iter().copied().collect();
    let of = |column: &Column, label: &str| Column {
        name: format!("{} ({label})", column.name),
        values: of_label(&column.values, &labels, label),
    };
    read.columns.iter().flat_map(|column| distinct.iter().map(|label| of(column, label))).collect()
}

/// The accepted indices of each column.
fn accepted(args: &DetectArgs, columns: &[Column]) -> Result<Vec<Vec<usize>>, CliError> {
    let mut all = vec![Vec::new(); columns.len()];
    for text in &args.accept {
        let parsed = text.rsplit_once('=').and_then(|(name, at)| Some((name, at.parse::<usize>().ok()?)));
        let Some((name, at)) = parsed else {
            return Err(CliError::Usage(format!(
                "--accept `{text}`: expected SERIES=INDEX, such as latency=120"
            )));
        };
        let mut known = false;
        for (_, slot) in columns.iter().zip(&mut all).filter(|(column, _)| column.name == name) {
            slot.push(at);
            known = true;
        }
        if !known {
            return Err(CliError::Usage(format!("--accept `{text}`: the input has no series `{name}`")));
        }
    }
    Ok(all)
}
