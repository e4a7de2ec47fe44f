//! The runs of one job.

use super::{AreaJob, Base};
use crate::chart::{Dress, Frame, chart};
use crate::context::Context;
use crate::format::{ago, date};
use crate::page::metric::Snapshots;
use crate::page::rows::{outdated, run_link, sentence};
use crate::{Figure, Shown, Status, routes};
use quarterdeck_analysis::compare::payload;
use quarterdeck_model::{Kind, Labels, MetricId, Payload, Run, SectionState, Series, SeriesKey};

/// Reasons that are listed.
const MOST_REASONS: usize = 10;

/// The runs of one job that hold, oldest first: at least one.
pub(crate) struct Stream<'a> {
    pub(crate) job: &'a str,
    pub(crate) runs: Vec<u32>,
    pub(crate) latest: u32,
}

/// Every job of a kind, by name.
pub(crate) fn streams<'a>(context: &Context<'a>, kind: Kind) -> Vec<Stream<'a>> {
    let holds = |run: &u32| context.run(*run).is_some_and(|run| run.voided.is_none());
    let of = |(job, runs): (&'a str, &[u32])| {
        let runs: Vec<u32> = runs.iter().copied().filter(holds).collect();
        let latest = *runs.last()?;
        Some(Stream { job, runs, latest })
    };
    context.jobs(kind).filter_map(of).collect()
}

impl<'a> Stream<'a> {
    /// What its runs that count hold, oldest first.
    pub(crate) fn payloads<'s>(
        &'s self,
        context: &'s Context<'a>,
        snapshots: &'a Snapshots<'_>,
    ) -> impl DoubleEndedIterator<Item = (u32, &'a Payload)> + 's {
        let of = |run: &u32| Some((*run, payload(context.history, snapshots, *run)?));
        self.runs.iter().filter_map(of)
    }

    /// What its latest run is compared with, among runs that count.
    pub(crate) fn base(&self, context: &Context<'_>, told: u32) -> Option<Base> {
        Base::of(context, &self.runs, told)
    }

    /// Its series of a metric.
    pub(crate) fn series(&self, context: &Context<'a>, metric: &str) -> Option<(usize, &'a Series)> {
        let key =
            SeriesKey { metric: MetricId::new(metric), job: self.job.to_owned(), labels: Labels::none() };
        let index = context.history.series.binary_search_by(|series| series.key.cmp(&key)).ok()?;
        Some((index, context.series(index)?))
    }

    /// The trend of a metric up to now; none where it was never given.
    pub(crate) fn trend(&self, context: &Context<'a>, metric: &str, id: &str) -> Option<Figure> {
        let (index, series) = self.series(context, metric)?;
        let dress = Dress::of(context.history, series, context.policy);
        let first = series.points.first().and_then(|p| context.run(p.run))?.taken_at;
        let frame = Frame::half(format!("{id}-{index}")).over(first, context.now);
        let spec = chart(context.history, series, &dress, &frame);
        Some(Figure::of_metric(spec, context.slugs().get(&series.key), 0))
    }

    /// Its card with nothing on it but what its latest run is. `told` is the run that figures are of.
    pub(crate) fn card(&self, context: &Context<'_>, found: Status, told: Option<u32>) -> AreaJob {
        let run = context.run(self.latest);
        let reasons = run.map(|run| run.reasons.as_slice()).unwrap_or_default();
        AreaJob {
            anchor: routes::anchor(&format!("job {}", self.job)),
            name: Shown::new(self.job),
            status: self.status(context, found),
            note: run.map(|run| self.note(context, run, told)).unwrap_or_default(),
            latest: run_link(context, self.latest, 0),
            reasons: reasons.iter().take(MOST_REASONS).map(|r| Shown::cut(&sentence(r), 300)).collect(),
            ..AreaJob::default()
        }
    }

    /// A run that gave nothing says nothing, nor does one from long ago; what was given in part is no more than at risk.
    pub(crate) fn status(&self, context: &Context<'_>, found: Status) -> Status {
        match context.run(self.latest).map(|run| run.state) {
            None => Status::NO_DATA,
            Some(SectionState::Failed) => Status::NO_DATA.named("Not collected"),
            Some(SectionState::Empty) => Status::NO_DATA.named("Nothing looked at"),
            Some(_) if outdated(context, self.latest) => Status::STALE,
            Some(SectionState::Partial) if found.rank > Status::AT_RISK.rank => {
                Status::AT_RISK.named("Known in part")
            }
            Some(_) => found,
        }
    }

    fn note(&self, context: &Context<'_>, run: &Run, told: Option<u32>) -> String {
        let latest = format!("Latest run {}.", ago(run.taken_at, context.now));
        match told {
            Some(told) if told == self.latest => latest,
            None => format!("{latest} No run has given a figure yet."),
            Some(told) => {
                let day = context.run(told).map(|run| date(run.taken_at)).unwrap_or_default();
                format!(
                    "{latest} It gave no figures: what is below is of {day}, and how it is now is not known."
                )
            }
        }
    }
}
