//! Targets and alert limits.

use super::Limit;
use quarterdeck_model::Series;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much an alert matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Look at it this week.
    Warning,
    /// Look at it now.
    Critical,
}

/// The target and the alert limit of one metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricRule {
    /// Which metric.
    pub metric: String,
    /// Only series with these labels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Only series of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// What it must be to meet the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Limit>,
    /// What raises an alert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<Limit>,
    /// How much its alert matters.
    #[serde(default = "warning")]
    pub severity: Severity,
    /// The runbook that its alert points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
    /// Breaching snapshots in a row before an alert opens [default: the policy's].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_after: Option<u32>,
    /// Per cent worse than its baseline that raise an alert; 0: none do [default: the policy's].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation_percent: Option<f64>,
}

fn warning() -> Severity {
    Severity::Warning
}

impl MetricRule {
    /// Whether the rule is about `series`.
    pub fn selects(&self, series: &Series) -> bool {
        selects(&self.metric, self.job.as_deref(), &self.labels, series)
    }

    /// The shipped table.
    pub fn defaults() -> Vec<Self> {
        let row = |metric: &str, target: &str, alert: &str, severity| Self {
            metric: metric.to_owned(),
            labels: BTreeMap::new(),
            job: None,
            target: target.parse().ok(),
            alert: alert.parse().ok(),
            severity,
            runbook: None,
            open_after: None,
            deviation_percent: None,
        };
        vec![
            row("benchmark.latency_p99_ms", "< 0.328", "> 0.5", Severity::Critical),
            row("benchmark.throughput_rps", "> 2605", "< 2000", Severity::Critical),
            row("resource.cache_hit_percent", "> 95", "< 90", Severity::Warning),
            row("resource.memory_mb", "< 4", "> 6", Severity::Warning),
            row("resource.cpu_percent", "< 75", "> 85", Severity::Warning),
        ]
    }
}

/// Whether a selector of metric, job and labels is about `series`.
pub(crate) fn selects(
    metric: &str,
    job: Option<&str>,
    labels: &BTreeMap<String, String>,
    series: &Series,
) -> bool {
    series.key.metric.as_str() == metric
        && job.is_none_or(|job| job == series.key.job)
        && labels.iter().all(|(key, value)| series.key.labels.get(key) == Some(value))
}
