//! What must hold for a release.

use super::{Limit, Severity, Since};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The conditions; all must be known and met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// In the order in which they are told.
    pub conditions: Vec<Condition>,
}

/// One condition; exactly one of `score`, `metric` with `limit`, `no_alert` and `collected` is given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// The low end of the score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Limit>,
    /// A metric, with `limit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// What that metric must fulfil.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Only series of this job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// Only series with these labels.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// From when on it is in force, until a later entry of the same subject begins [default: from the beginning].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// No open alert of this severity or worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_alert: Option<Severity>,
    /// The newest run of each job was collected in full or in part.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub collected: bool,
}

impl Default for Gate {
    /// Score (low end) at least 70, no critical alert, nothing failed to be collected.
    fn default() -> Self {
        let score = Condition { score: ">= 70".parse().ok(), ..Condition::default() };
        let alert = Condition { no_alert: Some(Severity::Critical), ..Condition::default() };
        let collected = Condition { collected: true, ..Condition::default() };
        Self { conditions: vec![score, alert, collected] }
    }
}
