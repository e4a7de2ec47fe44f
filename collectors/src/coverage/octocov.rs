//! octocov's report (`octocov dump`, and what it keeps in its datastores): counts of each file as octocov took them from
//! another report, of lines or of Go's statements.

use super::lines::from_counts;
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::commit;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::payload::{Count, Counts};
use quarterdeck_model::{Source, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    coverage: Option<Measurement>,
    #[serde(flatten)]
    of: Of,
}

/// What the report says of itself.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Of {
    /// `owner/name`, with a folder of it after a third `/`.
    #[serde(default)]
    pub(crate) repository: String,
    #[serde(default, rename = "ref")]
    reference: String,
    #[serde(default)]
    commit: String,
    #[serde(default, alias = "Timestamp")]
    timestamp: Option<String>,
}

#[derive(Deserialize)]
struct Measurement {
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    total: u64,
    #[serde(default)]
    covered: u64,
    #[serde(default)]
    files: Option<Vec<File>>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    total: u64,
    covered: u64,
}

/// Whether the document looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let all = ["\"repository\"", "\"ref\"", "\"commit\""].iter().all(|field| head.contains(field));
    all && head.trim_start().starts_with('{') && head.contains("\"coverage\"")
}

/// Reads the report.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    Ok(parse_with_origin(input, roots)?.0)
}

/// Reads the report, and what it says of itself.
///
/// # Errors
/// When it is not JSON of this shape.
pub(crate) fn parse_with_origin(
    input: &Input,
    roots: &[String],
) -> Result<(Parsed<Measured>, Of), CollectError> {
    let (text, warning) = input.text();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut notes = Notes::new(&input.name, warning);
    let measurement =
        report.coverage.unwrap_or(Measurement { kind: "loc".to_owned(), total: 0, covered: 0, files: None });
    let files = measurement.files(roots, &mut notes);
    let payload = Measured { coverage: from_counts(files), lines: None };
    let taken_at = report.of.taken_at();
    Ok((Parsed { taken_at, ..finish(payload, "octocov", notes) }, report.of))
}

impl Measurement {
    fn files(&self, roots: &[String], notes: &mut Notes) -> BTreeMap<String, Counts> {
        let mut files = BTreeMap::new();
        if !matches!(self.kind.as_str(), "loc" | "statement") {
            notes.warn_all(format!(
                "counts neither lines nor statements but {:?}: what they are is not known",
                self.kind
            ));
            return files;
        }
        let given = self.files.as_deref().unwrap_or_default();
        if given.is_empty() && self.total > 0 {
            notes.warn_all("has a total without the files behind it".to_owned());
        }
        let (mut covered, mut total) = (0_u64, 0_u64);
        for file in given {
            let path = paths::normalised(&file.file, roots);
            if file.covered > file.total || files.contains_key(&path) {
                notes.warn_all(format!(
                    "{path} is there twice, or has more covered than it has; it was left out"
                ));
                continue;
            }
            covered = covered.saturating_add(file.covered);
            total = total.saturating_add(file.total);
            files.insert(path, self.counts(file));
        }
        if (covered, total) != (self.covered, self.total) && !given.is_empty() {
            let (declared, all) = (self.covered, self.total);
            notes.note(format!("declares {declared} of {all} covered; its files are {covered} of {total}"));
        }
        files
    }

    fn counts(&self, file: &File) -> Counts {
        let count = Some(Count { covered: file.covered, total: file.total });
        if self.kind == "statement" {
            Counts { statement: count, ..Counts::default() }
        } else {
            Counts { line: count, ..Counts::default() }
        }
    }
}

impl Of {
    /// When the run happened.
    pub(crate) fn taken_at(&self) -> Option<Timestamp> {
        self.timestamp.as_deref().and_then(Timestamp::parse)
    }

    /// What was measured.
    pub(crate) fn source(&self) -> Source {
        let branch = self.reference.strip_prefix("refs/heads/").filter(|name| !name.is_empty());
        Source { branch: branch.map(str::to_owned), ..commit::source(&self.commit) }
    }
}
