//! Ruled metrics whose newest figure is older than twice its cadence.

use super::{Alert, AlertKind, Facts};
use crate::current::Reading;
use quarterdeck_model::Series;

pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let ruled = |series: &Series| facts.policy.metrics.iter().find(|rule| rule.selects(series));
    let series = facts.history.series.iter().enumerate();
    let alerts = series.filter_map(|(index, series)| {
        let rule = ruled(series)?;
        let reading = facts.sweep.reading(index, facts.policy, facts.now);
        let Reading::Stale { run, value, .. } = reading else { return None };
        Some(Alert {
            series: Some(index),
            job: series.key.job.clone(),
            value: Some(value),
            message: reading.reason().unwrap_or_default(),
            runbook: rule.runbook.clone(),
            ..Alert::new(AlertKind::StaleData, vec![run], None)
        })
    });
    alerts.collect()
}
