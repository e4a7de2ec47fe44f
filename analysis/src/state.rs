//! The state of each ruled metric: meets its target, off target, in alert, unknown or stale.

use crate::current::{Reading, Sweep};
use crate::policy::{MetricRule, Policy};
use quarterdeck_model::{History, Timestamp};

/// Where a metric stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Meets its target.
    Ok,
    /// Between target and alert.
    OffTarget,
    /// Beyond the alert limit.
    Alert,
    /// Older than twice its cadence.
    Stale,
    /// Not known.
    Unknown,
}

impl Status {
    /// `ok`, `off-target`, `alert`, `stale`, `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::OffTarget => "off-target",
            Status::Alert => "alert",
            Status::Stale => "stale",
            Status::Unknown => "unknown",
        }
    }
}

/// The state of one series under one rule; of no series when the metric was never measured.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricState {
    /// Index of the rule in the policy.
    pub rule: usize,
    /// Index of the series in the history.
    pub series: Option<usize>,
    /// Where it stands.
    pub status: Status,
    /// The figure behind it.
    pub reading: Reading,
}

/// Judges one value; comparisons are strict as written.
pub fn judge(rule: &MetricRule, value: f64) -> Status {
    if rule.alert.is_some_and(|limit| limit.holds(value)) {
        return Status::Alert;
    }
    match rule.target {
        Some(target) if !target.holds(value) => Status::OffTarget,
        _ => Status::Ok,
    }
}

/// The states of every rule's series at `now`: a figure is judged by the rule in force when it was taken.
pub fn states(history: &History, sweep: &Sweep, policy: &Policy, now: Timestamp) -> Vec<MetricState> {
    let mut out = Vec::new();
    for lane in policy.metric_lanes() {
        let Some(subject) = lane.subject() else { continue };
        let all = history.series.iter().enumerate();
        let mut chosen =
            all.filter(|(i, s)| sweep.has_seen(*i) && subject.selects(s) && !sweep.superseded(*i)).peekable();
        if let (None, Some((rule, _))) = (chosen.peek(), lane.at(now)) {
            let reading = Reading::Unknown { reason: "never measured".to_owned() };
            out.push(MetricState { rule, series: None, status: Status::Unknown, reading });
        }
        for (index, _) in chosen {
            let reading = sweep.reading(index, policy, now);
            let taken = reading.run().and_then(|run| history.runs.get(run as usize)).map(|run| run.taken_at);
            let Some((number, rule)) = lane.at(taken.unwrap_or(now)) else { continue };
            let status = status(rule, &reading);
            out.push(MetricState { rule: number, series: Some(index), status, reading });
        }
    }
    out
}

fn status(rule: &MetricRule, reading: &Reading) -> Status {
    match reading {
        Reading::Known { value, .. } => judge(rule, *value),
        Reading::Stale { .. } => Status::Stale,
        Reading::Unknown { .. } => Status::Unknown,
    }
}
