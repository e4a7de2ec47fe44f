//! The condition that the newest runs are not too old.

use super::judged::Judged;
use super::report::Figure;
use super::{Facts, Sides};
use crate::policy::Condition;
use quarterdeck_model::Kind;
use std::collections::BTreeSet;

/// Milliseconds of an hour.
const HOUR_MS: f64 = 3_600_000.0;

/// What is known of the jobs' ages.
#[derive(Default)]
struct Ages {
    figures: Vec<Figure>,
    runs: Vec<u32>,
    old: Vec<String>,
    without_cadence: BTreeSet<&'static str>,
}

impl Facts<'_> {
    /// The age of each job's newest run is known, so an old one fails; without any limit on age nothing can be said.
    pub(super) fn fresh(&self, sides: &Sides, condition: &Condition) -> Judged {
        let mut ages = Ages::default();
        for (kind, job, run) in sides.now.jobs().filter(|(_, job, _)| condition.has_job(job)) {
            self.age(&mut ages, condition, (kind, job, run));
        }
        let judged = match () {
            () if ages.runs.is_empty() => Judged::missing("nothing was ever collected"),
            () if !ages.old.is_empty() => Judged::when(false, ages.old.join("; ")),
            () if !ages.without_cadence.is_empty() => {
                let kinds: Vec<&str> = ages.without_cadence.into_iter().collect();
                Judged::missing(format!(
                    "no cadence is configured for {}, so what is too old is not known",
                    kinds.join(", ")
                ))
            }
            () => Judged::when(true, "every job is fresh"),
        };
        judged.figures(ages.figures).evidence(ages.runs)
    }

    fn age(&self, ages: &mut Ages, condition: &Condition, (kind, job, run): (Kind, &str, u32)) {
        let taken = self.history.runs.get(run as usize).map_or(self.now, |r| r.taken_at);
        let hours = (self.now.millis() - taken.millis()) as f64 / HOUR_MS;
        let own = condition.max_age_hours;
        match own.or_else(|| self.policy.cadence.stale_after_ms(kind).map(|ms| ms / HOUR_MS)) {
            None => {
                ages.without_cadence.insert(kind.as_str());
            }
            Some(most) if hours > most => {
                ages.old.push(format!("{job} is {hours:.0} hours old, at most {most} are asked for"));
            }
            Some(_) => {}
        }
        let name = "age in hours".to_owned();
        ages.figures.push(Figure { name, detail: job.to_owned(), value: Some(hours), ..Figure::default() });
        ages.runs.push(run);
    }
}
