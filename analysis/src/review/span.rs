//! The time that a review tells of: a period, up to its end or up to now.

use crate::period::Period;
use crate::zone::Zone;
use quarterdeck_model::{History, Point, Probed, Probes, Series, Timestamp};
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
    pub fn of(period: Period, now: Timestamp, zone: &Zone) -> Option<Self> {
        let (from, end) = (period.start(zone)?, period.end(zone)?);
        (from <= now).then_some(Self { period, from, until: end.min(now), complete: end < now })
    }

    /// The period before, whole.
    pub fn before(self, zone: &Zone) -> Option<Self> {
        Self::of(self.period.previous()?, self.until, zone)
    }

    /// The same quarter a year before, whole.
    pub fn year_before(self, zone: &Zone) -> Option<Self> {
        Self::of(self.period.year_before()?, self.until, zone)
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
pub fn spans(
    history: &History,
    now: Timestamp,
    zone: &Zone,
    of: impl Fn(Timestamp, &Zone) -> Period,
) -> Vec<Span> {
    let past = history.runs.iter().map(|run| run.taken_at).filter(|at| *at <= now);
    let periods: BTreeSet<Period> = past.map(|at| of(at, zone)).collect();
    periods.into_iter().filter_map(|period| Span::of(period, now, zone)).collect()
}

/// The history as it stood at `until`: what was taken later is not known yet. Problems of files have no date and are
/// left out.
#[must_use]
pub fn as_of(history: &History, until: Timestamp) -> History {
    let runs = runs_until(history, until);
    History {
        runs: history.runs.up_to(runs),
        series: series_of(history, runs),
        probes: history.probes.iter().filter_map(|probes| probes_of(probes, runs)).collect(),
        problems: Vec::new(),
    }
}

/// How many runs were taken up to `until`.
pub(super) fn runs_until(history: &History, until: Timestamp) -> usize {
    history.runs.partition_point(|run| run.taken_at <= until)
}

/// The series with only the points of the first `runs` runs, those without any left out.
pub(super) fn series_of(history: &History, runs: usize) -> Vec<Series> {
    let part = |series: &Series| {
        let known = series.points.partition_point(|p| (p.run as usize) < runs);
        let points = series.points.get(..known).filter(|points| !points.is_empty())?.to_vec();
        let (key, unit) = (series.key.clone(), series.unit.clone());
        Some(Series { key, kind: series.kind, unit, direction: series.direction, points })
    };
    history.series.iter().filter_map(part).collect()
}

/// The probes that the first `runs` runs made; `None` of none.
fn probes_of(probes: &Probes, runs: usize) -> Option<Probes> {
    let known = probes.seen.iter().filter(|probed| (probed.run as usize) < runs);
    let seen: Vec<Probed> = known.copied().collect();
    let (service, job) = (probes.service.clone(), probes.job.clone());
    (!seen.is_empty()).then_some(Probes { service, job, seen })
}
