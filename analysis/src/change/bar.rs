//! What a boundary between two levels must show to stay.

/// What a boundary must show to stay.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// Most probability by chance.
    pub(super) alpha: f64,
    /// Least probability that a later point is beyond an earlier one.
    pub(super) overlap: f64,
    /// Least shift of the median, as a share of the level (see [`super::scale`]).
    pub(super) magnitude: f64,
    /// Where drifts were taken off.
    pub(super) drifts: Drifts,
    /// Lag-1 autocorrelation (see [`super::dependence`]).
    pub(super) dependence: f64,
    /// See [`super::dependence::far_variance`].
    pub(super) far_variance: f64,
}

/// The drifts taken off a series: what a smooth curve does not catch of a large one is no step.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Drifts {
    /// First point, last point, and the least height of a step there in working units.
    taken: [(usize, usize, f64); Self::MOST],
    count: usize,
}

impl Drifts {
    /// Drifts taken off one series, at most.
    pub(super) const MOST: usize = 3;

    /// A step within a drift, or beside it by a quarter of its length, is at least this share of its height.
    const CAUGHT: f64 = 0.25;

    /// Adds the drift between two points.
    pub(super) fn push(&mut self, (from, to): (usize, usize), height: f64) {
        let beside = (to - from) / 4;
        if let Some(slot) = self.taken.get_mut(self.count) {
            *slot = (from.saturating_sub(beside), to + beside, height.abs() * Self::CAUGHT);
            self.count += 1;
        }
    }

    /// Least height of a step at point `at`, in working units.
    pub(super) fn least(&self, at: usize) -> f64 {
        let here = self.taken.iter().take(self.count).filter(|(from, to, _)| (*from..=*to).contains(&at));
        here.fold(0.0, |most, (.., least)| most.max(*least))
    }
}
