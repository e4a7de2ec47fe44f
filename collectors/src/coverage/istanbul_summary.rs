//! Istanbul's coverage-summary.json: counts of each file as Istanbul made them. Skipped ones count as covered there.

use super::lines::from_counts;
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::payload::{Count, Counts, Coverage};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Its percentage may be a number or the text "Unknown", and is not read.
#[derive(Deserialize)]
struct Summary {
    lines: Given,
    statements: Given,
    functions: Given,
    branches: Given,
}

#[derive(Clone, Copy, Deserialize)]
struct Given {
    total: u64,
    covered: u64,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let all =
        ["\"lines\"", "\"statements\"", "\"pct\"", "\"skipped\""].iter().all(|field| head.contains(field));
    head.trim_start().starts_with('{') && all
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let (text, warning) = input.text();
    let mut files: BTreeMap<String, Summary> = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut notes = Notes::new(&input.name, warning);
    let total = files.remove("total");
    let mut counted = BTreeMap::new();
    for (path, summary) in &files {
        match summary.counts() {
            Some(counts) => {
                counted.insert(paths::normalised(path, roots), counts);
            }
            None => notes.warn_all(format!("{path} has more covered than it has; it was left out")),
        }
    }
    let coverage = match total.as_ref().and_then(Summary::counts) {
        // Without files the total is all there is.
        Some(totals) if files.is_empty() => Coverage { totals, files: Vec::new() },
        total => {
            let coverage = from_counts(counted);
            let (all, own) = (total.and_then(|total| total.line), coverage.totals.line);
            if let (Some(all), Some(own)) = (all, own)
                && all != own
            {
                let (declared, of) = (all.covered, all.total);
                let message = format!(
                    "declares {declared} of {of} lines covered; its files are {} of {}",
                    own.covered, own.total
                );
                notes.note(message);
            }
            coverage
        }
    };
    Ok(finish(Measured { coverage, lines: None }, "istanbul", notes))
}

impl Summary {
    /// Nothing when they cannot be.
    fn counts(&self) -> Option<Counts> {
        let all = [self.lines, self.statements, self.functions, self.branches];
        let sound = all.iter().all(|given| given.covered <= given.total);
        let count = |given: Given| Some(Count { covered: given.covered, total: given.total });
        sound.then(|| Counts {
            line: count(self.lines),
            statement: count(self.statements),
            function: count(self.functions),
            branch: count(self.branches),
            ..Counts::default()
        })
    }
}
