//! Coverage: what is covered of every kind of thing, by folders and files, what changed, and where most is missing.

mod job;
mod list;
mod lists;
mod rows;

pub use list::{CoverageList, CoverageOf, Place, Total, csv};

use super::Shell;
use super::area::{AreaPage, csv_note};
use super::metric::Snapshots;
use super::rows::{beyond, plural};
use super::shell::Facing;
use crate::chart::{counted, percent};
use crate::context::Context;
use crate::routes;
use job::{Job, jobs};

/// Jobs that have a card.
const MOST_JOBS: usize = 30;

const MEANING: &str = "Counts are those of the report, by its format's own definition, and summed over distinct files; percentages are derived from the sums and never averaged. A file or folder with nothing to cover has no percentage. What a report does not name is not known to be covered.";
const EMPTY: &str = "No coverage was collected yet: run quarterdeck collect coverage --from FILE with the report of your coverage tool.";

/// Builds `coverage.html`. `snapshots` are those of the history.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> AreaPage {
    let mut jobs = jobs(context, snapshots);
    jobs.sort_by_key(|job| (job.status(context).rank, job.stream.job));
    let summary = summary(&jobs);
    let facing = Facing {
        path: routes::COVERAGE.to_owned(),
        title: "Coverage".to_owned(),
        description: summary.clone(),
    };
    AreaPage {
        shell: Shell::of(context, facing),
        title: "Coverage",
        summary,
        meaning: MEANING,
        more: beyond(jobs.len(), MOST_JOBS, ("job", "jobs")),
        empty: if jobs.is_empty() { EMPTY } else { "" },
        jobs: jobs.iter().take(MOST_JOBS).zip(0..).map(|(job, n)| job.card(context, n)).collect(),
        csv_note: csv_note(list::rows(&jobs)),
        csv_href: routes::COVERAGE_CSV,
        json_href: routes::COVERAGE_JSON,
    }
}

/// Of one job its share; of several how many there are, since shares of different jobs cannot be put together.
fn summary(jobs: &[Job<'_>]) -> String {
    let known: Vec<_> = jobs.iter().filter_map(|job| job.tree.as_ref().filter(|_| job.current())).collect();
    match (jobs, known.as_slice()) {
        ([], _) => "No coverage was collected yet.".to_owned(),
        (_, []) => "The latest runs gave no coverage: it is not known.".to_owned(),
        ([_], [tree]) => format!(
            "{}: {} {}s in {}.",
            percent(tree.root.now),
            counted(tree.root.now),
            tree.measure,
            plural(tree.root.files, "file", "files")
        ),
        (all, known) if all.len() == known.len() => {
            format!(
                "{}, each by itself: counts of two jobs are not put together.",
                plural(all.len(), "job", "jobs")
            )
        }
        (all, known) => format!(
            "{}; the latest run of {} gave no coverage.",
            plural(all.len(), "job", "jobs"),
            all.len() - known.len()
        ),
    }
}
