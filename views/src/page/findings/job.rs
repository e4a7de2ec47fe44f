//! One job as a card.

use super::course::{Seen, course};
use super::{ages, changes, groups, severities};
use crate::Status;
use crate::context::Context;
use crate::page::area::{AreaJob, AreaPart, Base, Stream, streams};
use crate::page::metric::Snapshots;
use crate::page::rows::series_status;
use quarterdeck_analysis::compare::payload;
use quarterdeck_analysis::open::{Tracked, track};
use quarterdeck_model::Kind;
use quarterdeck_model::payload::{Findings, Payload};
use std::sync::Arc;

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
    pub(super) tracked: Tracked,
    /// What is drawn of all runs that count, oldest first.
    pub(super) runs: Vec<(u32, Seen)>,
}

/// Every job, by name.
pub(super) fn jobs<'a>(context: &Context<'a>, snapshots: &'a Snapshots<'_>) -> Vec<Job<'a>> {
    let all = streams(context, Kind::Findings).into_iter();
    all.map(|stream| Job::of(context, snapshots, stream)).collect()
}

impl<'a> Job<'a> {
    fn of(context: &Context<'a>, snapshots: &'a Snapshots<'_>, stream: Stream<'a>) -> Self {
        let mut runs: Vec<(u32, Seen)> = Vec::new();
        // One run after the other: all of them at once would be most of the archive.
        let read = stream.runs.iter().filter_map(|run| {
            let meta = context.run(*run).filter(|meta| meta.state.counts())?;
            let findings = snapshots.take(&meta.id).and_then(|snapshot| match snapshot.payload {
                Payload::Findings(findings) => Some(findings),
                _ => None,
            })?;
            runs.push((*run, Seen::of(&findings)));
            Some((*run, Arc::new(findings)))
        });
        let tracked = track(read);
        let of = |run: u32| match payload(context.history, snapshots, run)? {
            Payload::Findings(findings) => Some(findings),
            _ => None,
        };
        let told = runs.last().and_then(|(run, _)| Some((*run, of(*run)?)));
        let base = told.and_then(|(run, _)| stream.base(context, run)).and_then(|base| {
            let known = runs.binary_search_by_key(&base.run, |(run, _)| *run).is_ok();
            Some((base, of(base.run).filter(|_| known)?))
        });
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
