//! Alerts: the work list.

use super::rows::{link, plural, run_link, sentence};
use super::shell::Facing;
use super::{Drawings, Link, Shell};
use crate::chart::limit_words;
use crate::context::Context;
use crate::format::value;
use crate::{Shown, Status, catalogue, routes};
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::policy::Severity;
use serde::Serialize;

/// `alerts.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AlertsPage {
    /// Its frame.
    pub shell: Shell,
    /// `2 open, 1 acknowledged, 14 resolved.`
    pub summary: String,
    /// Open, acknowledged, resolved: always all three.
    pub sections: Vec<AlertSection>,
}

/// Alerts of one state.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AlertSection {
    /// `open`, `acknowledged`, `resolved`: the anchor.
    pub anchor: &'static str,
    /// `Open`.
    pub label: &'static str,
    /// How many, listed or not.
    pub count: usize,
    /// Worst and newest first.
    pub rows: Vec<AlertRow>,
    /// `12 more` when not all are listed; empty otherwise.
    pub note: String,
    /// What stands here when there is none.
    pub none: &'static str,
}

/// One alert.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AlertRow {
    /// Anchor on the alerts page.
    pub anchor: String,
    /// Its identity, as an acknowledgement names it.
    pub id: Shown,
    /// Failing, at risk.
    pub status: Status,
    /// `critical`, `warning`.
    pub severity: &'static str,
    /// The metric and its page.
    pub metric: Link,
    /// Job and labels.
    pub detail: Shown,
    /// `P99 latency 612 µs is above the alert limit 500 µs`.
    pub message: String,
    /// The first snapshot that breached.
    pub first: Link,
    /// The last good snapshot before; empty when there is none.
    pub last_good: Link,
    /// The last snapshot that breached, or that closed it.
    pub last: Link,
    /// `open 12 days`, `3 days`.
    pub lasted: String,
    /// `5 of 5 snapshots`.
    pub persistence: String,
    /// `New`, `Open`, `Acknowledged by …`, `Resolved`.
    pub state: Shown,
    /// Runbook or issue; empty for none.
    pub runbook: Link,
    /// What to put into the acknowledgements file; empty for resolved alerts.
    pub acknowledgement: String,
}

impl Drawings for AlertsPage {}

/// Rows of one section.
const MOST_ROWS: usize = 200;

/// Builds `alerts.html`.
pub fn build(context: &Context<'_>) -> AlertsPage {
    let (open, closed): (Vec<&Alert>, Vec<&Alert>) =
        context.assessment.alerts.iter().partition(|a| a.is_open());
    let summary = format!("{} open, {} resolved.", open.len(), closed.len());
    let sections = vec![
        section(context, ("open", "Open", "No alert is open."), &open),
        section(context, ("acknowledged", "Acknowledged", "No alert is acknowledged."), &[]),
        section(context, ("resolved", "Resolved", "No alert was ever resolved."), &closed),
    ];
    let facing =
        Facing { path: routes::ALERTS.to_owned(), title: "Alerts".to_owned(), description: summary.clone() };
    AlertsPage { shell: Shell::of(context, facing), summary, sections }
}

