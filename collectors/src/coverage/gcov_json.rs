//! gcov's JSON (`gcov --json-format`, format version 1 of GCC 9 and later), packed or not: one report a translation
//! unit. A line that several functions share (templates, inlining) stands there for each: it is hit when one of them
//! ran it. Branches stay apart by function; those of exceptions are counted as gcov counts them.

use super::lines::{FileLines, Lines};
use super::{Measured, finish_lines};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::plural;
use serde::Deserialize;

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    gcc_version: Option<String>,
    #[serde(default)]
    current_working_directory: String,
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    #[serde(default)]
    lines: Vec<Line>,
    #[serde(default)]
    functions: Vec<Function>,
}

/// A count is near 2^64 when a counter ran over, and negative in some versions: both say that it is not 0.
#[derive(Deserialize)]
struct Line {
    line_number: u64,
    count: serde_json::Number,
    #[serde(default)]
    function_name: String,
    #[serde(default)]
    branches: Vec<Branch>,
}

#[derive(Deserialize)]
struct Branch {
    count: serde_json::Number,
}

#[derive(Deserialize)]
struct Function {
    name: String,
    #[serde(default)]
    start_line: u64,
    execution_count: serde_json::Number,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let files = head.contains("\"line_number\"") && head.contains("\"unexecuted_block\"");
    head.trim_start().starts_with('{') && (head.contains("\"gcc_version\"") || files)
}

/// Reads the report, or several of them one a line, as `gcov --stdout` writes them.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let (text, warning) = input.text();
    let text = text.trim_start_matches('\u{feff}');
    let documents: Vec<&str> = text.lines().filter(|line| line.starts_with("{\"")).collect();
    let reports: Vec<Report> = match documents.len() {
        0 | 1 => vec![json::read(&input.name, text)?],
        _ => documents.iter().map(|line| json::read(&input.name, line)).collect::<Result<_, _>>()?,
    };
    let mut notes = Notes::new(&input.name, warning);
    let mut lines = Lines { format: "gcov-json", ..Lines::default() };
    lines.has.functions = true;
    let mut version = None;
    for report in &reports {
        version = version.or(report.gcc_version.clone());
        for file in &report.files {
            lines.has.branches |= file.lines.iter().any(|line| !line.branches.is_empty());
            let path = placed(&file.file, &report.current_working_directory, roots);
            let known = file.lines(&path, &mut notes);
            lines.files.entry(path).or_default().join(known);
        }
    }
    Ok(Parsed { tool_version: version, ..finish_lines(lines, "gcov", notes) })
}

/// Names are relative to where the compiler ran.
fn placed(file: &str, folder: &str, roots: &[String]) -> String {
    let file = file.replace('\\', "/");
    if paths::is_absolute(&file) || folder.is_empty() {
        return paths::normalised(&file, roots);
    }
    let whole = paths::normalised(&format!("{folder}/{file}"), roots);
    if paths::is_absolute(&whole) { paths::normalised(&file, roots) } else { whole }
}

impl File {
    fn lines(&self, path: &str, notes: &mut Notes) -> FileLines {
        let mut known = FileLines::default();
        let mut zero = 0_u64;
        for line in &self.lines {
            zero += u64::from(!known.line(line.line_number, ran(&line.count)));
            for (at, branch) in line.branches.iter().enumerate() {
                let name = format!("{}:{at}", line.function_name);
                known.branch(line.line_number, &name, ran(&branch.count));
            }
        }
        for function in &self.functions {
            known.function(
                &format!("{}@{}", function.name, function.start_line),
                ran(&function.execution_count),
            );
        }
        if zero > 0 {
            notes.warn_all(format!(
                "{path}: {} with a number that is none left out",
                plural(zero, "line", "lines")
            ));
        }
        known
    }
}

fn ran(count: &serde_json::Number) -> bool {
    count.as_f64().is_some_and(|count| count != 0.0)
}
