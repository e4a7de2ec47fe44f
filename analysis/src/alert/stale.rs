//! What is older than twice its cadence: the newest figure of a ruled metric, else the newest run of a job.

use super::{Alert, AlertKind, Facts};
use crate::current::{Reading, age_words};
use quarterdeck_model::{Kind, Run, Series};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let mut alerts = figures(facts);
    let told: BTreeSet<u32> = alerts.iter().map(|alert| alert.last_seen).collect();
    alerts.extend(runs(facts).into_iter().filter(|alert| !told.contains(&alert.last_seen)));
    alerts
}

fn figures(facts: &Facts<'_>) -> Vec<Alert> {
    let ruled = |series: &Series| facts.policy.rule_at(series, facts.now);
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

/// Jobs whose newest run is too old, whether or not any rule looks at their figures: a run was missed.
fn runs(facts: &Facts<'_>) -> Vec<Alert> {
    let mut newest: BTreeMap<(Kind, &str), (u32, &Run)> = BTreeMap::new();
    let all = (0u32..).zip(&facts.history.runs).filter(|(_, run)| run.voided.is_none());
    newest.extend(all.map(|(index, run)| ((run.kind, run.job.as_str()), (index, run))));
    let alerts = newest.into_iter().filter_map(|((kind, job), (index, run))| {
        let age = facts.now.millis() - run.taken_at.millis();
        let limit = facts.policy.cadence.stale_after_ms(kind)?;
        (age as f64 > limit).then(|| Alert {
            subject: kind.as_str().to_owned(),
            job: job.to_owned(),
            message: format!("no run for {}", age_words(age)),
            ..Alert::new(AlertKind::StaleData, vec![index], None)
        })
    });
    alerts.collect()
}
