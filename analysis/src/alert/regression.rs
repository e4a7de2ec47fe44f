//! Alerts of confirmed regressions: a level that is worse than the one before it.

use super::{Alert, AlertKind, Facts};
use crate::baseline::median;
use crate::change::{Change, Findings, Meaning, Tier, percent};
use quarterdeck_model::Series;
use quarterdeck_model::plural;

/// A level of fewer points than this is brief: what it is compared with says so and names the level before it too.
const BRIEF: usize = 10;

/// Points in a row whose median tells that a level is back where no step brought it there.
const RETURNING: usize = 5;

/// One alert for each confirmed regression that nobody accepted; closed where the level came back, by a step or slowly.
/// Suspected changes raise none, so that they never fail a gate.
pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let series = facts.history.series.iter().zip(facts.changes).enumerate();
    let alerts = series.flat_map(|(index, (series, found))| {
        let worse = found.changes.iter().enumerate().filter(|(_, change)| counts(change));
        let runbook = facts.policy.rule_at(series, facts.now).and_then(|rule| rule.runbook.clone());
        worse.filter_map(move |(at, change)| {
            let alert = alert(index, series, change, back(series, found, at))?;
            let message = format!("{}{}", alert.message, against_a_brief_level(found, at));
            Some(Alert { runbook: runbook.clone(), message, ..alert })
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
    let evidence = series.points.get(change.at..=last)?.iter().map(|point| point.run).collect();
    Some(Alert {
        series: Some(index),
        job: series.key.job.clone(),
        value: Some(change.after.median),
        message: format!("a new level, worse {by} than the one before it"),
        ..Alert::new(AlertKind::Regression, evidence, back.and_then(run))
    })
}

/// What is to be added where the level before change number `at` was brief: its percentage is true, but against a few runs
/// of luck it says little, and a reader means the level that stood before them.
fn against_a_brief_level(found: &Findings, at: usize) -> String {
    let changes = &found.changes;
    let earlier = |at: usize| changes[..at].iter().rev().find(|c| c.tier == Tier::Confirmed);
    let Some(change) = changes.get(at).filter(|change| change.before.points < BRIEF) else {
        return String::new();
    };
    let brief = format!("; the one before it lasted {} only", plural(change.before.points, "run", "runs"));
    let Some(stood) = earlier(at).map(|change| &change.before).filter(|level| level.points >= BRIEF) else {
        return brief;
    };
    let Some(growth) = percent(stood.median, change.after.median) else { return brief };
    let worse = (growth > 0.0) == (change.after.median > change.before.median);
    let word = if worse { "worse" } else { "better" };
    format!(
        "{brief}, and against the {} before those it is {:.1} % {word}",
        plural(stood.points, "run", "runs"),
        growth.abs()
    )
}
