//! What the pages on tests, coverage and findings say, for programs: numbers as they are, names as they were read.

use super::{Base, Stream};
use crate::context::Context;
use crate::format::count;
use serde::Serialize;

/// Rows of a CSV file; a report with more is in full in the stored snapshot, and page and JSON say so.
const MOST_ROWS: usize = 100_000;

/// What one of the pages says, for programs: `api/v1/tests.json`, `coverage.json`, `findings.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AreaList<T> {
    /// The project.
    pub project: String,
    /// As of when, RFC 3339.
    pub now: String,
    /// Every job, by name.
    pub jobs: Vec<T>,
    /// Rows of the CSV file beside it.
    pub csv_rows: usize,
    /// Rows that would be one too many for it: the stored snapshots hold them.
    pub csv_left_out: usize,
}

impl<T> AreaList<T> {
    /// `rows` is how many rows a CSV file of everything has.
    pub(crate) fn listing<J>(
        context: &Context<'_>,
        (jobs, rows): (&[J], usize),
        listed: impl Fn(&J) -> T,
    ) -> Self {
        Self {
            project: context.project.clone(),
            now: context.now.to_string(),
            jobs: jobs.iter().map(listed).collect(),
            csv_rows: rows.min(MOST_ROWS),
            csv_left_out: rows.saturating_sub(MOST_ROWS),
        }
    }
}

/// One job in a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListedJob {
    /// Its name.
    pub job: String,
    /// The run that figures are of, as the archive names it; none where no run gave any.
    pub snapshot: Option<String>,
    /// When that was, RFC 3339.
    pub taken_at: Option<String>,
    /// Its commit.
    pub commit: Option<String>,
    /// `ok` or `partial`.
    pub state: Option<&'static str>,
    /// Whether it is the latest run of the job: else the figures are those of an earlier one, and not known now.
    pub current: bool,
    /// What it is compared with.
    pub baseline: Option<String>,
}

/// Rows for a CSV file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Csv {
    /// Headings.
    pub columns: &'static [&'static str],
    /// As many fields a row as columns.
    pub rows: Vec<Vec<String>>,
}

impl Csv {
    /// As many of `rows` as a file may have.
    pub(crate) fn of(columns: &'static [&'static str], rows: impl Iterator<Item = Vec<String>>) -> Self {
        Self { columns, rows: rows.take(MOST_ROWS).collect() }
    }
}

/// What a CSV file holds that would have `rows` rows, before the links to it.
pub(crate) fn csv_note(rows: usize) -> String {
    if rows <= MOST_ROWS {
        return "Everything that the latest runs hold:".to_owned();
    }
    format!(
        "What the latest runs hold; the CSV has the first {} of {} rows, the stored snapshots have all:",
        count(MOST_ROWS as f64),
        count(rows as f64)
    )
}

impl ListedJob {
    pub(crate) fn of(
        context: &Context<'_>,
        stream: &Stream<'_>,
        told: Option<u32>,
        base: Option<Base>,
    ) -> Self {
        let run = told.and_then(|told| context.run(told));
        let id = |run: u32| context.run(run).map(|run| run.id.to_string());
        Self {
            job: stream.job.to_owned(),
            snapshot: told.and_then(id),
            taken_at: run.map(|run| run.taken_at.to_string()),
            commit: run.and_then(|run| run.commit.clone()),
            state: run.map(|run| run.state.as_str()),
            current: told == Some(stream.latest),
            baseline: base.and_then(|base| id(base.run)),
        }
    }
}

/// A number as a field; empty where it is not known.
pub(crate) fn field<T: ToString>(number: Option<T>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_does_not_hold_everything_says_so() {
        let rows = MOST_ROWS + 1;
        let csv = Csv::of(&["n"], (0..rows).map(|n| vec![n.to_string()]));
        assert_eq!(csv.rows.len(), MOST_ROWS);
        assert!(
            csv_note(rows).contains("the first 100\u{202f}000 of 100\u{202f}001 rows"),
            "{}",
            csv_note(rows)
        );
        assert_eq!(csv_note(MOST_ROWS), "Everything that the latest runs hold:");
    }
}
