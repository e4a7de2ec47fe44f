//! Accepted levels: a change that people know of and mean to live with.

use super::since::date_text;
use super::{Problem, Since, selects};
use quarterdeck_model::{Series, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A new level that was accepted: its change is silent, and the level is the baseline from then on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Which metric.
    pub metric: String,
    /// Only series with these labels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Only series of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// When the level begins: the instant of its first snapshot (RFC 3339), or its day in UTC.
    #[serde(deserialize_with = "date_text")]
    #[cfg_attr(feature = "schema", schemars(with = "Since"))]
    pub since: String,
    /// Why it is accepted.
    pub reason: String,
    /// Who accepted it.
    pub author: String,
}

impl Accepted {
    /// Whether it is about `series`.
    pub fn selects(&self, series: &Series) -> bool {
        selects(&self.metric, self.job.as_deref(), &self.labels, series)
    }

    /// The instant that it begins at.
    pub fn begins(&self) -> Option<Timestamp> {
        Since::parse(&self.since).ok().map(|since| since.at())
    }

    /// What is wrong with it.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let place = format!("accepted level of {}", self.metric);
        let mut out = Vec::new();
        if self.begins().is_none() {
            let why = "neither a day (2026-11-20) nor an instant (2026-11-20T10:00:00Z)";
            out.push(Problem::new("since", format!("{place}: since = {:?} is {why}", self.since)));
        }
        for (name, text) in [("reason", &self.reason), ("author", &self.author)] {
            if text.trim().is_empty() {
                let why = format!("{place}: `{name}` is empty; say it for those who come later");
                out.push(Problem::new(name, why));
            }
        }
        out
    }
}
