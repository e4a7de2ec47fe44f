//! One job as a card.

use super::course::course;
use super::{ages, changes, groups, severities};
use crate::Status;
use crate::context::Context;
use crate::page::area::{AreaJob, AreaPart, Base, Stream, streams};
use crate::page::metric::Snapshots;
use crate::page::rows::series_status;
use quarterdeck_analysis::open::{Tracked, track};
use quarterdeck_model::Kind;
use quarterdeck_model::payload::{Findings, Payload};

/// Figures whose trend is drawn.
const METRICS: [&str; 4] =
    ["findings.vulnerabilities", "findings.lint_errors", "findings.type_errors", "findings.syntax_errors"];

/// A job with its newest run that counts.
pub(super) struct Job<'a> {
    pub(super) stream: Stream<'a>,
    /// The number of the run and what it holds.
    pub(super) told: Option<(u32, &'a Findings)>,
    /// What that is compared with.
    pub(super) base: Option<(Base, &'a Findings)>,
    /// What is open, with its age.
    pub(super) tracked: Tracked<'a>,
    /// All runs that count, oldest first.
    pub(super) runs: Vec<(u32, &'a Findings)>,
}

/// Every job, by name.
pub(super) fn jobs<'a>(context: &Context<'a>, snapshots: &Snapshots<'a>) -> Vec<Job<'a>> {
    let all = streams(context, Kind::Findings).into_iter();
    all.map(|stream| Job::of(context, snapshots, stream)).collect()
}

impl<'a> Job<'a> {
    fn of(context: &Context<'a>, snapshots: &Snapshots<'a>, stream: Stream<'a>) -> Self {
        let findings = |(run, payload): (u32, &'a Payload)| match payload {
            Payload::Findings(findings) => Some((run, findings)),
            _ => None,
        };
        let runs: Vec<(u32, &'a Findings)> =
            stream.payloads(context, snapshots).filter_map(findings).collect();
        let told = runs.last().copied();
        let base = told.and_then(|(run, _)| stream.base(context, run)).and_then(|base| {
            let at = runs.binary_search_by_key(&base.run, |(run, _)| *run).ok()?;
            Some((base, runs.get(at)?.1))
        });
        let tracked = track(runs.iter().copied());
        Self { stream, told, base, tracked, runs }
    }

    /// What the latest run holds.
    pub(super) fn now(&self) -> Option<&'a Findings> {
        self.told.filter(|(run, _)| *run == self.stream.latest).map(|(_, findings)| findings)
    }

    /// The worst of its judged figures; without a rule what it found is only known.
    pub(super) fn status(&self, context: &Context<'a>) -> Status {
        let all = METRICS.iter().filter_map(|metric| self.stream.series(context, metric));
        let judged = all.filter(|(index, _)| context.state(*index).is_some());
        let worst = judged.map(|(index, _)| series_status(context, index)).min();
        let found = match self.now() {
            None => Status::NO_DATA,
            Some(_) => worst.unwrap_or(Status::NO_TARGET),
        };
        self.stream.status(context, found)
    }

    /// Its card, the `n`-th of the page.
    pub(super) fn card(&self, context: &Context<'a>, n: usize) -> AreaJob {
        let card = self.stream.card(context, self.status(context), self.told.map(|(run, _)| run));
        let Some((_, now)) = self.told else { return card };
        let before = self.base.map(|(_, findings)| findings);
        let parts = vec![
            severities::part(now, before),
            self.over_time(context, n),
            changes::part(context, self, now),
            ages::part(context, self),
            groups::rules(context, self, now),
            groups::files(now),
            groups::tools(now, &self.tracked),
        ];
        let compared = Base::sentence(self.base.map(|(base, _)| base), context);
        AreaJob { compared, parts, ..card }
    }

    fn over_time(&self, context: &Context<'a>, n: usize) -> AreaPart {
        let id = format!("findings-{n}");
        let mut figures: Vec<_> = course(context, self, &id).into_iter().collect();
        figures.extend(METRICS.iter().filter_map(|metric| self.stream.trend(context, metric, &id)));
        AreaPart::titled("Over time").figures(figures)
    }
}
