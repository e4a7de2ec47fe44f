//! Alerts: the work list.

use super::{Drawings, Link, Shell};
use crate::{Shown, Status};
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
