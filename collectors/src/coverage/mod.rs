//! Coverage: one file a format; every one gives counts by the format's own definition.

mod clover;
mod cobertura;
mod coverage_py;
mod formats;
mod gcov_json;
mod go_cover;
mod istanbul;
mod istanbul_summary;
mod jacoco;
mod lcov;
mod lines;
mod llvm_cov;
pub(crate) mod octocov;
mod opencover;
mod simplecov;

pub(crate) use self::formats::FORMATS;
pub(crate) use self::lines::Lines;
use crate::collected::Parsed;
use crate::notes::Notes;
use quarterdeck_model::payload::{Counts, Coverage};
use quarterdeck_model::{Section, SectionState, plural};
use std::collections::BTreeMap;

/// Coverage, and its lines where the format has them: with them two reports can be joined exactly.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured {
    pub(crate) coverage: Coverage,
    pub(crate) lines: Option<Lines>,
}

/// What a parse gives: empty when nothing was measured, partial when something was left out.
fn finish(payload: Measured, tool: &str, notes: Notes) -> Parsed<Measured> {
    let totals = payload.coverage.totals.named();
    let nothing = totals.iter().all(|(_, count)| count.is_none_or(|c| c.total == 0));
    let section = match (nothing, notes.lost()) {
        (true, None) => Section::because(SectionState::Empty, "the report names no line of code"),
        (true, Some(lost)) => Section::because(SectionState::Failed, lost),
        (false, None) => Section::ok(),
        (false, Some(lost)) => Section::because(SectionState::Partial, lost),
    };
    let diagnostics = notes.finish();
    Parsed { payload, section, tool: tool.to_owned(), tool_version: None, taken_at: None, diagnostics }
}

/// What a parse of lines gives.
fn finish_lines(lines: Lines, tool: &str, notes: Notes) -> Parsed<Measured> {
    finish(Measured { coverage: lines.coverage(), lines: Some(lines) }, tool, notes)
}

/// Several reports as one, and what was lost by it. Reports of one format are joined line by line. A file that reports of
/// different formats name keeps the counts of the one that covers more: counts of the same lines must not be added, and
/// which lines they are cannot be told.
pub(crate) fn merge(parts: Vec<Measured>) -> (Coverage, Vec<String>) {
    let mut wholes: Vec<Coverage> = Vec::new();
    let mut by_format: BTreeMap<&str, Lines> = BTreeMap::new();
    for part in parts {
        match part.lines {
            Some(lines) => match by_format.get_mut(lines.format) {
                Some(known) => known.join(lines),
                None => {
                    by_format.insert(lines.format, lines);
                }
            },
            None => wholes.push(part.coverage),
        }
    }
    wholes.extend(by_format.values().map(Lines::coverage));
    match <[Coverage; 1]>::try_from(wholes) {
        Ok([only]) => (only, Vec::new()),
        Err(wholes) => beside(wholes),
    }
}

fn beside(wholes: Vec<Coverage>) -> (Coverage, Vec<String>) {
    let mut files: BTreeMap<String, Counts> = BTreeMap::new();
    let mut twice: Vec<String> = Vec::new();
    for file in wholes.into_iter().flat_map(|part| part.files) {
        match files.get_mut(&file.path) {
            Some(known) => {
                if covered(&file.counts) > covered(known) {
                    *known = file.counts;
                }
                twice.push(file.path);
            }
            None => {
                files.insert(file.path, file.counts);
            }
        }
    }
    let lost = twice.first().map(|first| {
        let files = plural(twice.len(), "file", "files");
        format!("{files} ({first} first) in two reports that cannot be joined; the better covered was kept")
    });
    (lines::from_counts(files), lost.into_iter().collect())
}

fn covered(counts: &Counts) -> u64 {
    counts.line.or(counts.statement).map_or(0, |count| count.covered)
}

#[cfg(test)]
mod tests;
