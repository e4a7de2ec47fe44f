//! What the shape alone cannot tell about a policy.

use super::{Condition, Limit, MetricRule, Op, Policy, ScoreRule};
use crate::alert::AlertKind;

impl Policy {
    /// Every problem, each naming its table; empty for a policy that makes sense.
    pub fn problems(&self) -> Vec<String> {
        let score = self.score.rules.iter().flat_map(score_rule);
        let metrics = self.metrics.iter().flat_map(metric_rule);
        let gate = self.gate.conditions.iter().enumerate().filter_map(|(i, c)| condition(i + 1, c));
        let cadence = self.cadence.problems();
        let accepted = self.accepted.iter().flat_map(super::Accepted::problems);
        let health = self.health.problems();
        let objectives = (1..).zip(&self.objectives).filter_map(|(number, o)| o.problem(number));
        let alerts = self.alerts.problems();
        let judged = score.chain(metrics).chain(objectives).chain(gate);
        judged.chain(cadence).chain(health).chain(accepted).chain(alerts).collect()
    }
}

impl super::AlertRules {
    fn problems(&self) -> Vec<String> {
        let kinds = AlertKind::ALL.map(AlertKind::as_str);
        let unknown = self.runbooks.keys().filter(|kind| !kinds.contains(&kind.as_str()));
        let mut out: Vec<String> = unknown
            .map(|kind| {
                format!("alerts.runbooks: {kind:?} is no kind of alert; expected {}", kinds.join(", "))
            })
            .collect();
        if !self.deviation_percent.is_finite() || self.deviation_percent < 0.0 {
            out.push(format!(
                "alerts: deviation_percent = {}; expected a number of at least 0, where 0 turns it off",
                self.deviation_percent
            ));
        }
        out
    }
}

fn score_rule(rule: &ScoreRule) -> Vec<String> {
    let place = format!("score rule of {}", rule.metric);
    let mut out = Vec::new();
    if rule.each.is_none() == rule.tiers.is_empty() {
        out.push(format!("{place}: give either `each` or `tiers`"));
    }
    let tiers = rule.tiers.iter().map(|t| t.penalty);
    if tiers.chain(rule.each).chain(rule.cap).any(|points| !points.is_finite() || points < 0.0) {
        out.push(format!("{place}: points must be finite and not negative"));
    }
    out
}

/// A target and an alert limit that hold for the same value contradict each other.
fn metric_rule(rule: &MetricRule) -> Option<String> {
    let place = format!("metric rule of {}", rule.metric);
    match (rule.target, rule.alert) {
        (None, None) if rule.deviation_percent.is_none() => {
            Some(format!("{place}: give a `target`, an `alert`, a `deviation_percent` or several of them"))
        }
        (Some(target), Some(alert)) if contradict(target, alert) => Some(format!(
            "{place}: a value can meet the target ({target}) and raise the alert ({alert}) at once"
        )),
        _ => None,
    }
}

/// Both look the same way, or the alert begins inside the target.
fn contradict(target: Limit, alert: Limit) -> bool {
    let up = |op| matches!(op, Op::More | Op::AtLeast);
    let inside = if up(target.op) { alert.value > target.value } else { alert.value < target.value };
    up(target.op) == up(alert.op) || inside
}

fn condition(number: usize, condition: &Condition) -> Option<String> {
    condition.problem().map(|(_, why)| format!("gate condition number {number}: {why}"))
}
