//! The time that a review tells of: a period, up to its end or up to now.

use crate::period::Period;
use quarterdeck_model::{History, Point, Probes, Series, Timestamp};
use std::collections::BTreeSet;

/// A period as far as it has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The period.
    pub period: Period,
    /// Its first instant.
    pub from: Timestamp,
    /// The last instant told of: the end of the period, or now while it runs.
    pub until: Timestamp,
    /// Whether the period has ended.
    pub complete: bool,
}

impl Span {
    /// The period as it stands at `now`; `None` when it has not begun, or is outside of the calendar.
    pub fn of(period: Period, now: Timestamp) -> Option<Self> {
        let (from, end) = (period.start()?, period.end()?);
        (from <= now).then_some(Self { period, from, until: end.min(now), complete: end < now })
    }

    /// The period before, whole.
    pub fn before(self) -> Option<Self> {
        Self::of(self.period.previous()?, self.until)
    }

    /// The same quarter a year before, whole.
    pub fn year_before(self) -> Option<Self> {
        Self::of(self.period.year_before()?, self.until)
    }

    /// Whether `at` lies in it.
    pub fn holds(self, at: Timestamp) -> bool {
        (self.from..=self.until).contains(&at)
    }

    /// The last instant before it.
    pub fn eve(self) -> Option<Timestamp> {
        Timestamp::from_millis(self.from.millis() - 1)
    }

    /// The points of `series` in it.
    pub fn points<'a>(self, history: &History, series: &'a Series) -> &'a [Point] {
        between(history, series, (self.from, self.until))
    }
}

/// The points of `series` from one instant to another, both included.
pub fn between<'a>(
    history: &History,
    series: &'a Series,
    (from, until): (Timestamp, Timestamp),
) -> &'a [Point] {
    let time = |p: &Point| history.run(*p).map_or(i64::MIN, |run| run.taken_at.millis());
    let first = series.points.partition_point(|p| time(p) < from.millis());
    let end = series.points.partition_point(|p| time(p) <= until.millis());
    series.points.get(first..end).unwrap_or_default()
}

/// Every week, or every quarter, in which a run not after `now` was taken, oldest first.
pub fn spans(history: &History, now: Timestamp, of: impl Fn(Timestamp) -> Period) -> Vec<Span> {
    let past = history.runs.iter().map(|run| run.taken_at).filter(|at| *at <= now);
    let periods: BTreeSet<Period> = past.map(of).collect();
    periods.into_iter().filter_map(|period| Span::of(period, now)).collect()
}

/// The history as it stood at `until`: what was taken later is not known yet. Problems of files have no date and are
/// left out.
#[must_use]
pub fn as_of(history: &History, until: Timestamp) -> History {
    let runs = history.runs.partition_point(|run| run.taken_at <= until);
    let known = |series: &Series| series.points.partition_point(|p| (p.run as usize) < runs);
    let part = |series: &Series| {
        let points = series.points.get(..known(series)).filter(|points| !points.is_empty())?;
        let (key, unit) = (series.key.clone(), series.unit.clone());
        let points = points.to_vec();
        Some(Series { key, kind: series.kind, unit, direction: series.direction, points })
    };
    let seen = |own: &Probes| {
        let known = own.seen.partition_point(|probe| (probe.run as usize) < runs);
        let seen = own.seen.get(..known).filter(|seen| !seen.is_empty())?.to_vec();
        Some(Probes { service: own.service.clone(), job: own.job.clone(), seen })
    };
    History {
        runs: history.runs.get(..runs).unwrap_or_default().to_vec(),
        series: history.series.iter().filter_map(part).collect(),
        probes: history.probes.iter().filter_map(seen).collect(),
        problems: Vec::new(),
    }
}
