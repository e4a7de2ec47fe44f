//! When a service is good again.

use super::Steady;
use super::judge::Seen;
use quarterdeck_model::payload::Recovery;

/// From when, until when, and what counts.
pub(super) struct Watch {
    /// The injection: what failed before it says nothing about the fault.
    pub(super) inject: f64,
    /// Where the recovery counts from: the injection for a crash, the clear for a held fault.
    pub(super) from: f64,
    /// End of the watch.
    pub(super) end: f64,
    /// Seconds between two probes.
    pub(super) every: f64,
    /// The run of good probes that ends it.
    pub(super) steady: Steady,
}

/// Recovery ends at *done* of the first good probe of a run of good probes that is long enough, with no later failure
/// in the watch; without such a run it is censored at the end of the watch.
pub(super) fn recovery(probes: &[Seen], watch: &Watch, good: impl Fn(&Seen) -> bool) -> Recovery {
    let seen: Vec<&Seen> =
        probes.iter().filter(|p| p.planned >= watch.inject && p.planned <= watch.end).collect();
    let after = seen.iter().rposition(|p| !good(p)).map_or(0, |last| last + 1);
    let run = seen.get(after..).unwrap_or_default();
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return censored(watch) };
    // Sums of steps are not exact: a thousandth of a step is no difference.
    let lasts = last.planned - first.planned + watch.every * 1e-3 >= watch.steady.seconds;
    if !lasts || run.len() < watch.steady.probes as usize {
        return censored(watch);
    }
    let seconds = (first.done - watch.from).max(0.0);
    Recovery { seconds, plus_minus: Some(watch.every), censored: false }
}

fn censored(watch: &Watch) -> Recovery {
    let seconds = (watch.end - watch.from).max(0.0);
    Recovery { seconds, plus_minus: Some(watch.every), censored: true }
}
