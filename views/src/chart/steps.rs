//! Limits that changed over time: each is drawn over the time that it was in force.

use super::frame::Dress;
use super::limits::{Threshold, lines, zones};
use super::{Band, LimitLine};
use crate::format::date;
use quarterdeck_analysis::Policy;
use quarterdeck_model::{Series, Timestamp};

/// The limits of a series from one instant to before another (milliseconds).
#[derive(Debug, Clone, PartialEq)]
pub struct LimitStep {
    /// Begin; `i64::MIN` from the beginning.
    pub from: i64,
    /// End; `i64::MAX` for ever.
    pub until: i64,
    /// To be met.
    pub target: Option<Threshold>,
    /// Beyond it is an alert.
    pub alert: Option<Threshold>,
}

/// What `policy` says of `series` over all time, in order.
pub(super) fn of_policy(series: &Series, policy: &Policy) -> Vec<LimitStep> {
    let rules = policy.rules_over_time(series);
    let begin = |at: Option<Timestamp>| at.map_or(i64::MIN, Timestamp::millis);
    let ends = rules.iter().skip(1).map(|next| begin(next.from)).chain([i64::MAX]);
    let step = |(in_force, until): (&quarterdeck_analysis::policy::InForce<'_>, i64)| LimitStep {
        from: begin(in_force.from),
        until,
        target: in_force.rule.and_then(|r| r.target).map(|t| Threshold::target(t, &series.unit)),
        alert: in_force.rule.and_then(|r| r.alert).map(|a| Threshold::alert(a, &series.unit)),
    };
    rules.iter().zip(ends).map(step).collect()
}

impl Dress {
    /// Target and alert limit in force at `at`.
    pub(super) fn limits_at(&self, at: i64) -> (Option<&Threshold>, Option<&Threshold>) {
        match self.steps.iter().find(|step| (step.from..step.until).contains(&at)) {
            Some(step) => (step.target.as_ref(), step.alert.as_ref()),
            None => (self.target.as_ref(), self.alert.as_ref()),
        }
    }

    /// The steps that are seen from `from` to `to`.
    pub(super) fn steps_within(&self, (from, to): (i64, i64)) -> Vec<LimitStep> {
        let seen = self.steps.iter().filter(|step| step.from <= to && step.until > from);
        let seen: Vec<LimitStep> = seen.cloned().collect();
        if seen.is_empty() {
            let (target, alert) = (self.target.clone(), self.alert.clone());
            return vec![LimitStep { from: i64::MIN, until: i64::MAX, target, alert }];
        }
        seen
    }
}

/// Lines and zones of `steps` within the axis. Only the last one's lines are labelled, in the margin beside them.
pub(super) fn drawn(steps: &[LimitStep], axis: (f64, f64)) -> (Vec<LimitLine>, Vec<Band>) {
    let (mut all_lines, mut all_zones) = (Vec::new(), Vec::new());
    for (index, step) in steps.iter().enumerate() {
        let from = (index > 0).then_some(step.from);
        let until = (index + 1 < steps.len()).then_some(step.until);
        let (target, alert) = (step.target.as_ref(), step.alert.as_ref());
        let line = |line: LimitLine| {
            let label = if until.is_some() { String::new() } else { line.label };
            LimitLine { from, until, label, ..line }
        };
        all_lines.extend(lines(target, alert, axis).into_iter().map(line));
        all_zones.extend(zones(target, alert, axis).into_iter().map(|z| Band { since: from, until, ..z }));
    }
    (all_lines, all_zones)
}

/// What earlier limits were and until when, in words.
pub(super) fn notes(steps: &[LimitStep]) -> Vec<String> {
    let earlier = steps.iter().take(steps.len().saturating_sub(1));
    let note = |step: &LimitStep| {
        let end = Timestamp::from_millis(step.until).map(date).unwrap_or_default();
        let limits: Vec<&str> = step.target.iter().chain(&step.alert).map(|t| t.label.as_str()).collect();
        match limits.is_empty() {
            true => format!("Before {end}: no target."),
            false => format!("Before {end}: {}.", limits.join(", ")),
        }
    };
    earlier.map(note).collect()
}
