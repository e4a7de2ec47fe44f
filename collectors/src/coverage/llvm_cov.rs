//! `llvm-cov export` JSON (types `llvm.coverage.json.export`, versions 2 and 3), also as `cargo llvm-cov --json` writes
//! it. The totals are LLVM's own; they differ from the lcov export of the same profile, and are kept as given.

use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::payload::{Count, Counts, Coverage, FileCoverage};
use serde::Deserialize;

#[derive(Deserialize)]
struct Export {
    data: Vec<Data>,
    #[serde(default)]
    version: Option<String>,
}

#[derive(Deserialize)]
struct Data {
    totals: Summary,
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    filename: String,
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    lines: Option<Pair>,
    functions: Option<Pair>,
    regions: Option<Pair>,
    branches: Option<Pair>,
}

#[derive(Deserialize, Clone, Copy)]
struct Pair {
    count: u64,
    covered: u64,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let data =
        head.contains("\"data\"") && (head.contains("\"filename\"") || head.contains("\"instantiations\""));
    head.trim_start().starts_with('{') && (data || head.contains("llvm.coverage.json.export"))
}

/// Reads the export.
///
/// # Errors
/// When it is not JSON of this shape, or holds no data.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let (text, warning) = input.text();
    let export: Export = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    if export.data.is_empty() {
        return Err(CollectError::new(
            &input.name,
            "has an empty `data`; expected the coverage of one program",
        )
        .hint("did `llvm-cov export` find the program and its profile?"));
    }
    let mut totals = Counts::default();
    let mut files = Vec::new();
    for data in &export.data {
        totals = totals.plus(&counts(&data.totals));
        files.extend(data.files.iter().map(|file| FileCoverage {
            path: paths::normalised(&file.filename, roots),
            counts: counts(&file.summary),
        }));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let version = export.version.map(|version| format!("export {version}"));
    let payload = Measured { coverage: Coverage { totals, files }, lines: None };
    Ok(Parsed { tool_version: version, ..finish(payload, "llvm-cov", Notes::new(&input.name, warning)) })
}

/// A kind of which there is none (branches on stable Rust) is not in the report.
fn counts(summary: &Summary) -> Counts {
    let count = |pair: Option<Pair>| {
        let pair = pair.filter(|pair| pair.count > 0)?;
        Some(Count { covered: pair.covered.min(pair.count), total: pair.count })
    };
    Counts {
        line: count(summary.lines),
        branch: count(summary.branches),
        function: count(summary.functions),
        region: count(summary.regions),
        ..Counts::default()
    }
}
