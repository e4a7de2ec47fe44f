//! What became of one request.

use super::fault::Fault;
use std::time::Duration;

/// One request; times in microseconds from planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    /// Its place in the plan.
    pub(super) index: u64,
    /// Until a connection was free for it; 0 when one was by then.
    pub(super) waited: u32,
    /// Until it was sent, or given up unsent.
    pub(super) lag: u32,
    /// Until it was done: the whole answer was there, or, whatever failed, its deadline.
    pub(super) done: u32,
    pub(super) fault: Option<Fault>,
}

/// Whole microseconds, rounded to the nearest.
pub(super) fn micros(duration: Duration) -> u32 {
    u32::try_from(duration.as_nanos().saturating_add(500) / 1000).unwrap_or(u32::MAX)
}
