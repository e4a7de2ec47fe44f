//! SimpleCov's `.resultset.json`: for each test command the counts of every line of every file. `null` is no code,
//! `"ignored"` was left out on purpose; several commands are joined.

use super::lines::{FileLines, Lines};
use super::{Measured, finish_lines};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::{Timestamp, plural};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Command {
    coverage: BTreeMap<String, File>,
    /// Seconds; some writers have fractions of them.
    #[serde(default)]
    timestamp: Option<f64>,
}

/// Before 0.18 a file was the list of its lines.
#[derive(Deserialize)]
#[serde(untagged)]
enum File {
    Lines(Vec<Value>),
    Both {
        #[serde(default)]
        lines: Vec<Value>,
        #[serde(default)]
        branches: Option<BTreeMap<String, BTreeMap<String, u64>>>,
    },
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let start: String = head.chars().filter(|c| !c.is_whitespace()).take(4000).collect();
    let files = start.contains("\"coverage\":{\"");
    let lists = start.contains("\":{\"lines\":[") || start.contains(".rb\":[");
    start.starts_with("{\"") && files && lists
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let (text, warning) = input.text();
    let commands: BTreeMap<String, Command> = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut notes = Notes::new(&input.name, warning);
    let mut lines = Lines { format: "simplecov", ..Lines::default() };
    let mut taken_at = None;
    for command in commands.values() {
        taken_at = taken_at.max(command.timestamp.and_then(instant));
        for (path, file) in &command.coverage {
            let path = paths::normalised(path, roots);
            let known = file.lines(&path, &mut lines.has.branches, &mut notes);
            lines.files.entry(path).or_default().join(known);
        }
    }
    Ok(Parsed { taken_at, ..finish_lines(lines, "simplecov", notes) })
}

fn instant(seconds: f64) -> Option<Timestamp> {
    let sound = seconds.is_finite() && (0.0..1e11).contains(&seconds);
    sound.then(|| Timestamp::from_millis((seconds * 1000.0) as i64)).flatten()
}

impl File {
    fn lines(&self, path: &str, has_branches: &mut bool, notes: &mut Notes) -> FileLines {
        let (counts, branches) = match self {
            File::Lines(counts) => (counts, None),
            File::Both { lines, branches } => (lines, branches.as_ref()),
        };
        let mut known = FileLines::default();
        let mut wrong = 0_u64;
        for (number, count) in (1_u64..).zip(counts) {
            match count {
                Value::Null | Value::String(_) => {}
                Value::Number(count) if count.as_u64().is_some() => {
                    known.line(number, count.as_u64() > Some(0));
                }
                _ => wrong += 1,
            }
        }
        for (condition, arms) in branches.into_iter().flatten() {
            *has_branches = true;
            // `[:if, 0, 12, 4, 14, 7]`: kind, number, and where it begins and ends.
            let line = condition.split(',').nth(2).and_then(|line| line.trim().parse().ok()).unwrap_or(1);
            for (arm, count) in arms {
                known.branch(line, &format!("{condition}{arm}"), *count > 0);
            }
        }
        if wrong > 0 {
            notes.warn_all(format!(
                "{path}: {} with a count that is none left out",
                plural(wrong, "line", "lines")
            ));
        }
        known
    }
}
