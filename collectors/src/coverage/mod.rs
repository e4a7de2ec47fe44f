//! Coverage: one file a format; every one gives counts by the format's own definition.

pub mod cobertura;
pub mod coverage_py;
pub mod lcov;
mod lines;
pub mod llvm_cov;

use crate::collected::Parsed;
use crate::notes::Notes;
use quarterdeck_model::payload::{Counts, Coverage};
use quarterdeck_model::{Section, SectionState};
use std::collections::BTreeMap;

/// What a parse gives: empty when nothing was measured, partial when something was left out.
pub(crate) fn finish(
    payload: Coverage,
    tool: &str,
    tool_version: Option<String>,
    notes: Notes,
) -> Parsed<Coverage> {
    let nothing = payload.totals.named().iter().all(|(_, count)| count.is_none_or(|c| c.total == 0));
    let section = match (nothing, notes.warnings()) {
        (true, _) => Section::because(SectionState::Empty, "the report names no line of code"),
        (false, 0) => Section::ok(),
        (false, n) => Section::because(SectionState::Partial, format!("{n} records could not be read")),
    };
    Parsed {
        payload,
        section,
        tool: tool.to_owned(),
        tool_version,
        taken_at: None,
        diagnostics: notes.finish(),
    }
}

/// Several reports as one: files are joined by path. A file that two reports name has its counts taken from the one
/// that covers more of its lines: counts of the same lines must not be added.
pub fn merge(parts: Vec<Coverage>) -> Coverage {
    match <[Coverage; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => {
            let mut files: BTreeMap<String, Counts> = BTreeMap::new();
            for file in parts.into_iter().flat_map(|part| part.files) {
                let known = files.entry(file.path).or_insert(file.counts);
                if covered(&file.counts) > covered(known) {
                    *known = file.counts;
                }
            }
            lines::from_counts(files)
        }
    }
}

fn covered(counts: &Counts) -> u64 {
    counts.line.or(counts.statement).map_or(0, |count| count.covered)
}
