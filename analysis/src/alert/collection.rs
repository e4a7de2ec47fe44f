//! Runs that could not be collected.

use super::{Alert, AlertKind, Facts};
use crate::current::why_failed;
use quarterdeck_model::Kind;
use std::collections::BTreeMap;

/// Runs of failed collections of each job, up to the next one that succeeded.
pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let mut open: BTreeMap<(Kind, &str), Alert> = BTreeMap::new();
    let mut closed = Vec::new();
    let runs = (0u32..).zip(&facts.history.runs).filter(|(_, run)| run.voided.is_none());
    for (index, run) in runs {
        let key = (run.kind, run.job.as_str());
        if run.state.counts() {
            closed.extend(open.remove(&key).map(|alert| Alert { closed: Some(index), ..alert }));
            continue;
        }
        let alert = open.entry(key).or_insert_with(|| Alert {
            job: run.job.clone(),
            ..Alert::new(AlertKind::FailedCollection, vec![index], None)
        });
        if alert.last_seen < index {
            alert.evidence.push(index);
        }
        alert.last_seen = index;
        alert.message = why_failed(run);
    }
    closed.extend(open.into_values());
    closed
}
