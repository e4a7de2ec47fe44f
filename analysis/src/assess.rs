//! Everything that pages, the gate and the dashboard say, judged once.

use crate::alert::{self, Alert};
use crate::annotation::{self, Unmatched};
use crate::baseline::{Baseline, Deviation, at_instant, median, median_before};
use crate::change::{Findings, of_history};
use crate::current::{Reading, Sweep};
use crate::gate::{self, Facts, GateReport, Inputs};
use crate::incident::{Course, courses};
use crate::objective::{self, Attained, Evidence};
use crate::period::DAY_MS;
use crate::policy::Policy;
use crate::score::{self, Score, ScorePoint, Selection};
use crate::state::{self, MetricState};
use quarterdeck_model::{Direction, History, Point, Timestamp};

/// A value of an earlier time, and the change since.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Since {
    /// The value then.
    pub value: f64,
    /// The change from then to now.
    pub change: Deviation,
}

/// What is to be said about one series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesSummary {
    /// The present.
    pub reading: Reading,
    /// Another host has given it since: history, not the present.
    pub superseded: bool,
    /// The median of the last snapshots before the present one.
    pub baseline: Option<Baseline>,
    /// From the baseline to now.
    pub deviation: Option<Deviation>,
    /// Since a week ago.
    pub week: Option<Since>,
    /// Since a quarter (91 days) ago.
    pub quarter: Option<Since>,
    /// Whether the change since a week ago is beyond what the series did before: see [`Notable`].
    pub notable: Option<Notable>,
}

/// Changes up to this many per cent are never notable.
const LEAST_PERCENT: f64 = 5.0;

/// How many times the usual spread a change must be.
const SPREADS: f64 = 5.0;

/// Points that the usual spread can be told from.
const LEAST_POINTS: usize = 5;

/// A change since last week that is larger than the series' usual movement.
///
/// Until change points are computed this is a plain rule: more than 5 % from the baseline, and further from it than
/// five times the median absolute deviation of the snapshots that the baseline is made of (3.4 standard deviations
/// of normal noise). A median forgives up to half of its points: an earlier outlier does not hide a step, as a range
/// would. Of fewer than five snapshots nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notable {
    /// Worse by its direction.
    Regression,
    /// Better by its direction.
    Improvement,
}

/// How many series changed notably.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notably worse.
    pub regressions: usize,
    /// Notably better.
    pub improvements: usize,
    /// Known and neither.
    pub unchanged: usize,
    /// Not known, stale, or with too few snapshots before to tell.
    pub unknown: usize,
}

/// Everything judged at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The instant.
    pub now: Timestamp,
    /// The score.
    pub score: Score,
    /// The score over time.
    pub trend: Vec<ScorePoint>,
    /// The states of the ruled metrics.
    pub states: Vec<MetricState>,
    /// All alerts, open ones first.
    pub alerts: Vec<Alert>,
    /// The gate.
    pub gate: GateReport,
    /// One for each series of the history, in its order.
    pub series: Vec<SeriesSummary>,
    /// The change points of each series of the history, in its order.
    pub changes: Vec<Findings>,
    /// How many changed.
    pub counts: Counts,
    /// The course of every service that was probed, by name and job.
    pub services: Vec<Course>,
    /// Every objective of the policy, in its order.
    pub objectives: Vec<Attained>,
    /// Annotations that are about nothing.
    pub unmatched: Vec<Unmatched>,
}

/// Judges `history` at `now`. Conditions of the gate that look into snapshots have no data; see [`assess_with`].
pub fn assess(history: &History, policy: &Policy, now: Timestamp) -> Assessment {
    assess_with(history, policy, now, &Inputs::default())
}

/// Judges `history` at `now`, the gate with what `inputs` tell besides.
pub fn assess_with(history: &History, policy: &Policy, now: Timestamp, inputs: &Inputs<'_>) -> Assessment {
    assess_knowing((history, of_history(history, policy)), policy, now, inputs)
}

