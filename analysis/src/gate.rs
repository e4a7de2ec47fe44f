//! The gate: every condition known and met, or it does not pass.

use crate::alert::Alert;
use crate::assess::assess;
use crate::current::{Reading, Sweep, why_failed};
use crate::policy::{Condition, Limit, Policy, Severity, selects};
use crate::score::Score;
use quarterdeck_model::{History, Kind, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// How a condition, or the whole gate, came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateOutcome {
    /// Known and met.
    Met,
    /// The data needed is missing: never met.
    Missing,
    /// Known and not met.
    NotMet,
}

/// One condition, judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionReport {
    /// The condition in words.
    pub text: String,
    /// How it came out.
    pub outcome: GateOutcome,
    /// The figures behind it.
    pub why: String,
    /// The snapshots behind it.
    pub evidence: Vec<String>,
}

/// The whole gate, judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateReport {
    /// In the order of the policy.
    pub conditions: Vec<ConditionReport>,
    /// Not met if any condition is not met, else missing if any is missing.
    pub outcome: GateOutcome,
}

/// Judges the gate at `now`.
pub fn check(history: &History, policy: &Policy, now: Timestamp) -> GateReport {
    assess(history, policy, now).gate
}

/// What conditions are judged by.
pub(crate) struct Facts<'a> {
    pub(crate) history: &'a History,
    pub(crate) sweep: &'a Sweep<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) now: Timestamp,
    pub(crate) score: &'a Score,
    pub(crate) alerts: &'a [Alert],
}

/// Judges every condition that is in force. An empty gate knows nothing, so it is missing.
pub(crate) fn judge(facts: &Facts) -> GateReport {
    let conditions = facts.policy.conditions_at(facts.now);
    let conditions: Vec<ConditionReport> = conditions.into_iter().map(|c| facts.condition(c)).collect();
    let worst = conditions.iter().map(|c| c.outcome).max().unwrap_or(GateOutcome::Missing);
    GateReport { conditions, outcome: worst }
}

/// Text, outcome, reason and evidence of one condition.
fn report(text: String, outcome: GateOutcome, why: String, evidence: Vec<String>) -> ConditionReport {
    ConditionReport { text, outcome, why, evidence }
}

fn met(holds: bool) -> GateOutcome {
    if holds { GateOutcome::Met } else { GateOutcome::NotMet }
}

