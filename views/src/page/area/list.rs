//! What the pages on tests, coverage and findings say, for programs: numbers as they are, names as they were read.

use super::{Base, Stream};
use crate::context::Context;
use serde::Serialize;

/// Rows of a CSV file; a report with more is in full in the stored snapshot.
pub const MOST_ROWS: usize = 100_000;

/// One job in a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
