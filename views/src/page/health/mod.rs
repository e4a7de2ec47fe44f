//! Health: every service with its state, its time up, its incidents and its certificate.

mod build;
mod course;
mod heat;
mod incidents;
pub(crate) mod words;

pub(crate) use build::anchor_of;
pub use build::build;
pub(crate) use words::length;

use super::{Drawings, Link, MetricRow, Shell};
use crate::{Figure, Shown, Status};
use serde::Serialize;

/// `health.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct HealthPage {
    /// Its frame.
    pub shell: Shell,
    /// `3 services: 1 down, 2 up. 1 incident is open.`
    pub summary: String,
    /// Worst first.
    pub services: Vec<ServiceCard>,
    /// How many services are not shown; empty for none.
    pub more: String,
    /// Open ones first, then the newest.
    pub incidents: Vec<IncidentRow>,
    /// How many incidents are not listed; empty for none.
    pub incidents_more: String,
    /// The end nearest first.
    pub certificates: Vec<CertificateRow>,
    /// Figures of the services.
    pub metrics: Vec<MetricRow>,
}

/// One service.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ServiceCard {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub name: Shown,
    /// The job that probes it.
    pub job: Shown,
    /// Up, down, flapping, stale, unknown.
    pub status: Status,
    /// When it becomes stale, RFC 3339; empty when it is already, or says nothing. The browser has a clock of its own.
    pub stale_at: String,
    /// Since when, and when it was last looked at.
    pub note: String,
    /// The newest snapshot of it.
    pub latest: Link,
    /// What is probed, and how often.
    pub target: Shown,
    /// A cell a day, oldest first.
    pub strip: Vec<StripCell>,
    /// Time up over several windows.
    pub uptime: Vec<UptimeRow>,
    /// Time to repair and between failures, in sentences.
    pub repair: Vec<String>,
    /// Response times day by day or week by week; of the first services only, and none where they are not known.
    pub heat: Option<Figure>,
}

/// One day.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct StripCell {
    /// Its look.
    pub status: Status,
    /// `23 Nov`.
    pub day: String,
    /// `up 100 %, 96 % of the day known, 20 probes`.
    pub words: String,
}

/// Time up over one window.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct UptimeRow {
    /// `30 days`.
    pub window: String,
    /// `99.95 %`, or `not enough data`.
    pub up: String,
    /// Known of elapsed.
    pub coverage: String,
    /// Time down.
    pub down: String,
    /// Time that is not known.
    pub unknown: String,
    /// Planned work.
    pub planned: String,
    /// Good probes of those made.
    pub probes: String,
    /// Wilson's bounds.
    pub bounds: String,
}

/// One incident.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct IncidentRow {
    /// Open or closed.
    pub status: Status,
    /// The service and its card.
    pub service: Link,
    /// When it began: the middle of its bounds.
    pub start: String,
    /// After the last good probe, by the first failing one.
    pub start_bounds: String,
    /// When it began in milliseconds since 1970, to sort by.
    pub start_ms: i64,
    /// When it ended; empty while it is open.
    pub end: String,
    /// After the last failing probe, by the first good one; empty while it is open.
    pub end_bounds: String,
    /// When it ended in milliseconds since 1970, to sort by; none while it is open.
    pub end_ms: Option<i64>,
    /// `12 min ± 30 s`.
    pub lasted: String,
    /// The same in milliseconds, to sort by.
    pub lasted_ms: i64,
    /// `3 failing probes`.
    pub evidence: String,
    /// What people say caused it, with the issue where it is worked on.
    pub causes: Vec<Link>,
}

/// One certificate.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CertificateRow {
    /// How urgent it is; it says nothing of up or down.
    pub status: Status,
    /// The service.
    pub service: Link,
    /// Days left, of the earliest end in the chain.
    pub left: String,
    /// That end.
    pub ends: String,
    /// Whose certificate ends then.
    pub subject: Shown,
    /// The end of the service's own certificate.
    pub leaf: String,
}

impl Drawings for HealthPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.services.iter_mut().filter_map(|service| service.heat.as_mut()).collect()
    }
}
