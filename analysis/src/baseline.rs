//! What a value is compared with, and by how much it deviates.

use quarterdeck_model::{Direction, History, Series, Timestamp};

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baseline {
    /// The level.
    pub value: f64,
    /// How many points are behind it.
    pub points: usize,
}

/// How far a value is from its baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deviation {
    /// Value less baseline, in the metric's unit.
    pub delta: f64,
    /// Percent of the baseline, positive where the value is worse; for a metric without direction, positive where it
    /// grew. `None` for a baseline of 0.
    pub percent: Option<f64>,
}

impl Deviation {
    /// Of `value` from `baseline`.
    pub fn of(value: f64, baseline: f64, direction: Direction) -> Self {
        let delta = value - baseline;
        let sign = if direction == Direction::HigherIsBetter { -1.0 } else { 1.0 };
        let percent = (baseline != 0.0).then(|| sign * delta / baseline.abs() * 100.0);
        Self { delta, percent: percent.filter(|p| p.is_finite()) }
    }

    /// Whether it is worse at all: never for a metric without direction.
    pub fn is_worse(self, direction: Direction) -> bool {
        self.delta * direction.worse_sign() > 0.0
    }
}

/// The median of the last `k` points before point number `at` of `series`; points of runs that do not count are not in
/// the series at all.
pub fn median_before(series: &Series, at: usize, k: usize) -> Option<Baseline> {
    let end = at.min(series.points.len());
    let before = series.points.get(end.saturating_sub(k)..end)?;
    let value = median(before.iter().map(|p| p.value).collect())?;
    Some(Baseline { value, points: before.len() })
}

/// The value at the newest run of commit `commit` (a prefix of its hash, at least seven digits).
pub fn at_commit(history: &History, series: &Series, commit: &str) -> Option<Baseline> {
    let of_commit = |run: u32| {
        let hash = history.runs.get(run as usize).and_then(|r| r.commit.as_deref());
        commit.len() >= 7 && hash.is_some_and(|hash| hash.starts_with(commit))
    };
    let point = series.points.iter().rev().find(|p| of_commit(p.run))?;
    Some(Baseline { value: point.value, points: 1 })
}

/// The value that held at `instant`: that of the newest run not after it, and not older than `most_ms` before it.
pub fn at_instant(history: &History, series: &Series, instant: Timestamp, most_ms: i64) -> Option<Baseline> {
    let time = |run: u32| history.runs.get(run as usize).map(|r| r.taken_at);
    let after = series.points.partition_point(|p| time(p.run).is_some_and(|t| t <= instant));
    let point = series.points.get(after.checked_sub(1)?)?;
    let fresh = time(point.run).is_some_and(|t| instant.millis() - t.millis() <= most_ms);
    fresh.then_some(Baseline { value: point.value, points: 1 })
}

/// The middle value, or the mean of the middle two.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some((values[last / 2] + values[values.len() / 2]) / 2.0)
}
