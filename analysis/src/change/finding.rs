//! What is found in a series.

use super::Level;
use quarterdeck_model::Direction;

/// How sure a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A few points only, or one of many series of which some shift by chance: shown, never fails a gate.
    Suspected,
    /// Holds against chance, autocorrelation, outliers and the number of series judged.
    Confirmed,
}

impl Tier {
    /// `suspected` or `confirmed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Tier::Suspected => "suspected",
            Tier::Confirmed => "confirmed",
        }
    }
}

/// What a change means, by the metric's stored direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Worse.
    Regression,
    /// Better.
    Improvement,
    /// The metric has no better and worse.
    Shift,
}

impl Meaning {
    /// `regression`, `improvement` or `shift`.
    pub fn as_str(self) -> &'static str {
        match self {
            Meaning::Regression => "regression",
            Meaning::Improvement => "improvement",
            Meaning::Shift => "shift",
        }
    }

    pub(super) fn of(growth: f64, direction: Direction) -> Self {
        let worse = growth * direction.worse_sign();
        match worse {
            w if w > 0.0 => Meaning::Regression,
            w if w < 0.0 => Meaning::Improvement,
            _ => Meaning::Shift,
        }
    }
}

/// A place where a new level begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Index of the first point of the new level in the values as given.
    pub at: usize,
    /// How sure.
    pub tier: Tier,
    /// Worse or better.
    pub meaning: Meaning,
    /// The level before.
    pub before: Level,
    /// The level after, up to the next change. Where the series drifts too, both levels are those at the change.
    pub after: Level,
    /// Percent of the level before, positive where it grew; `None` from a level of 0.
    pub percent: Option<f64>,
    /// Share of unchanged series in which as clear a change is found anywhere.
    pub p_value: f64,
    /// Probability that a point after it is beyond a point before it: 1/2 (no difference) to 1 (no overlap).
    pub overlap: f64,
    /// Whether the present level is still at least as near to the level after it as to the one before.
    pub present: bool,
    /// Whether its new level was accepted.
    pub accepted: bool,
}

impl Change {
    /// Whether a level of `median` is nearer to the level before the change than to the one after it.
    pub(crate) fn is_undone_by(&self, median: f64) -> bool {
        (median - self.before.median).abs() < (median - self.after.median).abs()
    }
}

/// A slow drift: no point of it is a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Index of its first point in the values as given.
    pub from: usize,
    /// Index of its last point.
    pub to: usize,
    /// Worse or better.
    pub meaning: Meaning,
    /// The level where it begins.
    pub before: f64,
    /// The level where it ends.
    pub after: f64,
    /// Percent of the level where it begins; `None` from a level of 0.
    pub percent: Option<f64>,
}

/// What is found in one series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Known points.
    pub points: usize,
    /// Whether they are enough to judge by.
    pub judged: bool,
    /// Changes, oldest first.
    pub changes: Vec<Change>,
    /// Drifts, oldest first.
    pub drifts: Vec<Drift>,
    /// The present level: since the last change, confirmed or accepted.
    pub level: Option<Level>,
}

impl Findings {
    /// The least p-value of its confirmed changes; 1 without any.
    pub fn p_value(&self) -> f64 {
        let confirmed = self.changes.iter().filter(|c| c.tier == Tier::Confirmed);
        confirmed.map(|c| c.p_value).fold(1.0, f64::min)
    }
}

/// Growth from `before` to `after` in percent of `before`.
pub(crate) fn percent(before: f64, after: f64) -> Option<f64> {
    let percent = (after - before) / before.abs() * 100.0;
    (before != 0.0 && percent.is_finite()).then_some(percent)
}
