//! The alert log as data: what `quarterdeck alerts` prints and writes, in words for people and in JSON for programs.

mod text;
mod together;

pub use text::{markdown, text};
pub use together::Begun;
pub(crate) use together::words;

use crate::context::Context;
use crate::page::alerts;
use quarterdeck_analysis::alert::Alert;
use quarterdeck_analysis::state::Status;
use quarterdeck_model::Kind;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the JSON says it is.
pub const SCHEMA: &str = "quarterdeck.alerts";

/// Alerts of an archive at one instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AlertLog {
    /// `quarterdeck.alerts`: what this is.
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant, RFC 3339.
    pub now: String,
    /// How many are open and nobody looks after.
    pub open: usize,
    /// How many are open and acknowledged.
    pub acknowledged: usize,
    /// How many of the open ones are critical.
    pub critical: usize,
    /// Where many regressions begin with one run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<Begun>,
    /// Those that are not closed first, then the worst, then the newest.
    pub alerts: Vec<Entry>,
    /// Figures with an alert limit that are not known now: no alert could open on them.
    pub unknown: Vec<Unknown>,
}

/// One alert.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entry {
    /// Its identity, which is the same each time it opens: kind, metric, job and labels.
    pub id: String,
    /// `threshold`, `regression`, `deviation`, `incident`, `objective`, `failed collection`, `stale data`.
    pub kind: &'static str,
    /// `critical`, `warning`.
    pub severity: &'static str,
    /// Whether it is open, acknowledged or not.
    pub open: bool,
    /// `open`, `acknowledged`, `resolved`.
    pub state: &'static str,
    /// Who looks after this opening.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledged>,
    /// The metric, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The job.
    pub job: String,
    /// The labels of the series.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// What it is called: `P99 latency (benchmark, host=ci)`.
    pub name: String,
    /// What happened, one sentence.
    pub message: String,
    /// The value at the last breach, in the metric's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The limit breached, such as `> 0.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// `open 12 days`, `lasted 3 days`.
    pub lasted: String,
    /// The first snapshot that breached.
    pub opened: Seen,
    /// The last snapshot that breached.
    pub last_seen: Seen,
    /// The last good snapshot before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_good: Option<Seen>,
    /// The first snapshot that did not breach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Seen>,
    /// Every snapshot that proves it.
    pub evidence: Vec<String>,
    /// Later runs of the job that did not give the figure: nobody knows whether it still holds.
    pub not_measured_since: usize,
    /// Where to read what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
}

/// That somebody looks after an alert.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Acknowledged {
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why it may wait, or what is done.
    pub reason: String,
    /// Where it is worked on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// How long it holds, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A snapshot of the archive.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Seen {
    /// Its identifier.
    pub snapshot: String,
    /// When it was taken, RFC 3339.
    pub at: String,
    /// The commit, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
}

/// A figure that should be judged and is not known.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unknown {
    /// The metric.
    pub metric: String,
    /// `unknown`, `stale`.
    pub state: &'static str,
    /// Why.
    pub why: String,
}

/// Which alerts are told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice {
    /// Closed ones too.
    pub closed: bool,
    /// Only those about this kind of snapshot.
    pub kind: Option<Kind>,
}

impl AlertLog {
    /// The chosen alerts of what was judged.
    pub fn of(context: &Context<'_>, choice: Choice) -> Self {
        let about = |alert: &&Alert| choice.kind.is_none_or(|kind| kind_of(context, alert) == Some(kind));
        let chosen: Vec<&Alert> = context.assessment.alerts.iter().filter(about).collect();
        let (known, open): (Vec<&Alert>, Vec<&Alert>) =
            chosen.iter().filter(|a| a.is_open()).partition(|a| a.acknowledged.is_some());
        let critical = open.iter().filter(|a| alerts::severity_word(a.severity) == "critical").count();
        Self {
            schema: SCHEMA,
            version: 1,
            project: context.project.clone(),
            now: context.now.to_string(),
            open: open.len(),
            acknowledged: known.len(),
            critical,
            together: together::begun(context, choice),
            alerts: chosen
                .iter()
                .filter(|a| choice.closed || a.is_open())
                .map(|a| entry(context, a))
                .collect(),
            unknown: unknown(context, choice),
        }
    }
}

/// The kind of snapshot that an alert is about: that of the run which opened it.
pub(crate) fn kind_of(context: &Context<'_>, alert: &Alert) -> Option<Kind> {
    context.run(alert.opened).map(|run| run.kind)
}

fn entry(context: &Context<'_>, alert: &Alert) -> Entry {
    let row = alerts::row(context, alert, 0);
    let said = alerts::acknowledgement(context, alert);
    let series = alert.series.and_then(|s| context.series(s));
    let labels = series.map(|s| s.key.labels.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect());
    let (name, detail) = (row.metric.text.text, row.detail.text);
    let id = |run: u32| context.run(run).map(|r| r.id.to_string());
    Entry {
        id: alert.identity(context.history),
        kind: alert.kind.as_str(),
        severity: row.severity,
        open: alert.is_open(),
        state: match (alert.is_open(), said.is_some()) {
            (false, _) => "resolved",
            (true, true) => "acknowledged",
            (true, false) => "open",
        },
        not_measured_since: series.filter(|_| alert.is_open()).map_or(0, |s| alerts::without(context, s)),
        acknowledged: said.map(|said| Acknowledged {
            by: said.by.clone(),
            at: said.at.to_string(),
            reason: said.reason.clone(),
            issue: said.issue.clone(),
            until: said.until.map(|until| until.to_string()),
        }),
        metric: series.map(|s| s.key.metric.to_string()),
        job: alert.job.clone(),
        labels: labels.unwrap_or_default(),
        name: if detail.is_empty() { name } else { format!("{name} ({detail})") },
        message: row.message,
        value: alert.value,
        limit: alert.limit.map(|limit| limit.to_string()),
        lasted: row.lasted,
        opened: seen(context, alert.opened),
        last_seen: seen(context, alert.last_seen),
        last_good: alerts::last_good(context, alert).map(|run| seen(context, run)),
        closed: alert.closed.map(|run| seen(context, run)),
        evidence: alert.evidence.iter().filter_map(|run| id(*run)).collect(),
        runbook: alert.runbook.clone(),
    }
}

fn seen(context: &Context<'_>, run: u32) -> Seen {
    let seen = context.run(run).map(|run| Seen {
        snapshot: run.id.to_string(),
        at: run.taken_at.to_string(),
        commit: run.commit.clone(),
    });
    seen.unwrap_or_default()
}

/// What has an alert limit and no figure. Of a metric that was never measured the kind is in its name.
fn unknown(context: &Context<'_>, choice: Choice) -> Vec<Unknown> {
    let lost = |status| matches!(status, Status::Unknown | Status::Stale);
    let states = context.assessment.states.iter().filter(|state| lost(state.status));
    let told = states.filter_map(|state| {
        let rule = context.policy.metrics.get(state.rule).filter(|rule| rule.alert.is_some())?;
        let series = state.series.and_then(|s| context.series(s));
        let area = rule.metric.split('.').next().and_then(Kind::parse);
        let kind = series.map(|s| s.kind).or(area);
        if choice.kind.is_some_and(|wanted| kind != Some(wanted)) {
            return None;
        }
        let metric = series.map_or_else(|| rule.metric.clone(), |s| s.key.metric.to_string());
        let why = state.reading.reason().unwrap_or_default();
        Some(Unknown { metric, state: state.status.as_str(), why })
    });
    told.collect()
}
