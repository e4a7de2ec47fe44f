//! How well the period was measured: runs expected and made, failures, gaps, figures that are stale at its end.

use super::{Facts, Span};
use crate::baseline::median;
use crate::current::Reading;
use crate::period::DAY_MS;
use quarterdeck_model::{Kind, Run, SectionState, Timestamp};
use std::collections::BTreeMap;

/// A time in which a job made no run for much longer than usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The run before it.
    pub from: Timestamp,
    /// The run after it, or the end of the period.
    pub to: Timestamp,
}

/// The runs of one job in the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// The kind.
    pub kind: Kind,
    /// The job.
    pub job: String,
    /// Runs that the cadence asks for since the job began, at least; `None` without a cadence.
    pub expected: Option<usize>,
    /// Runs made, of whatever state.
    pub runs: usize,
    /// Runs of which nothing counts: failed, or nothing was looked at.
    pub failed: usize,
    /// Runs of which only a part counts.
    pub partial: usize,
    /// Every gap that reaches into the period.
    pub gaps: Vec<Gap>,
}

/// How well the period was measured.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// Every job that began before the end of the period, by kind and name.
    pub streams: Vec<Stream>,
    /// Series whose figure is stale at the end.
    pub stale: Vec<usize>,
    /// Series whose figure is not known at the end, of those measured in the period before.
    pub lost: usize,
}

/// An interval of more than this many usual ones is a gap where no cadence is set; the rule of trend lines.
const USUAL: f64 = 5.0;

pub(super) fn collection(facts: &Facts<'_>, span: Span) -> Collection {
    let mut jobs: BTreeMap<(Kind, &str), Vec<&Run>> = BTreeMap::new();
    for run in &facts.history.runs {
        jobs.entry((run.kind, &run.job)).or_default().push(run);
    }
    let order = |kind: Kind| Kind::ALL.iter().position(|other| *other == kind);
    let mut streams: Vec<Stream> = jobs.iter().map(|(key, runs)| stream(facts, span, *key, runs)).collect();
    streams.sort_by(|a, b| (order(a.kind), &a.job).cmp(&(order(b.kind), &b.job)));
    let series = || facts.assessment.series.iter().enumerate().filter(|(_, summary)| !summary.superseded);
    let stale = series().filter(|(_, s)| matches!(s.reading, Reading::Stale { .. }));
    let before = span.before(&facts.policy.zone);
    let measured = |index: usize| {
        let series = facts.history.series.get(index);
        series.zip(before).is_some_and(|(series, span)| !span.points(facts.history, series).is_empty())
    };
    let lost = series().filter(|(i, s)| matches!(s.reading, Reading::Unknown { .. }) && measured(*i));
    Collection { stale: stale.map(|(index, _)| index).collect(), lost: lost.count(), streams }
}

fn stream(facts: &Facts<'_>, span: Span, (kind, job): (Kind, &str), runs: &[&Run]) -> Stream {
    let inside = || runs.iter().filter(|run| span.holds(run.taken_at));
    let cadence = facts.policy.cadence.stale_after_ms(kind).map(|twice| twice / 2.0);
    let began = runs.first().map_or(span.from, |run| run.taken_at).max(span.from);
    let length = (span.until.millis() - began.millis() + 1).max(0) as f64;
    Stream {
        kind,
        job: job.to_owned(),
        expected: cadence.map(|cadence| (length / cadence).floor() as usize),
        runs: inside().count(),
        failed: inside().filter(|run| !run.state.counts()).count(),
        partial: inside().filter(|run| run.state == SectionState::Partial).count(),
        gaps: gaps(span, runs, cadence),
    }
}

/// Gaps between runs, and after the last one; none where there is no telling how long is usual.
fn gaps(span: Span, runs: &[&Run], cadence: Option<f64>) -> Vec<Gap> {
    let times: Vec<i64> = runs.iter().map(|run| run.taken_at.millis()).collect();
    let steps: Vec<f64> = times.windows(2).map(|pair| (pair[1] - pair[0]) as f64).collect();
    let enough = steps.len() >= 4;
    let usual = || median(steps.clone()).filter(|usual| enough && *usual > 0.0).map(|usual| usual * USUAL);
    // A day is the least that a person calls a gap, whatever the pace of a burst of runs.
    let Some(longest) = cadence.map(|c| c * 2.0).or_else(|| usual().map(|u| u.max(DAY_MS as f64))) else {
        return Vec::new();
    };
    let end = span.until.millis();
    let ends = times.iter().skip(1).copied().chain([end]);
    let long = times.iter().copied().zip(ends).filter(|(from, to)| {
        *to >= span.from.millis() && *from <= end && (to.min(&end) - from) as f64 > longest
    });
    let gap = |(from, to): (i64, i64)| {
        Some(Gap { from: Timestamp::from_millis(from)?, to: Timestamp::from_millis(to)? })
    };
    long.filter_map(gap).collect()
}
