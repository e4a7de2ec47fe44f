//! coverage.py's JSON report (`coverage json`): statements are its lines, branches are arcs. Its own percentage mixes
//! the two and is not taken.

use super::lines::from_counts;
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::payload::{Count, Counts, Coverage};
use quarterdeck_model::plural;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Report {
    meta: Meta,
    files: BTreeMap<String, File>,
    #[serde(default)]
    totals: Option<Summary>,
}

#[derive(Deserialize)]
struct Meta {
    version: Option<String>,
    #[serde(default)]
    branch_coverage: bool,
}

#[derive(Deserialize)]
struct File {
    summary: Summary,
    #[serde(default)]
    missing_lines: Vec<i64>,
    /// Since coverage.py 7.5; the entry without a name is the module itself, which is no function.
    #[serde(default)]
    functions: Option<BTreeMap<String, Function>>,
}

#[derive(Deserialize)]
struct Function {
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    covered_lines: u64,
    num_statements: u64,
    #[serde(default)]
    covered_branches: Option<u64>,
    #[serde(default)]
    num_branches: Option<u64>,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let files = head.contains("\"files\"") && head.contains("\"executed_lines\"");
    let meta = head.contains("\"meta\"") && head.contains("\"branch_coverage\"");
    head.trim_start().starts_with('{') && (meta || files)
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let (text, warning) = input.text();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut notes = Notes::new(&input.name, warning);
    let branches = report.meta.branch_coverage;
    let mut files = BTreeMap::new();
    let mut line_zero = 0;
    for (path, file) in &report.files {
        let known = paths::normalised(path, roots);
        match file.summary.wrong(branches) {
            Some(why) => notes.warn_all(format!("{path} {why}; it was left out")),
            None if files.contains_key(&known) => {
                notes.warn_all(format!("{path} is {known}, which was there before; it was left out"))
            }
            None => {
                line_zero += u64::from(file.missing_lines.contains(&0));
                files.insert(known, counts(file, branches));
            }
        }
    }
    if line_zero > 0 {
        notes.note(format!(
            "counts a line 0, which is none, in {}: an old coverage.py on a new Python",
            plural(line_zero, "file", "files")
        ));
    }
    let coverage = from_counts(files);
    let difference = report.totals.and_then(|totals| totals.difference(&coverage));
    difference.into_iter().for_each(|said| notes.note(said));
    let payload = Measured { coverage, lines: None };
    Ok(Parsed { tool_version: report.meta.version, ..finish(payload, "coverage.py", notes) })
}

impl Summary {
    /// Why the figures cannot be.
    fn wrong(&self, branches: bool) -> Option<&'static str> {
        match (self.covered_branches, self.num_branches) {
            _ if self.covered_lines > self.num_statements => Some("has more covered lines than lines"),
            (Some(covered), Some(total)) if covered > total => {
                Some("has more covered branches than branches")
            }
            (None, _) | (_, None) if branches => Some("lacks the branches that the report was taken with"),
            _ => None,
        }
    }

    /// Totals do not count; that they differ from the files is worth a remark.
    fn difference(&self, coverage: &Coverage) -> Option<String> {
        let Count { covered, total } = coverage.totals.line.unwrap_or_default();
        let (declared, all) = (self.covered_lines, self.num_statements);
        let differ = (declared, all) != (covered, total);
        differ.then(|| {
            format!("declares {declared} of {all} lines covered; its files are {covered} of {total}")
        })
    }
}

fn counts(file: &File, branches: bool) -> Counts {
    let Summary { covered_lines, num_statements, covered_branches, num_branches } = file.summary;
    let branch = || Some(Count { covered: covered_branches?, total: num_branches? });
    let functions = file.functions.as_ref().map(|functions| {
        let named = functions.iter().filter(|(name, f)| !name.is_empty() && f.summary.num_statements > 0);
        let (mut covered, mut total) = (0, 0);
        for (_, function) in named {
            total += 1;
            covered += u64::from(function.summary.covered_lines > 0);
        }
        Count { covered, total }
    });
    Counts {
        line: Some(Count { covered: covered_lines, total: num_statements }),
        branch: if branches { branch() } else { None },
        function: functions,
        ..Counts::default()
    }
}
