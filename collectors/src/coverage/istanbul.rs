//! Istanbul's coverage-final.json (nyc, c8, Jest, Vitest): statements, functions and branches of each file.
//!
//! A line counts where a statement begins, with the most often run of them. c8 takes every line for a statement, so its
//! figures of the same run are others than nyc's.

use super::lines::{FileLines, Lines};
use super::{Measured, finish_lines};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    #[serde(default)]
    statement_map: BTreeMap<String, Range>,
    #[serde(default)]
    s: BTreeMap<String, u64>,
    #[serde(default)]
    fn_map: BTreeMap<String, Function>,
    #[serde(default)]
    f: BTreeMap<String, u64>,
    #[serde(default)]
    branch_map: BTreeMap<String, Branch>,
    #[serde(default)]
    b: BTreeMap<String, Vec<u64>>,
}

#[derive(Default, Deserialize)]
struct Range {
    #[serde(default)]
    start: Position,
}

#[derive(Default, Deserialize)]
struct Position {
    #[serde(default)]
    line: Option<u64>,
    #[serde(default)]
    column: Option<i64>,
}

#[derive(Deserialize)]
struct Function {
    #[serde(default)]
    name: String,
    #[serde(default)]
    loc: Range,
}

#[derive(Deserialize)]
struct Branch {
    #[serde(default)]
    loc: Range,
    #[serde(default)]
    line: Option<u64>,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    head.trim_start().starts_with('{') && head.contains("\"statementMap\"")
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let (text, warning) = input.text();
    let files: BTreeMap<String, File> = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut notes = Notes::new(&input.name, warning);
    let mut lines = Lines { format: "istanbul", ..Lines::default() };
    lines.has.branches = true;
    lines.has.functions = true;
    lines.has.statements = true;
    for (path, file) in &files {
        let path = paths::normalised(path, roots);
        let known = file.lines(&path, &mut notes);
        lines.files.entry(path).or_default().join(known);
    }
    Ok(finish_lines(lines, "istanbul", notes))
}

impl File {
    fn lines(&self, path: &str, notes: &mut Notes) -> FileLines {
        let mut lines = FileLines::default();
        let (mut placeless, mut unknown) = (0_u64, 0_u64);
        for (id, range) in &self.statement_map {
            let Some(count) = self.s.get(id) else {
                unknown += 1;
                continue;
            };
            let hit = *count > 0;
            let (line, column) = (range.start.line.unwrap_or(0), range.start.column.unwrap_or(-1));
            lines.statements(&format!("{id}@{line}:{column}"), 1, hit);
            placeless += u64::from(!lines.line(line, hit));
        }
        for (id, count) in &self.f {
            let function = self.fn_map.get(id);
            let name = function.map_or("", |function| function.name.as_str());
            let line = function.and_then(|function| function.loc.start.line).unwrap_or(0);
            lines.function(&format!("{id}:{name}@{line}"), *count > 0);
        }
        for (id, arms) in &self.b {
            let branch = self.branch_map.get(id);
            let line = branch.and_then(|branch| branch.loc.start.line.or(branch.line)).unwrap_or(1);
            for (arm, count) in arms.iter().enumerate() {
                // The other arm of an `if` without `else` has no place of its own, and counts all the same.
                lines.branch(line.max(1), &format!("{id}:{arm}"), *count > 0);
            }
        }
        if placeless > 0 {
            notes
                .warn_all(format!("{path}: {placeless} statements say no line; those lines are not counted"));
        }
        if unknown > 0 {
            notes.warn_all(format!("{path}: {unknown} statements have no count; they were left out"));
        }
        lines
    }
}
