//! The history of the series on the chart, judged by the same analysis as the pages beside.
//!
//! Only these series and the runs of their streams are judged: a chart shows no others, and a reader waits for it.

use crate::data::pace::{Pace, SLICE, Stale};
use crate::data::{Source, verdict};
use crate::state::calendar::Range;
use quarterdeck_analysis::policy::Policy;
use quarterdeck_analysis::{Assessment, assess_charts};
use quarterdeck_model::{History, Point, Run, Runs, Series, Timestamp};
use std::sync::Arc;

/// The chosen runs of the chosen series, and what is to be said of them.
#[derive(Debug)]
pub struct Judged {
    /// These runs and series.
    pub history: History,
    /// What it means, as far as a chart shows it.
    pub assessment: Assessment,
    /// What it was judged by.
    pub policy: Policy,
    /// First and last instant that charts show, in milliseconds; none for from first to last point.
    pub frame: Option<(i64, i64)>,
    /// How many runs are chosen, of whatever stream.
    pub runs: usize,
    slugs: Vec<String>,
}

impl Judged {
    /// Judges by `policy` the runs for which `keep` says so, in the streams of the series with these slugs.
    ///
    /// # Errors
    /// [`Stale`] from `pace`.
    pub async fn new(
        (source, policy): (&Source, Policy),
        keep: &[bool],
        (range, slugs): (Range, &[String]),
        pace: &mut impl Pace,
    ) -> Result<Self, Stale> {
        let chosen: Vec<usize> = slugs.iter().filter_map(|slug| source.find(slug)).collect();
        let (history, kept) = history(source, keep, &chosen, pace).await?;
        let now = range.judged_at(source.manifest.now);
        let ends = verdict::ends(source, keep).map(|(first, last)| (first.taken_at, last.taken_at));
        pace.breathe().await?;
        Ok(Self {
            assessment: assess_charts(&history, &policy, now),
            policy,
            frame: ends.filter(|_| !range.is_all()).and_then(|ends| frame(range, ends)),
            runs: keep.iter().filter(|kept| **kept).count(),
            slugs: kept.into_iter().map(|index| source.slug(index).to_owned()).collect(),
            history,
        })
    }

    /// The index of the series with that slug.
    pub fn find(&self, slug: &str) -> Option<usize> {
        self.slugs.iter().position(|own| own == slug)
    }
}

/// The runs of the chosen series' streams that are kept, and these series; the places of the latter in the source.
async fn history(
    source: &Source,
    keep: &[bool],
    chosen: &[usize],
    pace: &mut impl Pace,
) -> Result<(History, Vec<usize>), Stale> {
    let mut series: Vec<(usize, &Series)> =
        chosen.iter().filter_map(|at| Some((*at, source.history.series.get(*at)?))).collect();
    series.sort_by_key(|(at, _)| *at);
    series.dedup_by_key(|(at, _)| *at);
    let of_stream = |run: &Run| series.iter().any(|(_, s)| s.kind == run.kind && s.key.job == run.job);
    let streams: Vec<bool> =
        source.contexts.examples(&source.history).map(|(run, _)| of_stream(run)).collect();
    let mut numbers: Vec<Option<u32>> = vec![None; keep.len()];
    let mut runs = Runs::default();
    let all = source.history.runs.as_slice().iter().zip(&source.contexts.of_run).zip(keep).zip(&mut numbers);
    for (index, (((run, context), kept), number)) in all.enumerate() {
        if index % SLICE == 0 {
            pace.breathe().await?;
        }
        if *kept && streams.get(*context as usize) == Some(&true) {
            *number = u32::try_from(runs.len()).ok();
            runs.push(Arc::clone(run));
        }
    }
    let point = |p: &Point| Some(Point { run: (*numbers.get(p.run as usize)?)?, value: p.value });
    let copy = |(at, s): (usize, &Series)| {
        let points: Vec<Point> = s.points.iter().filter_map(point).collect();
        let key = s.key.clone();
        let series = Series { key, kind: s.kind, unit: s.unit.clone(), direction: s.direction, points };
        (!series.points.is_empty()).then_some((at, series))
    };
    let (kept, series) = series.into_iter().filter_map(copy).unzip();
    Ok((History { runs, series, ..History::default() }, kept))
}

/// What the charts show: the chosen days, an open end at the first or last run.
fn frame(range: Range, (first, last): (Timestamp, Timestamp)) -> Option<(i64, i64)> {
    let (from, end) = range.bounds();
    let from = if range.from.is_some() { from } else { first.millis() };
    let to = if range.to.is_some() { end.saturating_sub(1) } else { last.millis() };
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing;

    fn judged(hash: &str) -> Judged {
        testing::judged(&testing::source(), &address::read(hash))
    }

    #[test]
    fn the_chosen_series_have_the_points_of_the_chosen_runs() {
        let source = testing::source();
        let alone = source.history.filtered(|run| run.branch.as_deref() == Some("feature"));
        let judged = judged("#branch=feature&m=tests.failed--all,gone");
        let values = |history: &History| -> Vec<f64> {
            history.series_of("tests.failed").flat_map(|s| &s.points).map(|p| p.value).collect()
        };
        assert_eq!(values(&judged.history), values(&alone));
        assert!(judged.history.runs.iter().all(|run| run.job == "all"));
        assert_eq!((judged.find("tests.failed--all"), judged.find("gone")), (Some(0), None));
    }

    #[test]
    fn a_past_range_frames_the_chart() {
        let (from, to) = judged("#from=2026-11-02&to=2026-11-04&m=tests.failed--all").frame.expect("a frame");
        assert_eq!(to - from, 3 * 86_400_000 - 1);
        assert_eq!(judged("#m=tests.failed--all").frame, None);
    }

    #[test]
    fn nothing_chosen_is_nothing_judged() {
        let judged = judged("#branch=gone&m=tests.failed--all");
        assert!(judged.history.series.is_empty() && judged.runs == 0);
    }
}
