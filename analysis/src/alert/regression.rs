//! Alerts of confirmed regressions: a level that is worse than the one before it.

use super::{Alert, AlertKind, Facts};
use crate::change::{Change, Meaning, Tier};
use quarterdeck_model::Series;

/// One alert for each confirmed regression that nobody accepted; closed at the first change that brought the level back.
/// Suspected changes raise none, so that they never fail a gate.
pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let series = facts.history.series.iter().zip(facts.changes).enumerate();
    let alerts = series.flat_map(|(index, (series, found))| {
        let worse = found.changes.iter().enumerate().filter(|(_, change)| counts(change));
        let runbook =
            facts.policy.metrics.iter().find(|rule| rule.selects(series)).and_then(|r| r.runbook.clone());
        worse.filter_map(move |(at, change)| {
            let alert = alert(index, series, change, back(&found.changes, at))?;
            Some(Alert { runbook: runbook.clone(), ..alert })
        })
    });
    // A machine that another one has replaced will never say that it is good again.
    alerts
        .filter(|alert| !alert.is_open() || !alert.series.is_some_and(|at| facts.sweep.superseded(at)))
        .collect()
}

fn counts(change: &Change) -> bool {
    change.tier == Tier::Confirmed && change.meaning == Meaning::Regression && !change.accepted
}

/// The point of the first later change after which the level is nearer to what it was before change number `at`.
fn back(changes: &[Change], at: usize) -> Option<usize> {
    let change = changes.get(at)?;
    let confirmed = changes.iter().skip(at + 1).filter(|later| later.tier == Tier::Confirmed);
    let mut returned = confirmed.filter(|later| {
        let level = later.after.median;
        (level - change.before.median).abs() < (level - change.after.median).abs()
    });
    returned.next().map(|later| later.at)
}

fn alert(index: usize, series: &Series, change: &Change, back: Option<usize>) -> Option<Alert> {
    let run = |at: usize| series.points.get(at).map(|point| point.run);
    let last = back.unwrap_or(series.points.len()).checked_sub(1)?;
    let by = change.percent.map_or_else(|| "from 0".to_owned(), |p| format!("by {:.1} %", p.abs()));
    let evidence = series.points.get(change.at..=last)?.iter().map(|point| point.run).collect();
    Some(Alert {
        series: Some(index),
        job: series.key.job.clone(),
        value: Some(change.after.median),
        message: format!("a new level, worse {by} than the one before it"),
        ..Alert::new(AlertKind::Regression, evidence, back.and_then(run))
    })
}
