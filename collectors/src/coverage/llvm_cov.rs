//! `llvm-cov export` JSON (types `llvm.coverage.json.export`, versions 2 and 3), also as `cargo llvm-cov --json` writes
//! it. Counts of files are LLVM's own; they differ from the lcov export of the same profile, and are kept as given. Their
//! sums are LLVM's totals. Instantiations (a generic function once for each type) are not functions, and are not taken.

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
use std::collections::btree_map::Entry;

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
    lines: Pair,
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
    let mut notes = Notes::new(&input.name, warning);
    let (mut files, mut declared) = (BTreeMap::new(), Counts::default());
    for data in &export.data {
        declared = declared.plus(&counts(&data.totals, "the whole", &mut notes));
        for File { filename, summary } in &data.files {
            let path = paths::normalised(filename, roots);
            let counts = counts(summary, &path, &mut notes);
            match files.entry(path) {
                Entry::Vacant(free) => {
                    free.insert(counts);
                }
                Entry::Occupied(taken) => {
                    notes.warn_all(format!("{} is there twice; the second was left out", taken.key()));
                }
            }
        }
    }
    let mut coverage = from_counts(files);
    if coverage.files.is_empty() {
        coverage.totals = declared;
    }
    if let (Some(said), Some(real)) = (declared.line, coverage.totals.line)
        && said != real
    {
        let (said, real) = ((said.covered, said.total), (real.covered, real.total));
        notes.note(format!(
            "declares {} of {} lines covered; its files are {} of {}",
            said.0, said.1, real.0, real.1
        ));
    }
    let version = export.version.map(|version| format!("export {version}"));
    let payload = Measured { coverage, lines: None };
    Ok(Parsed { tool_version: version, ..finish(payload, "llvm-cov", notes) })
}

/// A kind of which there is none (branches on stable Rust) is not in the report.
fn counts(summary: &Summary, of: &str, notes: &mut Notes) -> Counts {
    let mut count = |pair: Option<Pair>, kind: &str| {
        let Pair { count, covered } = pair.filter(|pair| pair.count > 0 || pair.covered > 0)?;
        if covered > count {
            notes.warn_all(format!(
                "{of} has {covered} of {count} {kind} covered, which cannot be; they were left out"
            ));
            return None;
        }
        Some(Count { covered, total: count })
    };
    Counts {
        line: count(Some(summary.lines), "lines"),
        branch: count(summary.branches, "branches"),
        function: count(summary.functions, "functions"),
        region: count(summary.regions, "regions"),
        ..Counts::default()
    }
}
