//! Values beyond their alert limit.

use super::opening::{Opening, Seen, openings};
use super::{Alert, AlertKind, Facts};
use crate::policy::{Limit, MetricRule};
use quarterdeck_model::Series;

pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for rule in &facts.policy.metrics {
        let Some(limit) = rule.alert else { continue };
        for (index, series) in facts.ruled(rule) {
            let seen = series.points.iter().map(|point| Seen {
                run: point.run,
                value: point.value,
                breach: limit.holds(point.value),
            });
            let found = openings(seen, facts.open_after(rule));
            // A machine that another one has replaced will never say that it is good again.
            let told = found.into_iter().filter(|o| o.closed.is_some() || !facts.sweep.superseded(index));
            alerts.extend(told.map(|opening| alert(opening, (index, series), rule, limit)));
        }
    }
    alerts
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