/// The same with the change points of each series, in the order of the history, already found: a review has them from
/// its neighbour.
pub(crate) fn assess_knowing(
    (history, changes): (&History, Vec<Findings>),
    policy: &Policy,
    now: Timestamp,
    inputs: &Inputs<'_>,
) -> Assessment {
    let sweep = Sweep::finished(history);
    let score = Selection::new(history, policy).score(&sweep, policy, now);
    let services = courses(history, policy);
    let trend = score::trend(history, policy);
    let series = summaries(history, &sweep, policy, now);
    let evidence = Evidence {
        history,
        sweep: &sweep,
        policy,
        now,
        score: &score,
        trend: &trend,
        series: &series,
        changes: &changes,
        services: &services,
    };
    let objectives = objective::judge(&evidence);
    let mut alerts = alert::log(&alert::Facts::of(&evidence, &objectives));
    annotation::acknowledge(&mut alerts, history, policy, now);
    let gate = gate::judge(&Facts::of(&evidence, &alerts, &objectives, inputs));
    Assessment {
        unmatched: annotation::unmatched(history, policy, &services, &alerts),
        counts: counts(&series),
        now,
        states: state::states(history, &sweep, policy, now),
        score,
        trend,
        alerts,
        gate,
        series,
        changes,
        services,
        objectives,
    }
}

pub(crate) fn summaries(
    history: &History,
    sweep: &Sweep,
    policy: &Policy,
    now: Timestamp,
) -> Vec<SeriesSummary> {
    (0..history.series.len()).map(|index| summary(history, sweep, policy, now, index)).collect()
}

fn summary(history: &History, sweep: &Sweep, policy: &Policy, now: Timestamp, index: usize) -> SeriesSummary {
    let series = &history.series[index];
    let reading = sweep.reading(index, policy, now);
    let value = reading.known();
    let last = series.points.len().saturating_sub(1);
    let baseline = value.and_then(|_| median_before(series, last, policy.baseline.last));
    let against = |then: f64| value.map(|value| Deviation::of(value, then, series.direction));
    let since = |days: i64| {
        let then = Timestamp::from_millis(now.millis() - days * DAY_MS)?;
        // Where nothing was measured since, the newest run would be compared with itself: that is no change known.
        series.points.get(last).and_then(|p| history.run(*p)).filter(|newest| newest.taken_at > then)?;
        let value = at_instant(history, series, then, days * DAY_MS)?.value;
        Some(Since { value, change: against(value)? })
    };
    let deviation = baseline.and_then(|b| against(b.value));
    let recent = series.points.get(last.saturating_sub(policy.baseline.last)..last).unwrap_or_default();
    let notable = deviation.and_then(|d| notable(d, recent, series.direction));
    SeriesSummary {
        superseded: sweep.superseded(index),
        reading,
        baseline,
        deviation,
        week: since(7),
        quarter: since(91),
        notable,
    }
}

/// See [`Notable`]; `recent` are the points that the baseline is made of.
fn notable(deviation: Deviation, recent: &[Point], direction: Direction) -> Option<Notable> {
    let middle = median(recent.iter().map(|p| p.value).collect())?;
    let spread = median(recent.iter().map(|p| (p.value - middle).abs()).collect())?;
    // From a baseline of 0 no per cent can be given, and any change is one.
    let large = deviation.percent.is_none_or(|percent| percent.abs() > LEAST_PERCENT);
    let beyond = deviation.delta.abs() > SPREADS * spread;
    if recent.len() < LEAST_POINTS || !large || !beyond || direction == Direction::Neutral {
        return None;
    }
    Some(if deviation.is_worse(direction) { Notable::Regression } else { Notable::Improvement })
}

pub(crate) fn counts(series: &[SeriesSummary]) -> Counts {
    let mut counts = Counts::default();
    for summary in series.iter().filter(|s| !s.superseded) {
        let enough = summary.baseline.is_some_and(|b| b.points >= LEAST_POINTS);
        let slot = match (summary.reading.known().filter(|_| enough), summary.notable) {
            (None, _) => &mut counts.unknown,
            (_, Some(Notable::Regression)) => &mut counts.regressions,
            (_, Some(Notable::Improvement)) => &mut counts.improvements,
            (_, None) => &mut counts.unchanged,
        };
        *slot += 1;
    }
    counts
}
