//! What the shape alone cannot tell about a policy.

use super::dated::Dated;
use super::{Condition, Limit, MetricRule, Op, Policy, ScoreRule};
use crate::alert::AlertKind;
use std::fmt;

/// Something in a configuration that makes no sense, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Path of keys from the table that was asked, such as `metrics[3].alert`; indexes begin at 0.
    pub path: String,
    /// What is wrong and what was expected.
    pub message: String,
}

impl Problem {
    /// A problem at `path`.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The same, seen from the table in which that table is `key`.
    #[must_use]
    pub fn under(self, key: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{key}{dot}{}", self.path), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// The problems of each entry of a list, under the list's key.
fn each<T>(key: &str, list: &[T], of: impl Fn(&T) -> Vec<Problem>) -> Vec<Problem> {
    let at = |(index, entry): (usize, &T)| {
        of(entry).into_iter().map(move |problem| problem.under(&format!("{key}[{index}]")))
    };
    list.iter().enumerate().flat_map(at).collect()
}

impl Policy {
    /// Every problem, each naming its place; empty for a policy that makes sense.
    pub fn problems(&self) -> Vec<Problem> {
        let of = |key: &'static str, found: Vec<Problem>| found.into_iter().map(move |p| p.under(key));
        let score = of("score", each("rules", &self.score.rules, score_rule));
        let gate =
            of("gate", each("conditions", &self.gate.conditions, |c| condition(c).into_iter().collect()));
        let metrics = each("metrics", &self.metrics, |rule| metric_rule(rule).into_iter().collect());
        let accepted = each("accepted", &self.accepted, super::Accepted::problems);
        let (cadence, health) =
            (of("cadence", self.cadence.problems()), of("health", self.health.problems()));
        let objectives = each("objectives", &self.objectives, |o| o.problem().into_iter().collect());
        let alerts = of("alerts", self.alerts.problems());
        let judged = score.chain(metrics).chain(objectives).chain(gate);
        judged.chain(cadence).chain(health).chain(accepted).chain(alerts).collect()
    }
}

impl super::AlertRules {
    fn problems(&self) -> Vec<Problem> {
        let kinds = AlertKind::ALL.map(AlertKind::as_str);
        let unknown = self.runbooks.keys().filter(|kind| !kinds.contains(&kind.as_str()));
        let told = |kind: &String| {
            let why = format!("{kind:?} is no kind of alert; expected {}", kinds.join(", "));
            Problem::new(format!("runbooks.{kind}"), why)
        };
        let mut out: Vec<Problem> = unknown.map(told).collect();
        if !self.deviation_percent.is_finite() || self.deviation_percent < 0.0 {
            let why = "expected a number of at least 0, where 0 turns it off";
            out.push(Problem::new(
                "deviation_percent",
                format!("deviation_percent = {}; {why}", self.deviation_percent),
            ));
        }
        out
    }
}

fn score_rule(rule: &ScoreRule) -> Vec<Problem> {
    let place = format!("score rule of {}", rule.metric);
    let mut out = Vec::new();
    let ends = rule.since.is_some() && !rule.demands();
    if rule.each.is_none() == rule.tiers.is_empty() && !ends {
        out.push(Problem::new("", format!("{place}: give either `each` or `tiers`")));
    }
    let points = |path: String, points: f64| {
        let wrong = !points.is_finite() || points < 0.0;
        wrong.then(|| Problem::new(path, format!("{place}: points must be finite and not negative")))
    };
    let tiers = rule.tiers.iter().enumerate().map(|(i, tier)| (format!("tiers[{i}].penalty"), tier.penalty));
    let each = rule.each.map(|each| ("each".to_owned(), each));
    let cap = rule.cap.map(|cap| ("cap".to_owned(), cap));
    out.extend(tiers.chain(each).chain(cap).filter_map(|(path, value)| points(path, value)));
    out
}

/// A target and an alert limit that hold for the same value contradict each other.
fn metric_rule(rule: &MetricRule) -> Option<Problem> {
    let place = format!("metric rule of {}", rule.metric);
    match (rule.target, rule.alert) {
        // With a date, it says that nothing is demanded any more.
        (None, None) if rule.since.is_none() && !rule.demands() => Some(Problem::new(
            "",
            format!("{place}: give a `target`, an `alert`, a `deviation_percent` or several of them"),
        )),
        (Some(target), Some(alert)) if contradict(target, alert) => Some(Problem::new(
            "alert",
            format!("{place}: a value can meet the target ({target}) and raise the alert ({alert}) at once"),
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

fn condition(condition: &Condition) -> Option<Problem> {
    condition.problem().map(|(key, why)| Problem::new(key, format!("gate condition: {why}")))
}
