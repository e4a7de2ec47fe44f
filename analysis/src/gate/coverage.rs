//! The condition on coverage of the files that changed since the baseline.

use super::judged::Judged;
use super::report::{Figure, GateOutcome, Place};
use super::{Changed, Facts, Sides};
use crate::compare::coverage::{ChangedCoverage, of_changed};
use crate::compare::payload;
use crate::current::why_failed;
use crate::policy::{Condition, Limit};
use quarterdeck_model::payload::Count;
use quarterdeck_model::plural;
use quarterdeck_model::{Kind, Payload};

impl Facts<'_> {
    /// Covered of all lines of those files, in each job of coverage by itself: counts of two jobs cannot be put together.
    pub(super) fn changed_coverage(&self, sides: &Sides, limit: Limit, condition: &Condition) -> Judged {
        let changed = match self.inputs.changed {
            Changed::Files(files) => files,
            Changed::Unknown(why) => return Judged::missing(why),
        };
        let Some(snapshots) = self.inputs.snapshots else {
            return Judged::missing("files are told from the snapshots, which were not read here");
        };
        let jobs =
            sides.now.jobs().filter(|(kind, job, _)| *kind == Kind::Coverage && condition.has_job(job));
        let judged = jobs.map(|(_, job, run)| {
            let of_job = self.history.runs.get(run as usize);
            let judged = match payload(self.history, snapshots, run) {
                Some(Payload::Coverage(coverage)) => {
                    judge(&of_changed(coverage, changed), changed.len(), limit, job)
                }
                _ => Judged::missing(of_job.map(why_failed).unwrap_or_default()),
            };
            judged.evidence([run]).compared(sides.base.at(Kind::Coverage, job))
        });
        judged.reduce(Judged::and).unwrap_or_else(|| Judged::missing("coverage was never measured"))
    }
}

fn judge(told: &ChangedCoverage, changed: usize, limit: Limit, job: &str) -> Judged {
    let Count { covered, total } = told.lines;
    let figure = Figure {
        name: "line coverage of changed files".to_owned(),
        detail: job.to_owned(),
        value: told.lines.percent(),
        ..Figure::default()
    };
    let lost = told.missing.first().map(|first| match told.missing.len() {
        1 => format!("{first} is not in the report of {job}"),
        many => format!("{first} and {} more are not in the report of {job}", many - 1),
    });
    let measured = told.files.len();
    let why = {
        let files = plural(changed, "changed file", "changed files");
        format!("{covered} of {total} lines in {measured} of {files} ({job})")
    };
    let judged = match (told.lines.percent(), lost) {
        (Some(percent), _) if !limit.holds(percent) => {
            Judged::new(GateOutcome::NotMet, format!("{percent:.1} %: {why}"))
        }
        // A file that is not in the report may have no test at all.
        (_, Some(lost)) => Judged::missing(lost),
        (Some(percent), None) => Judged::new(GateOutcome::Met, format!("{percent:.1} %: {why}")),
        (None, None) => Judged::new(
            GateOutcome::Met,
            format!("none of {changed} changed files has lines to cover ({job})"),
        ),
    };
    judged.figures([figure]).places(places(told, limit))
}

/// The files that do not reach the limit by themselves.
fn places(told: &ChangedCoverage, limit: Limit) -> Vec<Place> {
    let low = told.files.iter().filter(|(_, count)| count.percent().is_some_and(|p| !limit.holds(p)));
    let place = |path: &str, message: String| Place {
        path: path.to_owned(),
        line: None,
        message,
        rule: String::new(),
        severity: "",
        identity: format!("changed-coverage {path}"),
    };
    let low = low.map(|(path, count)| {
        place(path, format!("{} of {} covered", count.covered, plural(count.total, "line", "lines")))
    });
    let lost = told.missing.iter().map(|path| place(path, "not in the coverage report".to_owned()));
    low.chain(lost).collect()
}
