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
    for rule in &facts.policy.metrics {
        let limit = rule.deviation_percent.unwrap_or(facts.policy.alerts.deviation_percent);
        if limit <= 0.0 {
            continue;
        }
        for (index, series) in facts.ruled(rule).filter(|(_, s)| s.direction != Direction::Neutral) {
            let seen = seen(facts, series, limit);
            for opening in openings(seen, facts.open_after(rule).max(LEAST_OPEN)) {
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
fn seen<'a>(facts: &'a Facts<'_>, series: &'a Series, limit: f64) -> impl Iterator<Item = Seen> + 'a {
    let begins = facts.accepted(series);
    series.points.iter().enumerate().filter_map(move |(at, point)| {
        let accepted = begins.iter().copied().filter(|begin| *begin <= at).max().unwrap_or(0);
        let from = at.saturating_sub(facts.policy.baseline.last).max(accepted);
        let before = series.points.get(from..at).filter(|before| before.len() >= LEAST_POINTS)?;
        let (percent, beyond) = deviation(before, point, series.direction)?;
        Some(Seen { run: point.run, value: percent, breach: percent > limit && beyond })
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
