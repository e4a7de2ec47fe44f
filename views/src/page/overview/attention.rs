//! "Needs attention": what fails, misses its target, was not collected, is stale or unknown; worst first.

use super::AttentionRow;
use crate::context::Context;
use crate::format::{Delta, Quantity, day_month};
use crate::page::rows::{metric_row, sentence, series_status, short_commit};
use crate::page::{MetricRow, More, alerts};
use crate::text::Shown;
use crate::{Status, catalogue, routes};
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::period::DAY_MS;
use std::collections::BTreeSet;

/// Rows that are shown.
const MOST: usize = 7;

/// The rows, and what did not fit. Metrics without a rule stand here only through a failed collection.
pub(crate) fn attention(context: &Context<'_>, order: &[usize]) -> (Vec<AttentionRow>, Option<More>) {
    let judged = order.iter().filter(|index| context.state(**index).is_some());
    let bad: BTreeSet<usize> =
        judged.copied().filter(|index| series_status(context, *index).rank < Status::MEETS.rank).collect();
    let of_bad = order.iter().filter(|index| bad.contains(index)).map(|index| of_series(context, *index));
    let mut rows: Vec<AttentionRow> = of_bad.collect();
    // Worst and newest first; one row a series.
    let mut seen = bad;
    let open = context.assessment.alerts.iter().filter(|alert| alert.is_open());
    let open: Vec<&Alert> = open.filter(|a| a.series.is_none_or(|series| seen.insert(series))).collect();
    rows.extend(open.iter().take(MOST).map(|alert| match alert.kind {
        AlertKind::FailedCollection => of_collection(context, alert),
        _ => of_alert(context, alert),
    }));
    rows.extend(never_measured(context));
    // Stable: within one status the order of importance stays.
    rows.sort_by_key(|row| row.metric.status.map_or(u8::MAX, |s| s.rank));
    let rest = rows.len().saturating_sub(MOST) + open.len().saturating_sub(MOST);
    rows.truncate(MOST);
    let more = (rest > 0).then(|| More { text: format!("{rest} more"), href: routes::ALERTS.to_owned() });
    (rows, more)
}

fn of_series(context: &Context<'_>, index: usize) -> AttentionRow {
    let metric = metric_row(context, index, 0);
    let alert = context.assessment.alerts.iter().find(|a| a.is_open() && a.series == Some(index));
    let since = alert
        .map(|a| a.opened)
        .or_else(|| off_target_since(context, index))
        .map(|run| since(context, run))
        .unwrap_or_default();
    let known = metric.status.is_some_and(|s| s != Status::STALE && s != Status::NO_DATA);
    let state = match alert {
        _ if !known => metric.reason.clone(),
        Some(alert) => lasting(context, alert.opened),
        None => "Off target".to_owned(),
    };
    let href = alert.map(|a| address(context, a)).unwrap_or_default();
    AttentionRow { since, state: Shown::new(&state), href, metric }
}

/// The first of the last runs in a row that missed the target; the last run where nothing misses it.
fn off_target_since(context: &Context<'_>, index: usize) -> Option<u32> {
    let series = context.series(index)?;
    let misses = |point: &&quarterdeck_model::Point| {
        let taken = context.run(point.run).map(|run| run.taken_at);
        let target = taken.and_then(|at| context.policy.rule_at(series, at)?.target);
        target.is_some_and(|target| !target.holds(point.value))
    };
    let first = series.points.iter().rev().take_while(misses).last();
    first.or(series.points.last()).map(|p| p.run)
}

/// A service that is down, an objective that is not kept, a new level of a metric without a rule.
fn of_alert(context: &Context<'_>, alert: &Alert) -> AttentionRow {
    let row = alerts::row(context, alert, 0);
    let state = if alert.acknowledged.is_some() { row.owner.text } else { lasting(context, alert.opened) };
    let (status, reason) = (Some(row.status), row.message);
    let metric = match alert.series {
        Some(series) => MetricRow { status, reason, ..metric_row(context, series, 0) },
        None => MetricRow {
            name: row.metric.text,
            detail: row.detail,
            href: row.metric.href,
            status,
            reason,
            now: Quantity::unknown(),
            week: Delta::unknown(),
            quarter: Delta::unknown(),
            ..MetricRow::default()
        },
    };
    AttentionRow {
        since: since(context, alert.opened),
        state: Shown::new(&state),
        href: address(context, alert),
        metric,
    }
}

/// A job whose newest run failed: all its figures are unknown.
fn of_collection(context: &Context<'_>, alert: &Alert) -> AttentionRow {
    let metric = MetricRow {
        name: Shown::new(&format!("Collection of {}", alert.job)),
        href: context.run_href(alert.last_seen, 0),
        status: Some(Status::NO_DATA.named("Not collected")),
        reason: sentence(&alert.message),
        now: Quantity::unknown(),
        week: Delta::unknown(),
        quarter: Delta::unknown(),
        ..MetricRow::default()
    };
    AttentionRow {
        since: since(context, alert.opened),
        state: Shown::new(&lasting(context, alert.opened)),
        href: address(context, alert),
        metric,
    }
}

/// Rules about figures that no run ever gave.
fn never_measured(context: &Context<'_>) -> Vec<AttentionRow> {
    let missing = context.assessment.states.iter().filter(|s| s.series.is_none());
    let rules = missing.filter_map(|state| context.policy.metrics.get(state.rule));
    let row = |rule: &quarterdeck_analysis::policy::MetricRule| {
        let metric = MetricRow {
            name: Shown::new(&catalogue::name(&rule.metric)),
            href: routes::ABOUT.to_owned(),
            status: Some(Status::NO_DATA),
            reason: "Never measured.".to_owned(),
            now: Quantity::unknown(),
            week: Delta::unknown(),
            quarter: Delta::unknown(),
            ..MetricRow::default()
        };
        AttentionRow {
            metric,
            since: String::new(),
            state: Shown::new("Never measured"),
            href: String::new(),
        }
    };
    // Before anything was collected, the page says that once instead of once for each rule.
    if context.history.runs.is_empty() { Vec::new() } else { rules.map(row).collect() }
}

fn address(context: &Context<'_>, alert: &Alert) -> String {
    format!("{}#{}", routes::ALERTS, alerts::anchor_of(context, alert))
}

/// `5 Oct, 9f31c2a`.
fn since(context: &Context<'_>, run: u32) -> String {
    let Some(run) = context.run(run) else { return String::new() };
    let commit = run.commit.as_deref().map(|c| format!(", {}", short_commit(c))).unwrap_or_default();
    format!("{}{commit}", day_month(run.taken_at))
}

/// `New` in its first day, else `Open 12 days`.
fn lasting(context: &Context<'_>, opened: u32) -> String {
    let at = context.run(opened).map_or(context.now, |r| r.taken_at);
    match (context.now.millis() - at.millis()) / DAY_MS {
        i64::MIN..=0 => "New".to_owned(),
        1 => "Open 1 day".to_owned(),
        days => format!("Open {days} days"),
    }
}
