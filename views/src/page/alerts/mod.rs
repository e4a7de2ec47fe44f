//! Alerts: the work list.

mod improvements;
mod row;
mod toml;

pub(crate) use row::{acknowledgement, anchor_of, last_good, row, severity_word, without};
pub use toml::{acknowledge, quoted};

use super::shell::Facing;
use super::{Drawings, Link, Shell};
use crate::alert_log::words;
use crate::context::Context;
use crate::page::rows::{link, plural, run_link};
use crate::{Shown, Status, routes};
use quarterdeck_analysis::alert::{Alert, together};
use serde::Serialize;

/// `alerts.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AlertsPage {
    /// Its frame.
    pub shell: Shell,
    /// `2 open, 1 acknowledged, 14 resolved.`
    pub summary: String,
    /// Where many regressions begin with one run.
    pub together: Vec<Begun>,
    /// Open, acknowledged, resolved, improvements: always all four.
    pub sections: Vec<AlertSection>,
    /// The list of runbooks; empty when there are none.
    pub runbooks: Link,
}

/// Many regressions that begin with one run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Begun {
    /// The run.
    pub run: Link,
    /// How many, of how many, and where to look.
    pub text: String,
}

/// Alerts of one state.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AlertSection {
    /// `open`, `acknowledged`, `resolved`, `improvements`: the anchor.
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
    /// The same in whole hours, to sort by.
    pub hours: i64,
    /// `4 of 5 snapshots`: those that prove it, of all since the first of them.
    pub persistence: String,
    /// `Open`, `Acknowledged`, `Resolved`.
    pub state: Shown,
    /// Who looks after it, until when, and why; empty for nobody.
    pub owner: Shown,
    /// Where it is worked on; empty for nowhere.
    pub issue: Link,
    /// Where to read what to do; empty for nowhere.
    pub runbook: Link,
    /// What to put into the acknowledgements file; empty for resolved alerts.
    pub acknowledgement: String,
}

impl Drawings for AlertsPage {}

/// Rows of one section.
const MOST_ROWS: usize = 200;

/// Builds `alerts.html`.
pub fn build(context: &Context<'_>) -> AlertsPage {
    let all = &context.assessment.alerts;
    let (lasting, closed): (Vec<&Alert>, Vec<&Alert>) = all.iter().partition(|a| a.is_open());
    let (known, open): (Vec<&Alert>, Vec<&Alert>) = lasting.iter().partition(|a| a.acknowledged.is_some());
    let better = improvements::section(context, MOST_ROWS);
    let summary = format!(
        "{} open, {} acknowledged, {} resolved, {}.",
        open.len(),
        known.len(),
        closed.len(),
        super::rows::plural(better.count, "improvement", "improvements")
    );
    let sections = vec![
        section(context, ("open", "Open", "No alert is open."), &open),
        section(context, ("acknowledged", "Acknowledged", "No alert is acknowledged."), &known),
        section(context, ("resolved", "Resolved", "No alert was ever resolved."), &closed),
        better,
    ];
    let facing =
        Facing { path: routes::ALERTS.to_owned(), title: "Alerts".to_owned(), description: summary.clone() };
    let runbooks = match context.policy.runbooks.len() {
        0 => Link::default(),
        many => link(&plural(many, "runbook", "runbooks"), routes::RUNBOOKS.to_owned()),
    };
    AlertsPage { shell: Shell::of(context, facing), summary, together: begun(context), sections, runbooks }
}

fn begun(context: &Context<'_>) -> Vec<Begun> {
    let all = together(&context.assessment.alerts, context.history).into_iter();
    all.map(|of| Begun { run: run_link(context, of.run, 0), text: words(&of) }).collect()
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
