//! Covered of total.

/// `covered` of `total` things. Percentages are derived from it, never stored or averaged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Count {
    /// How many were hit.
    pub covered: u64,
    /// How many there are.
    pub total: u64,
}

impl Count {
    /// 0–100; `None` for 0 of 0, which is unknown and not 100 %.
    pub fn percent(self) -> Option<f64> {
        (self.total > 0).then(|| self.covered as f64 * 100.0 / self.total as f64)
    }

    /// Sum of two counts, saturating.
    #[must_use]
    pub fn plus(self, other: Count) -> Count {
        Count {
            covered: self.covered.saturating_add(other.covered),
            total: self.total.saturating_add(other.total),
        }
    }
}