impl Facts<'_> {
    fn condition(&self, condition: &Condition) -> ConditionReport {
        match condition {
            Condition { score: Some(limit), .. } => self.score(*limit),
            Condition { metric: Some(metric), limit: Some(limit), .. } => {
                self.metric(metric, *limit, condition)
            }
            Condition { no_alert: Some(severity), .. } => self.no_alert(*severity),
            Condition { collected: true, .. } => self.collected(),
            _ => report(
                "a condition that says nothing".to_owned(),
                GateOutcome::Missing,
                "it names neither score, metric with limit, no_alert nor collected".to_owned(),
                Vec::new(),
            ),
        }
    }

    /// The low end decides. Where the high end would hold, data is missing; where not even that, the gate fails.
    fn score(&self, limit: Limit) -> ConditionReport {
        let Score { low, high, parts, .. } = self.score;
        let unknown: Vec<&str> =
            parts.iter().filter(|p| p.penalty.is_none()).map(|p| p.metric.as_str()).collect();
        let outcome = match (limit.holds(*low), limit.holds(*high)) {
            (true, _) => GateOutcome::Met,
            (false, true) if !unknown.is_empty() => GateOutcome::Missing,
            _ => GateOutcome::NotMet,
        };
        let why = if unknown.is_empty() {
            format!("the score is {low}")
        } else {
            format!("the score is {low}\u{2013}{high}: {} not known", unknown.join(", "))
        };
        report(format!("score {limit}"), outcome, why, Vec::new())
    }

    /// Every series that the condition selects must be known and meet the limit.
    fn metric(&self, metric: &str, limit: Limit, condition: &Condition) -> ConditionReport {
        let all = self.history.series.iter().enumerate();
        let mut worst = (GateOutcome::Missing, "never measured".to_owned(), Vec::new());
        let mut first = true;
        for (index, series) in all {
            let chosen = selects(metric, condition.job.as_deref(), &condition.labels, series);
            if !chosen || self.sweep.superseded(index) {
                continue;
            }
            let found = self.reading(index, limit);
            if first || found.0 > worst.0 {
                worst = found;
            }
            first = false;
        }
        report(format!("{metric} {limit}"), worst.0, worst.1, worst.2)
    }

    fn reading(&self, series: usize, limit: Limit) -> (GateOutcome, String, Vec<String>) {
        let reading = self.sweep.reading(series, self.policy, self.now);
        let evidence = reading.run().and_then(|run| self.id(run)).into_iter().collect();
        let labels = &self.history.series[series].key.labels;
        let place = if labels.is_empty() { String::new() } else { format!(" ({labels})") };
        match reading {
            Reading::Known { value, .. } => {
                (met(limit.holds(value)), format!("it is {value}{place}"), evidence)
            }
            other => {
                (GateOutcome::Missing, format!("{}{place}", other.reason().unwrap_or_default()), evidence)
            }
        }
    }

    /// An unknown ruled metric could be in alert: without any known one, data is missing.
    fn no_alert(&self, severity: Severity) -> ConditionReport {
        let text = match severity {
            Severity::Warning => "no open alert".to_owned(),
            Severity::Critical => "no open critical alert".to_owned(),
        };
        let open: Vec<&Alert> =
            self.alerts.iter().filter(|a| a.is_open() && a.severity >= severity).collect();
        if let Some(first) = open.first() {
            let why = format!("{} open: {}", open.len(), first.message);
            let evidence = open.iter().filter_map(|a| self.id(a.last_seen)).collect();
            return report(text, GateOutcome::NotMet, why, evidence);
        }
        match self.unknown_ruled(severity) {
            Some(unknown) => report(text, GateOutcome::Missing, format!("not known: {unknown}"), Vec::new()),
            None => report(text, GateOutcome::Met, "none is open".to_owned(), Vec::new()),
        }
    }

    /// Names of the ruled metrics of that severity that are not known now.
    fn unknown_ruled(&self, severity: Severity) -> Option<String> {
        let rules = self.policy.rules_at(self.now).into_iter();
        let rules = rules.filter(|r| r.alert.is_some() && r.severity >= severity);
        let unknown = rules.filter(|rule| {
            let series = self.history.series.iter().enumerate();
            let mut chosen = series.filter(|(i, s)| rule.selects(s) && !self.sweep.superseded(*i)).peekable();
            let none = chosen.peek().is_none();
            none || chosen.any(|(i, _)| self.sweep.reading(i, self.policy, self.now).known().is_none())
        });
        let names: Vec<&str> = unknown.map(|rule| rule.metric.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The newest run of every job counts.
    fn collected(&self) -> ConditionReport {
        let mut newest: BTreeMap<(Kind, &str), u32> = BTreeMap::new();
        for (index, run) in (0u32..).zip(&self.history.runs) {
            newest.insert((run.kind, &run.job), index);
        }
        let text = "every job was collected".to_owned();
        let failed: Vec<u32> = newest.values().copied().filter(|run| !self.counts(*run)).collect();
        let why: Vec<String> =
            failed.iter().filter_map(|r| self.history.runs.get(*r as usize)).map(why_failed).collect();
        let evidence = failed.iter().filter_map(|run| self.id(*run)).collect();
        match (newest.is_empty(), failed.is_empty()) {
            (true, _) => {
                report(text, GateOutcome::Missing, "nothing was ever collected".to_owned(), evidence)
            }
            (false, true) => report(text, GateOutcome::Met, format!("{} jobs", newest.len()), evidence),
            (false, false) => report(text, GateOutcome::Missing, why.join("; "), evidence),
        }
    }

    fn counts(&self, run: u32) -> bool {
        self.history.runs.get(run as usize).is_some_and(|r| r.state.counts())
    }

    fn id(&self, run: u32) -> Option<String> {
        self.history.runs.get(run as usize).map(|r| r.id.to_string())
    }
}