fn section(
    context: &Context<'_>,
    (anchor, label, none): (&'static str, &'static str, &'static str),
    alerts: &[&Alert],
) -> AlertSection {
    let rows: Vec<AlertRow> = alerts.iter().take(MOST_ROWS).map(|a| row(context, a, 0)).collect();
    let rest = alerts.len() - rows.len();
    let note = if rest > 0 { format!("{rest} more are not listed.") } else { String::new() };
    AlertSection { anchor, label, count: alerts.len(), rows, note, none }
}

/// The anchor of an alert: its kind, its metric's slug or its job, and the snapshot that opened it.
pub(crate) fn anchor_of(context: &Context<'_>, alert: &Alert) -> String {
    let slug = alert.series.and_then(|s| context.series(s)).and_then(|s| context.slugs().get(&s.key));
    let about = slug.map_or_else(|| routes::anchor(&alert.job), str::to_owned);
    format!("{}-{about}-{}", routes::anchor(alert.kind.as_str()), alert.opened)
}

/// One alert as a row of a page `depth` folders down.
pub(crate) fn row(context: &Context<'_>, alert: &Alert, depth: usize) -> AlertRow {
    let series = alert.series.and_then(|s| context.series(s));
    let (name, detail) = series.map_or_else(
        || (Shown::new(&format!("Collection of {}", alert.job)), Shown::default()),
        |s| context.names(s),
    );
    let href = series.map(|s| context.metric_href(&s.key, depth)).unwrap_or_default();
    AlertRow {
        anchor: anchor_of(context, alert),
        id: Shown::new(&alert.identity(context.history)),
        status: status(alert),
        severity: severity_word(alert.severity),
        metric: Link { text: name, href },
        detail,
        message: message(context, alert),
        first: run_link(context, alert.opened, depth),
        last_good: last_good(context, alert).map(|run| run_link(context, run, depth)).unwrap_or_default(),
        last: run_link(context, alert.closed.unwrap_or(alert.last_seen), depth),
        lasted: lasted(context, alert),
        persistence: plural(alert.evidence.len(), "snapshot", "snapshots"),
        state: Shown::new(if alert.is_open() { "Open" } else { "Resolved" }),
        runbook: runbook(alert),
        acknowledgement: String::new(),
    }
}

fn status(alert: &Alert) -> Status {
    match (alert.is_open(), alert.kind, alert.severity) {
        (false, ..) => Status::MEETS.named("Resolved"),
        (_, AlertKind::StaleData, _) => Status::STALE,
        (_, AlertKind::FailedCollection, _) => Status::NO_DATA.named("Not collected"),
        (_, AlertKind::Regression, _) => Status::AT_RISK.named("Regression"),
        (_, AlertKind::Deviation, _) => Status::AT_RISK.named("Deviation"),
        (_, AlertKind::Objective, _) => Status::AT_RISK.named("Objective"),
        (_, AlertKind::Incident, Severity::Critical) => Status::FAILING.named("Down"),
        (_, AlertKind::Incident, Severity::Warning) => Status::AT_RISK.named("Flapping"),
        (_, AlertKind::Threshold, Severity::Critical) => Status::FAILING,
        (_, AlertKind::Threshold, Severity::Warning) => Status::AT_RISK.named("Warning"),
    }
}

/// `critical`, `warning`.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::Warning => "warning",
    }
}

fn message(context: &Context<'_>, alert: &Alert) -> String {
    let series = alert.series.and_then(|s| context.series(s));
    match (series, alert.limit, alert.value) {
        (Some(series), Some(limit), Some(v)) => {
            let name = Shown::new(&catalogue::name(series.key.metric.as_str())).text;
            let limit = limit_words(limit, &series.unit);
            format!("{name} was {}; the alert limit is {limit}.", value(v, &series.unit))
        }
        _ => sentence(&alert.message),
    }
}

/// The last run before the first breach that gave the figure (or, for a failed collection, that counted).
pub(crate) fn last_good(context: &Context<'_>, alert: &Alert) -> Option<u32> {
    match alert.series.and_then(|s| context.series(s)) {
        Some(series) => {
            let before = series.points.partition_point(|p| p.run < alert.opened);
            before.checked_sub(1).and_then(|at| series.points.get(at)).map(|p| p.run)
        }
        None => context.neighbours(alert.opened).0,
    }
}

/// `open 12 days`, `lasted 3 days`.
fn lasted(context: &Context<'_>, alert: &Alert) -> String {
    let at = |run: u32| context.run(run).map(|r| r.taken_at.millis());
    let end = alert.closed.map_or(Some(context.now.millis()), at);
    let Some((from, to)) = at(alert.opened).zip(end) else { return String::new() };
    let hours = (to - from).max(0) / (DAY_MS / 24);
    let long =
        if hours < 48 { plural(hours as usize, "hour", "hours") } else { format!("{} days", hours / 24) };
    if alert.is_open() { format!("open {long}") } else { format!("lasted {long}") }
}

/// A runbook that is an address is a link; any other text is shown. Only http(s) and relative addresses are followed.
fn runbook(alert: &Alert) -> Link {
    let Some(text) = alert.runbook.as_deref() else { return Link::default() };
    let web = text.starts_with("https://") || text.starts_with("http://");
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let href = if web && plain { text.to_owned() } else { String::new() };
    Link { text: if href.is_empty() { Shown::new(text) } else { link("Runbook", String::new()).text }, href }
}
