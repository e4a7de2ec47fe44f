//! Runbooks of the project: what to do about an alert, and which one an alert leads to when none is configured.

use crate::alert::AlertKind;
use quarterdeck_model::Kind;
use serde::{Deserialize, Serialize};

/// A runbook that the site has a page of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runbook {
    /// Its file, from the project's folder.
    pub path: String,
    /// Its name in addresses: what `path` is called, made safe.
    pub slug: String,
    /// What it is called.
    pub title: String,
}

/// The runbook for an alert of that kind about that kind of snapshots, by the name that `init --runbooks` gives it.
pub(crate) fn usual(kind: AlertKind, of: Option<Kind>, is_critical: bool) -> &'static str {
    match (kind, of) {
        (AlertKind::Incident, _) | (_, Some(Kind::Chaos)) => "system-outage",
        (_, Some(Kind::Tests)) => "test-suite-trouble",
        (AlertKind::FailedCollection | AlertKind::StaleData | AlertKind::Objective, _) => "gate-failure",
        (AlertKind::Threshold, Some(Kind::Benchmark)) if is_critical => "performance-emergency",
        (_, Some(Kind::Benchmark | Kind::Health)) => "performance-degradation",
        _ => "gate-failure",
    }
}

/// The runbook for findings of what attackers use.
pub(crate) const SECURITY: &str = "security-incident";
