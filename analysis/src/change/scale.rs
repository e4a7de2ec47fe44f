//! Working units: logarithms where all values are positive, since noise and steps are then shares of the level.

/// The known values of a series in working units.
#[derive(Debug, Clone)]
pub(super) struct Scaled {
    /// Working units.
    pub(super) values: Vec<f64>,
    /// Place of each in the series as given.
    pub(super) index: Vec<usize>,
    /// Whether `values` are logarithms.
    pub(super) log: bool,
    /// What the values were divided by.
    unit: f64,
}

impl Scaled {
    /// Of `values`; what is not finite is missing. Dividing by the mean size makes the result the same in any unit.
    pub(super) fn new(values: &[f64]) -> Self {
        let known: Vec<(usize, f64)> =
            values.iter().copied().enumerate().filter(|(_, v)| v.is_finite()).collect();
        // Each is divided first: a sum of the largest numbers would overflow.
        let count = known.len().max(1) as f64;
        let mean: f64 = known.iter().map(|(_, v)| v.abs() / count).sum();
        let unit = if mean > 0.0 && mean.is_finite() { mean } else { 1.0 };
        let relative: Vec<f64> = known.iter().map(|(_, v)| v / unit).collect();
        let log = relative.iter().all(|v| *v > 0.0);
        let values = if log { relative.iter().map(|v| libm::log(*v)).collect() } else { relative };
        Self { values, index: known.iter().map(|(i, _)| *i).collect(), log, unit }
    }

    /// A value in working units as the series has it.
    pub(super) fn original(&self, value: f64) -> f64 {
        self.unit * if self.log { libm::exp(value) } else { value }
    }

    /// Whether a shift between two levels is at least the share `least` of the smaller one.
    pub(super) fn matters(&self) -> fn(f64, f64, f64) -> bool {
        if self.log {
            |before, after, least| (after - before).abs() >= libm::log1p(least)
        } else {
            |before, after, least| {
                let shift = (after - before).abs();
                shift > 0.0 && shift >= least * before.abs().min(after.abs())
            }
        }
    }
}
