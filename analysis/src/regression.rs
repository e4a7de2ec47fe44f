//! Alerts of confirmed regressions: a level that is worse than the one before it.

use crate::alert::{Alert, AlertKind};
use crate::baseline::median;
use crate::change::{Change, Findings, Meaning, Tier};
use crate::current::Sweep;
use crate::policy::Severity;
use quarterdeck_model::{History, Series};

/// Points in a row whose median tells that a level is back where no step brought it there.
const RETURNING: usize = 5;

/// One alert for each confirmed regression that nobody accepted; closed where the level came back, by a step or slowly.
/// Suspected changes raise none, so that they never fail a gate.
pub(crate) fn regressions(history: &History, sweep: &Sweep, found: &[Findings]) -> Vec<Alert> {
    let series = history.series.iter().zip(found).enumerate();
    let alerts = series.flat_map(|(index, (series, found))| {
        let worse = found.changes.iter().enumerate().filter(|(_, change)| counts(change));
        worse.filter_map(move |(at, change)| alert(index, series, change, back(series, found, at)))
    });
    // A machine that another one has replaced will never say that it is good again.
    alerts.filter(|alert| !alert.is_open() || !alert.series.is_some_and(|at| sweep.superseded(at))).collect()
}

fn counts(change: &Change) -> bool {
    change.tier == Tier::Confirmed && change.meaning == Meaning::Regression && !change.accepted
}

/// The point at which the level is nearer again to what it was before change number `at`: where the first later step
/// brought it there, else, when the present level is, where the median of a few points first was.
fn back(series: &Series, found: &Findings, at: usize) -> Option<usize> {
    let change = found.changes.get(at)?;
    let mut confirmed = found.changes.iter().skip(at + 1).filter(|later| later.tier == Tier::Confirmed);
    let step = confirmed.find(|later| change.is_undone_by(later.after.median));
    let slowly = || {
        found.level.filter(|level| change.is_undone_by(level.median))?;
        let since = series.points.get(change.at..)?;
        let mut windows = since.windows(RETURNING).enumerate();
        let (offset, _) = windows.find(|(_, few)| {
            median(few.iter().map(|point| point.value).collect()).is_some_and(|few| change.is_undone_by(few))
        })?;
        Some(change.at + offset)
    };
    step.map(|later| later.at).or_else(slowly)
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
