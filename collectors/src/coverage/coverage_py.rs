//! coverage.py's JSON report (`coverage json`): statements are its lines, branches are arcs. Its own percentage mixes
//! the two and is not taken.

use super::lines::from_counts;
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::payload::{Count, Counts};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Report {
    meta: Meta,
    files: BTreeMap<String, File>,
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
        if file.summary.covered_lines > file.summary.num_statements {
            notes.warn_all(format!("{path} has more covered lines than lines; it was left out"));
            continue;
        }
        line_zero += u64::from(file.missing_lines.contains(&0));
        files.insert(paths::normalised(path, roots), counts(file, branches));
    }
    if line_zero > 0 {
        notes.note(format!(
            "counts a line 0, which is none, in {line_zero} files: an old coverage.py on a new Python"
        ));
    }
    let payload = Measured { coverage: from_counts(files), lines: None };
    Ok(Parsed { tool_version: report.meta.version, ..finish(payload, "coverage.py", notes) })
}

fn counts(file: &File, branches: bool) -> Counts {
    let Summary { covered_lines, num_statements, covered_branches, num_branches } = file.summary;
    let branch = || Some(Count { covered: covered_branches?.min(num_branches?), total: num_branches? });
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
