//! Values beyond their alert limit, each by the rule in force when it was taken.

use super::opening::{Opening, Seen, openings};
use super::{Alert, AlertKind, Facts};
use crate::policy::{Lane, Limit, MetricRule};
use quarterdeck_model::Series;

pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for lane in facts.policy.metric_lanes() {
        let Some(subject) = lane.subject() else { continue };
        for (index, series) in facts.ruled(subject) {
            let seen = series.points.iter().map(|point| Seen {
                run: point.run,
                value: point.value,
                breach: facts.limit_at(&lane, point.run).is_some_and(|(_, limit)| limit.holds(point.value)),
            });
            let found = openings(seen, 1).into_iter().filter(|opening| opened(facts, &lane, opening));
            // A machine that another one has replaced will never say that it is good again.
            let told = found.filter(|o| o.closed.is_some() || !facts.sweep.superseded(index));
            let last = |opening: &Opening| facts.limit_at(&lane, *opening.evidence.last()?);
            alerts.extend(told.filter_map(|opening| {
                let (rule, limit) = last(&opening)?;
                Some(alert(opening, (index, series), rule, limit))
            }));
        }
    }
    alerts
}

/// Whether there were once enough in a row for the rule of that time.
fn opened(facts: &Facts<'_>, lane: &Lane<'_, MetricRule>, opening: &Opening) -> bool {
    (1..).zip(&opening.evidence).any(|(number, run)| {
        facts.limit_at(lane, *run).is_some_and(|(rule, _)| number >= facts.open_after(rule).max(1))
    })
}

impl Facts<'_> {
    /// The rule of `lane` in force at a run, with its alert limit.
    fn limit_at<'p>(&self, lane: &Lane<'p, MetricRule>, run: u32) -> Option<(&'p MetricRule, Limit)> {
        let (_, rule) = lane.at(self.taken(run)?)?;
        Some((rule, rule.alert?))
    }
}

fn alert(opening: Opening, (index, series): (usize, &Series), rule: &MetricRule, limit: Limit) -> Alert {
    Alert {
        severity: rule.severity,
        series: Some(index),
        job: series.key.job.clone(),
        limit: Some(limit),
        value: Some(opening.value),
        message: format!("{} {limit}", series.key.metric),
        runbook: rule.runbook.clone(),
        ..Alert::new(AlertKind::Threshold, opening.evidence, opening.closed)
    }
}
