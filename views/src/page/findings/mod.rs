//! Findings: what is open by severity, rule, age, file and tool, and what is new or fixed.

mod ages;
mod changes;
mod course;
mod groups;
mod job;
mod list;
mod severities;

pub use list::{FindingsList, FindingsOf, Listed, Open, csv};

use super::Shell;
use super::area::{AreaPage, csv_note};
use super::metric::Snapshots;
use super::rows::{beyond, plural};
use super::shell::Facing;
use crate::context::Context;
use crate::format::count;
use crate::routes;
use job::{Job, jobs};
use quarterdeck_model::payload::{Class, Findings, Severity};

/// Jobs that have a card.
const MOST_JOBS: usize = 30;

const MEANING: &str = "Open is what a tool found and nobody suppressed. What no tool looked for, or whose tool did not really run, is unknown and never zero. A finding is the same one when tool, rule, file and message are, wherever its line moved; it is open since the first run of the unbroken time in which it was found.";
const EMPTY: &str = "No findings were collected yet: run quarterdeck collect findings --from FILE with the report of a linter, type checker or scanner.";

/// What the runs of every job say: read once for the page, the list and the file of all that is open.
pub struct Read<'a>(Vec<Job<'a>>);

impl<'a> Read<'a> {
    /// Reads them. `snapshots` are those of the history.
    pub fn of(context: &Context<'a>, snapshots: &'a Snapshots<'_>) -> Self {
        Self(jobs(context, snapshots))
    }
}

/// Builds `findings.html`. `snapshots` are those of the history.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> AreaPage {
    page(context, &Read::of(context, snapshots))
}

/// The same of what was read.
pub fn page(context: &Context<'_>, read: &Read<'_>) -> AreaPage {
    let mut jobs: Vec<&Job<'_>> = read.0.iter().collect();
    jobs.sort_by_key(|job| (job.status(context).rank, job.stream.job));
    let summary = summary(&jobs);
    let facing = Facing {
        path: routes::FINDINGS.to_owned(),
        title: "Findings".to_owned(),
        description: summary.clone(),
    };
    AreaPage {
        shell: Shell::of(context, facing),
        title: "Findings",
        summary,
        meaning: MEANING,
        more: beyond(jobs.len(), MOST_JOBS, ("job", "jobs")),
        empty: if jobs.is_empty() { EMPTY } else { "" },
        jobs: jobs.iter().take(MOST_JOBS).zip(0..).map(|(job, n)| job.card(context, n)).collect(),
        csv_note: csv_note(list::rows(&read.0)),
        csv_href: routes::FINDINGS_CSV,
        json_href: routes::FINDINGS_JSON,
    }
}

/// What is open in the latest runs together, and what none of them looked for.
fn summary(jobs: &[&Job<'_>]) -> String {
    if jobs.is_empty() {
        return "No findings were collected yet.".to_owned();
    }
    let known: Vec<&Findings> = jobs.iter().filter_map(|job| job.now()).collect();
    if known.is_empty() {
        return "The latest runs gave no findings: what is open is not known.".to_owned();
    }
    let of = |least: Severity| -> u64 {
        let counts = known.iter().flat_map(|findings| &findings.counts);
        counts.filter(|c| c.severity >= least).map(|c| c.open).sum()
    };
    let (all, high) = (of(Severity::Info), of(Severity::High));
    let missing = |class: &Class| known.iter().all(|findings| !findings.looked_for(*class));
    let missing: Vec<&str> = Class::ALL.into_iter().filter(missing).map(Class::as_str).collect();
    let unknown = match missing.as_slice() {
        [] => String::new(),
        classes => format!(" Not looked for, so not known: {}.", classes.join(", ")),
    };
    let lost = match jobs.len() - known.len() {
        0 => String::new(),
        lost => format!(" The latest run of {} gave nothing.", plural(lost, "job", "jobs")),
    };
    let all = plural(usize::try_from(all).unwrap_or(usize::MAX), "finding is open", "findings are open");
    format!("{all}, {} of them high or critical.{unknown}{lost}", count(high as f64))
}
