//! Tests: what fails and since when, what does not always say the same, what is slow, what is new, and how the suite
//! spreads over machines.

mod cases;
mod changes;
mod job;
mod list;
mod shards;
mod times;

pub use list::{Named, TestsList, TestsOf, Unsteady, csv};

use super::Shell;
use super::area::{AreaPage, csv_note};
use super::metric::Snapshots;
use super::rows::{beyond, plural};
use super::shell::Facing;
use crate::context::Context;
use crate::routes;
use job::{Job, jobs};

/// Jobs that have a card.
const MOST_JOBS: usize = 30;

const MEANING: &str = "A test fails when an assertion of it fails or when it breaks outside of one. It is flaky when it passed on a retry, or when it passed in one run and failed in another on the same commit; one that failed and was mended on another commit is not. A time is that of the last attempt.";
const EMPTY: &str = "No test results were collected yet: run quarterdeck collect tests --from FILE with the report of your test runner.";

/// Builds `tests.html`. `snapshots` are those of the history.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> AreaPage {
    let mut jobs = jobs(context, snapshots);
    jobs.sort_by_key(|job| (job.status(context).rank, job.stream.job));
    let summary = summary(&jobs);
    let facing =
        Facing { path: routes::TESTS.to_owned(), title: "Tests".to_owned(), description: summary.clone() };
    AreaPage {
        shell: Shell::of(context, facing),
        title: "Tests",
        summary,
        meaning: MEANING,
        more: beyond(jobs.len(), MOST_JOBS, ("job", "jobs")),
        empty: if jobs.is_empty() { EMPTY } else { "" },
        jobs: jobs.iter().take(MOST_JOBS).zip(0..).map(|(job, n)| job.card(context, n)).collect(),
        csv_note: csv_note(list::rows(&jobs)),
        csv_href: routes::TESTS_CSV,
        json_href: routes::TESTS_JSON,
    }
}

/// What the latest runs say together; a job whose latest run gave nothing is named as such.
fn summary(jobs: &[Job<'_>]) -> String {
    if jobs.is_empty() {
        return "No test results were collected yet.".to_owned();
    }
    let known: Vec<_> = jobs.iter().filter_map(Job::now).collect();
    let sum = |of: fn(&quarterdeck_model::payload::Tests) -> usize| known.iter().map(|tests| of(tests)).sum();
    let counts: [usize; 3] = [
        sum(|tests| tests.cases.len()),
        sum(|tests| tests.cases.iter().filter(job::failed).count()),
        sum(|tests| tests.cases.iter().filter(job::flaky).count()),
    ];
    let told = format!(
        "{} in {}: {} failed, {} flaky",
        plural(counts[0], "test", "tests"),
        plural(known.len(), "job", "jobs"),
        crate::format::count(counts[1] as f64),
        crate::format::count(counts[2] as f64)
    );
    match jobs.len() - known.len() {
        0 => format!("{told}."),
        _ if known.is_empty() => "The latest runs gave no results.".to_owned(),
        lost => format!("{told}; the latest run of {} gave no results.", plural(lost, "job", "jobs")),
    }
}
