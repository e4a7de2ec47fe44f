//! Alerts that came and went in the period.

use super::{Facts, Span};
use crate::alert::{Alert, AlertKind};
use crate::baseline::median;
use crate::period::DAY_MS;
use quarterdeck_model::Timestamp;

/// Alerts of a period; each as its index in the assessment's log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// Opened in the period.
    pub opened: Vec<usize>,
    /// Resolved in the period.
    pub resolved: Vec<usize>,
    /// Open at its end.
    pub open: Vec<usize>,
    /// Median days from opening to resolving of those resolved; `None` of none.
    pub median_days: Option<f64>,
}

pub(super) fn flow(facts: &Facts<'_>, span: Span) -> Flow {
    let mut out = Flow::default();
    let mut lasted = Vec::new();
    for (index, alert) in facts.assessment.alerts.iter().enumerate() {
        let closed = alert.closed.and_then(|run| time(facts, run));
        // A figure grows stale between runs: it is open, and began to be in no run.
        let begun = time(facts, alert.opened).filter(|_| alert.kind != AlertKind::StaleData);
        out.opened.extend(begun.filter(|at| span.holds(*at)).map(|_| index));
        out.open.extend(alert.is_open().then_some(index));
        if closed.is_some_and(|at| span.holds(at)) {
            out.resolved.push(index);
            lasted.extend(days_open(facts, alert));
        }
    }
    out.median_days = median(lasted);
    out
}

/// Days from the first breach to the first snapshot without one; `None` while it is open.
pub fn days_open(facts: &Facts<'_>, alert: &Alert) -> Option<f64> {
    let (from, to) = (time(facts, alert.opened)?, time(facts, alert.closed?)?);
    Some((to.millis() - from.millis()) as f64 / DAY_MS as f64)
}

fn time(facts: &Facts<'_>, run: u32) -> Option<Timestamp> {
    facts.history.runs.get(run as usize).map(|run| run.taken_at)
}
