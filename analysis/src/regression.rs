//! Alerts of confirmed regressions: a level that is worse than the one before it.

use crate::alert::{Alert, AlertKind};
use crate::change::{Change, Findings, Meaning, Tier};
use crate::current::Sweep;
use crate::policy::Severity;
use quarterdeck_model::{History, Series};

/// One alert for each confirmed regression that nobody accepted; closed at the first change that brought the level back.
/// Suspected changes raise none, so that they never fail a gate.
pub(crate) fn regressions(history: &History, sweep: &Sweep, found: &[Findings]) -> Vec<Alert> {
    let series = history.series.iter().zip(found).enumerate();
    let alerts = series.flat_map(|(index, (series, found))| {
        let worse = found.changes.iter().enumerate().filter(|(_, change)| counts(change));
        worse.filter_map(move |(at, change)| alert(index, series, change, back(&found.changes, at)))
    });
    // A machine that another one has replaced will never say that it is good again.
    alerts.filter(|alert| !alert.is_open() || !alert.series.is_some_and(|at| sweep.superseded(at))).collect()
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
    Some(Alert {
        kind: AlertKind::Regression,
        severity: Severity::Warning,
        series: Some(index),
        job: series.key.job.clone(),
        limit: None,
        value: Some(change.after.median),
        message: format!("a new level, worse {by} than the one before it"),
        opened: run(change.at)?,
        last_seen: run(last)?,
        evidence: series.points.get(change.at..=last)?.iter().map(|point| point.run).collect(),
        closed: back.and_then(run),
        runbook: None,
    })
}
