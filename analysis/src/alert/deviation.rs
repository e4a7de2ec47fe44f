//! Values that deviate from their baseline: the median of the snapshots before.
//!
//! A step that has settled is a regression; deviation tells of it sooner. It opens on more than the policy's per cent, beyond
//! five times the median absolute deviation of the baseline's own snapshots, seen in at least two snapshots in a row: one
//! outlier opens nothing. Where a regression or a limit tells of the same snapshots, that alert stands alone.

use super::opening::{Opening, Seen, openings};
use super::{Alert, AlertKind, Facts};
use crate::baseline::{Deviation, median};
use crate::policy::MetricRule;
use quarterdeck_model::{Direction, Point, Series};

/// Snapshots in a row that it takes at least.
const LEAST_OPEN: u32 = 2;
/// Snapshots that a baseline must rest on.
const LEAST_POINTS: usize = 5;
/// How many times the baseline's own spread a deviation must be.
const SPREADS: f64 = 5.0;

/// `others` are the alerts that say more.
pub(super) fn alerts(facts: &Facts<'_>, others: &[Alert]) -> Vec<Alert> {
    let mut alerts: Vec<Alert> = Vec::new();
    for lane in facts.policy.metric_lanes() {
        let Some(subject) = lane.subject() else { continue };
        let rule_at = |run: u32| facts.taken(run).and_then(|at| lane.at(at)).map(|(_, rule)| rule);
        let percent =
            |rule: &MetricRule| rule.deviation_percent.unwrap_or(facts.policy.alerts.deviation_percent);
        let limit = |run: u32| rule_at(run).map(percent).filter(|limit| *limit > 0.0);
        for (index, series) in facts.ruled(subject).filter(|(_, s)| s.direction != Direction::Neutral) {
            for opening in openings(seen(facts, series, limit), LEAST_OPEN) {
                // By the rule in force at the last of them.
                let Some(rule) = opening.evidence.last().and_then(|run| rule_at(*run)) else { continue };
                if opening.evidence.len() < facts.open_after(rule) as usize {
                    continue;
                }
                let found = alert(&opening, (index, series), rule);
                let told = others.iter().chain(&alerts).any(|other| same(other, &found));
                let gone = opening.closed.is_none() && facts.sweep.superseded(index);
                alerts.extend((!told && !gone).then_some(found));
            }
        }
    }
    alerts
}

/// Whether both are about the same snapshots of the same series.
fn same(other: &Alert, found: &Alert) -> bool {
    other.series == found.series && found.evidence.iter().any(|run| other.evidence.binary_search(run).is_ok())
}

/// Every point that has a baseline. An accepted level is a baseline of its own.
fn seen<'a>(
    facts: &'a Facts<'_>,
    series: &'a Series,
    limit: impl Fn(u32) -> Option<f64> + 'a,
) -> impl Iterator<Item = Seen> + 'a {
    let begins = facts.accepted(series);
    series.points.iter().enumerate().filter_map(move |(at, point)| {
        let accepted = begins.iter().copied().filter(|begin| *begin <= at).max().unwrap_or(0);
        let from = at.saturating_sub(facts.policy.baseline.last).max(accepted);
        let before = series.points.get(from..at).filter(|before| before.len() >= LEAST_POINTS)?;
        let (percent, beyond) = deviation(before, point, series.direction)?;
        let breach = beyond && limit(point.run).is_some_and(|limit| percent > limit);
        Some(Seen { run: point.run, value: percent, breach })
    })
}

/// Per cent by which a point is worse than the median before it, and whether that is beyond the usual spread.
fn deviation(before: &[Point], point: &Point, direction: Direction) -> Option<(f64, bool)> {
    let middle = median(before.iter().map(|p| p.value).collect())?;
    let spread = median(before.iter().map(|p| (p.value - middle).abs()).collect())?;
    let deviation = Deviation::of(point.value, middle, direction);
    Some((deviation.percent?, deviation.delta.abs() > SPREADS * spread))
}

fn alert(opening: &Opening, (index, series): (usize, &Series), rule: &MetricRule) -> Alert {
    Alert {
        series: Some(index),
        job: series.key.job.clone(),
        value: Some(opening.value),
        message: format!("{:.1} % worse than the median of the snapshots before", opening.value),
        runbook: rule.runbook.clone(),
        ..Alert::new(AlertKind::Deviation, opening.evidence.clone(), opening.closed)
    }
}
