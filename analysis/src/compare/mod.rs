//! Two states of the project side by side: figures, findings, files, test cases, and what makes it a comparison of apples
//! with pears.

pub mod cases;
pub mod coverage;
pub mod findings;
pub mod rows;
pub mod side;
pub mod warnings;

pub use rows::{Change, Row};
pub use side::{Known, Side};
pub use warnings::{Ancestry, Warning};

use cases::CaseChanges;
use coverage::FileChange;
use findings::FindingChanges;
use quarterdeck_model::{History, Kind, Payload};

pub use quarterdeck_model::Snapshots;

/// What differs inside the payloads of one job.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail<'a> {
    /// Of coverage: the files whose line counts differ.
    Coverage(Vec<FileChange<'a>>),
    /// Of findings.
    Findings(FindingChanges<'a>),
    /// Of tests.
    Tests(CaseChanges<'a>),
}

/// One job that both sides have.
#[derive(Debug, Clone, PartialEq)]
pub struct JobDetail<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub job: String,
    /// The run in A.
    pub before: u32,
    /// The run in B.
    pub after: u32,
    /// What differs; `None` when a payload cannot be had or its run does not count.
    pub detail: Option<Detail<'a>>,
}

/// A comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison<'a> {
    /// Figures known in A or B.
    pub rows: Vec<Row>,
    /// Jobs of coverage, findings and tests, in this order.
    pub jobs: Vec<JobDetail<'a>>,
    /// What to know first.
    pub warnings: Vec<Warning>,
}

/// Compares two sides of `history`, whose payloads are in `snapshots`.
pub fn compare<'a>(
    history: &History,
    (a, b): (&Side, &Side),
    ancestry: &Ancestry,
    snapshots: &'a Snapshots<'_>,
) -> Comparison<'a> {
    let payload = |index: u32| payload(history, snapshots, index);
    let mut jobs = Vec::new();
    for wanted in [Kind::Coverage, Kind::Findings, Kind::Tests] {
        for (kind, job, before) in a.jobs().filter(|(kind, ..)| *kind == wanted) {
            let Some(after) = b.at(kind, job) else { continue };
            let detail =
                payload(before).zip(payload(after)).and_then(|(before, after)| detail(before, after));
            jobs.push(JobDetail { kind, job: job.to_owned(), before, after, detail });
        }
    }
    Comparison {
        rows: rows::rows(history, a, b),
        jobs,
        warnings: warnings::warnings(history, a, b, ancestry),
    }
}

/// The payload of a run that counts.
pub fn payload<'a>(history: &History, snapshots: &'a Snapshots<'_>, run: u32) -> Option<&'a Payload> {
    let run = history.runs.get(run as usize).filter(|run| run.state.counts())?;
    snapshots.get(&run.id).map(|snapshot| &snapshot.payload)
}

fn detail<'a>(before: &'a Payload, after: &'a Payload) -> Option<Detail<'a>> {
    Some(match (before, after) {
        (Payload::Coverage(a), Payload::Coverage(b)) => Detail::Coverage(coverage::files(a, b)),
        (Payload::Findings(a), Payload::Findings(b)) => Detail::Findings(findings::findings(a, b)),
        (Payload::Tests(a), Payload::Tests(b)) => Detail::Tests(cases::cases(a, b)),
        _ => return None,
    })
}
