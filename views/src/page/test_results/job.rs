//! One job as a card.

use super::{cases, changes, shards, times};
use crate::Status;
use crate::context::Context;
use crate::format::{UNKNOWN, count, maybe};
use crate::page::area::{AreaJob, AreaPart, Base, Stream, streams};
use crate::page::metric::Snapshots;
use crate::page::{Fact, rows};
use quarterdeck_analysis::steadiness::{Course, Key, Ran, courses, is_bad, key};
use quarterdeck_model::payload::{self, Case, Payload, Tests};
use quarterdeck_model::{Kind, Unit};
use std::collections::BTreeMap;

/// Runs that are looked at for what is flaky and since when something fails: the newest.
pub(super) const WINDOW: usize = 100;

/// Whether a case failed.
pub(super) fn failed(case: &&Case) -> bool {
    is_bad(case.status)
}

/// Whether its run says that a case was flaky.
pub(super) fn flaky(case: &&Case) -> bool {
    case.status == payload::Status::Flaky
}

/// A job with what its runs say.
pub(super) struct Job<'a> {
    pub(super) stream: Stream<'a>,
    /// The newest runs that count, oldest first.
    pub(super) ran: Vec<Ran<'a>>,
    /// Cases that failed or were flaky in one of them.
    pub(super) courses: BTreeMap<Key<'a>, Course<'a>>,
    /// What the latest is compared with.
    pub(super) base: Option<(Base, &'a Tests)>,
}

/// Every job, by name.
pub(super) fn jobs<'a>(context: &Context<'a>, snapshots: &'a Snapshots<'_>) -> Vec<Job<'a>> {
    let all = streams(context, Kind::Tests).into_iter();
    all.map(|stream| Job::of(context, snapshots, stream)).collect()
}

impl<'a> Job<'a> {
    fn of(context: &Context<'a>, snapshots: &'a Snapshots<'_>, stream: Stream<'a>) -> Self {
        let tests = |(run, payload): (u32, &'a Payload)| {
            let Payload::Tests(tests) = payload else { return None };
            let found = context.run(run)?;
            let commit = found.commit.as_deref().filter(|_| found.dirty != Some(true));
            Some(Ran { run, commit, tests })
        };
        let mut ran: Vec<Ran<'a>> =
            stream.payloads(context, snapshots).rev().take(WINDOW).filter_map(tests).collect();
        ran.reverse();
        let base = ran.last().and_then(|last| stream.base(context, last.run)).and_then(|base| {
            let meta = context.run(base.run)?;
            match &snapshots.get(&meta.id)?.payload {
                Payload::Tests(tests) => Some((base, tests)),
                _ => None,
            }
        });
        let courses = courses(&ran);
        Self { stream, ran, courses, base }
    }

    /// The newest results that count.
    pub(super) fn told(&self) -> Option<Ran<'a>> {
        self.ran.last().copied()
    }

    /// The same when they are those of the latest run.
    pub(super) fn now(&self) -> Option<&'a Tests> {
        self.told().filter(|ran| ran.run == self.stream.latest).map(|ran| ran.tests)
    }

    pub(super) fn status(&self, context: &Context<'_>) -> Status {
        let found = match self.now() {
            None => Status::NO_DATA,
            Some(tests) if tests.cases.iter().any(|case| failed(&case)) => Status::FAILING,
            Some(tests) if tests.cases.iter().any(|case| flaky(&case)) => Status::AT_RISK.named("Flaky"),
            Some(tests) if tests.cases.iter().all(|case| case.status == payload::Status::Skipped) => {
                Status::NO_DATA.named("Nothing ran")
            }
            Some(_) => Status::MEETS.named("Passing"),
        };
        self.stream.status(context, found)
    }

    /// Its card, the `n`-th of the page.
    pub(super) fn card(&self, context: &Context<'a>, n: usize) -> AreaJob {
        let told = self.told();
        let card = self.stream.card(context, self.status(context), told.map(|ran| ran.run));
        let Some(told) = told else { return card };
        let mut parts = vec![
            cases::failures(context, self, told),
            times::suites(self, told.tests),
            cases::unsteady(context, self),
            self.trends(context, n),
            times::slowest(self, told.tests),
            changes::changes(context, self, told.tests),
            shards::plan(told.tests, self.stream.job, n),
            times::files(told.tests),
        ];
        parts.retain(|part| !part.title.is_empty());
        let compared = Base::sentence(self.base.map(|(base, _)| base), context);
        AreaJob { compared, facts: facts(told.tests), parts, ..card }
    }

    fn trends(&self, context: &Context<'a>, n: usize) -> AreaPart {
        let metrics = ["tests.duration_s", "tests.flaky", "tests.pass_percent", "tests.total"];
        let id = format!("tests-{n}");
        let figures = metrics.iter().filter_map(|metric| self.stream.trend(context, metric, &id));
        AreaPart::titled("Over time").figures(figures.collect())
    }

    /// A case as it was at the baseline.
    pub(super) fn before(&self) -> BTreeMap<Key<'a>, &'a Case> {
        let cases = self.base.map(|(_, tests)| tests.cases.as_slice()).unwrap_or_default();
        cases.iter().map(|case| (key(case), case)).collect()
    }
}

fn facts(tests: &Tests) -> Vec<Fact> {
    use payload::Status::{Errored, Failed, Flaky, Passed, Skipped};
    let fact = |name: &str, value: String| Fact {
        name: name.to_owned(),
        value: crate::Shown::new(&value),
        href: String::new(),
    };
    let number = |status| count(tests.count(status) as f64);
    let timed = tests.cases.iter().filter(|case| case.duration_s.is_some()).count();
    let total: f64 = tests.cases.iter().filter_map(|case| case.duration_s).sum();
    let ran = tests.cases.iter().filter(|case| case.status != Skipped).count();
    let time = match timed {
        0 => UNKNOWN.to_owned(),
        timed if timed < ran => {
            let lacking = rows::plural(ran - timed, "test", "tests");
            format!("at least {}, without {lacking}", maybe(Some(total), &Unit::Seconds).text())
        }
        _ => maybe(Some(total), &Unit::Seconds).text(),
    };
    vec![
        fact("Tests", count(tests.cases.len() as f64)),
        fact("Passed", number(Passed)),
        fact("Failed", number(Failed)),
        fact("Broke outside an assertion", number(Errored)),
        fact("Flaky in this run", number(Flaky)),
        fact("Skipped", number(Skipped)),
        fact("Time of all tests", time),
        fact("Time of the run", maybe(tests.wall_s, &Unit::Seconds).text()),
    ]
}
