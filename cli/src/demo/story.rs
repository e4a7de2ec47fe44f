//! What happens in the simulated project: levels over time, with a regression, a repair, an outage and a gap.

/// One day of the history.
#[derive(Debug, Clone, Copy)]
pub(super) struct Story {
    /// Days since the beginning.
    pub(super) day: i64,
    /// The last day.
    pub(super) days: i64,
}

/// The runner was away for nine days: a gap, not a row of zeros.
pub(super) fn no_runs(left: i64) -> bool {
    (58..67).contains(&left)
}

impl Story {
    /// Days until the end.
    fn left(&self) -> i64 {
        self.days - self.day
    }

    /// How far the story is, 0–1.
    pub(super) fn progress(&self) -> f64 {
        if self.days == 0 { 1.0 } else { self.day as f64 / self.days as f64 }
    }

    /// P99 latency in milliseconds: a regression 40 days before the end, half repaired 12 days before it.
    pub(super) fn latency_ms(&self) -> f64 {
        match self.left() {
            0..12 => 0.345,
            12..40 => 0.41,
            _ => 0.30,
        }
    }

    /// Requests a second.
    pub(super) fn throughput(&self) -> f64 {
        if self.left() < 40 { 2540.0 } else { 2720.0 }
    }

    /// Share of covered lines, 0–1, creeping up.
    pub(super) fn covered(&self) -> f64 {
        0.74 + 0.125 * self.progress()
    }

    /// Findings worked off so far.
    pub(super) fn worked_off(&self) -> u64 {
        (42.0 * self.progress()) as u64
    }

    /// Open findings, fewer over time.
    pub(super) fn findings(&self) -> u64 {
        (44.0 - 24.0 * self.progress()) as u64
    }

    /// Whether the type checker broke that day.
    pub(super) fn types_failed(&self) -> bool {
        self.left() % 37 == 20
    }

    /// Whether the newest code is there, which few tests cover yet.
    pub(super) fn fresh(&self) -> bool {
        self.left() < 4
    }

    /// Whether a test that was mended since fails.
    pub(super) fn broken(&self) -> bool {
        (5..9).contains(&self.left())
    }

    /// An outage of the gateway, 25 days before the end.
    pub(super) fn outage(&self) -> bool {
        self.left() == 25
    }

    /// Thousand lines of code.
    pub(super) fn kilolines(&self) -> f64 {
        18.0 + 14.0 * self.progress()
    }
}
