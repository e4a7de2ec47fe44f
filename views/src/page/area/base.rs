//! What the latest run of a job is compared with.

use crate::context::Context;
use crate::format::date;
use crate::page::rows::short_commit;
use quarterdeck_analysis::period::DAY_MS;

/// Days that lie between.
const DAYS: i64 = 7;

/// The run that the latest one is compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Base {
    /// Its number.
    pub(crate) run: u32,
    /// Whether it is at least a week older.
    week: bool,
}

impl Base {
    /// The newest of `runs` that counts and is at least a week older than `told`; the run before where none is so old.
    pub(crate) fn of(context: &Context<'_>, runs: &[u32], told: u32) -> Option<Self> {
        let at = context.run(told)?.taken_at.millis();
        let counts = |run: &&u32| **run < told && context.run(**run).is_some_and(|run| run.state.counts());
        let old =
            |run: &&u32| context.run(**run).is_some_and(|run| at - run.taken_at.millis() >= DAYS * DAY_MS);
        let before = || runs.iter().rev().filter(counts);
        if let Some(run) = before().find(old) {
            return Some(Self { run: *run, week: true });
        }
        before().next().map(|run| Self { run: *run, week: false })
    }

    /// `16 Nov 2026, 9f31c2a`.
    pub(crate) fn name(self, context: &Context<'_>) -> String {
        let Some(run) = context.run(self.run) else { return String::new() };
        let commit = run.commit.as_deref().map(|c| format!(", {}", short_commit(c))).unwrap_or_default();
        format!("{}{commit}", date(run.taken_at))
    }

    /// What it is, in a sentence.
    pub(crate) fn sentence(base: Option<Self>, context: &Context<'_>) -> String {
        match base {
            None => "There is no earlier run to compare with.".to_owned(),
            Some(base) if base.week => {
                format!("Compared with the run of a week before, {}.", base.name(context))
            }
            Some(base) => {
                format!("Compared with the run before, {}, since none is a week older.", base.name(context))
            }
        }
    }
}
