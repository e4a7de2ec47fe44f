//! The condition that the newest runs are not too old.

use super::report::{Figure, GateOutcome, Judged};
use super::{Facts, Sides};
use crate::policy::Condition;
use quarterdeck_model::Kind;

/// Milliseconds of an hour.
const HOUR_MS: f64 = 3_600_000.0;

/// The condition in words.
pub(super) fn text(max_age_hours: Option<f64>) -> String {
    match max_age_hours {
        Some(hours) => format!("the newest run of every job at most {hours} hours old"),
        None => "the newest run of every job not older than twice its cadence".to_owned(),
    }
}

impl Facts<'_> {
    /// The age of each job's newest run is known, so an old one fails; without any limit on age nothing can be said.
    pub(super) fn fresh(&self, sides: &Sides, condition: &Condition) -> Judged {
        let jobs = sides.now.jobs().filter(|(_, job, _)| condition.has_job(job));
        jobs.map(|(kind, job, run)| self.age(condition, kind, job, run))
            .reduce(worse)
            .unwrap_or_else(|| Judged::missing("nothing was ever collected"))
    }

    fn age(&self, condition: &Condition, kind: Kind, job: &str, run: u32) -> Judged {
        let taken = self.history.runs.get(run as usize).map_or(self.now, |r| r.taken_at);
        let hours = (self.now.millis() - taken.millis()) as f64 / HOUR_MS;
        let own = condition.max_age_hours;
        let most = own.or_else(|| self.policy.cadence.stale_after_ms(kind).map(|ms| ms / HOUR_MS));
        let judged = match most {
            None => Judged::missing(format!(
                "no cadence is configured for {kind}, so what is too old is not known"
            )),
            Some(most) => {
                let state = format!("{job} is {hours:.0} hours old, at most {most} are asked for");
                Judged::when(hours <= most, state)
            }
        };
        let figure = Figure {
            name: "age in hours".to_owned(),
            detail: job.to_owned(),
            value: Some(hours),
            ..Figure::default()
        };
        judged.figures([figure]).evidence([run])
    }
}

/// The worse of two, told with the figures of both; of the same outcome, all that is wrong is told.
fn worse(a: Judged, b: Judged) -> Judged {
    match (a.outcome, b.outcome) {
        (GateOutcome::Met, GateOutcome::Met) => Judged { why: "every job is fresh".to_owned(), ..a.and(b) },
        (first, second) if first == second => a.and(b),
        (first, second) => {
            let why = if first > second { a.why.clone() } else { b.why.clone() };
            Judged { why, ..a.and(b) }
        }
    }
}
