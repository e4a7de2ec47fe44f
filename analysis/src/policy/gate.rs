//! What must hold for a release.

use super::{Growth, Limit, Severity};
use quarterdeck_model::Series;
use quarterdeck_model::payload::{Class, Severity as FindingSeverity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The conditions; all must be known and met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// In the order in which they are told.
    pub conditions: Vec<Condition>,
}

/// One condition: exactly one of `score`, `metric` (with `limit`, `change` or both), `no_alert`, `no_regression`,
/// `new_findings`, `changed_coverage`, `fresh` and `collected` is given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    /// How much worse than its baseline that metric may be, such as `< 5 %`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Growth>,
    /// Only series and runs of this job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// Only series with these labels.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// No open alert of this severity or worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_alert: Option<Severity>,
    /// No confirmed regression began since the baseline and still holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_regression: bool,
    /// How many findings are open now that were not at the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_findings: Option<Limit>,
    /// Of `new_findings`: only this class (`syntax`, `lint`, `type`, `security`, `dependency`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Of `new_findings`: only this severity or worse (`info`, `low`, `medium`, `high`, `critical`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Per cent of lines covered in the files that changed since the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_coverage: Option<Limit>,
    /// The newest run of each job is not older than twice its cadence.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
    /// Of `fresh`: the most hours, in place of the cadence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age_hours: Option<f64>,
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

impl Condition {
    /// Whether `job` and `labels` select a series.
    pub(crate) fn selects(&self, series: &Series) -> bool {
        self.has_job(&series.key.job)
            && self.labels.iter().all(|(key, value)| series.key.labels.get(key) == Some(value))
    }

    /// Whether `job` selects a job.
    pub(crate) fn has_job(&self, job: &str) -> bool {
        self.job.as_deref().is_none_or(|own| own == job)
    }

    /// The class of findings that it is about, of those there are.
    pub(crate) fn class(&self) -> Option<Class> {
        let named = self.class.as_deref()?;
        Class::ALL.into_iter().find(|class| class.as_str() == named)
    }

    /// The mildest severity of findings that it is about.
    pub(crate) fn least(&self) -> FindingSeverity {
        let named = FindingSeverity::ALL.into_iter().find(|s| Some(s.as_str()) == self.severity.as_deref());
        named.unwrap_or(FindingSeverity::Info)
    }

    /// What is wrong with it: the key, and what was expected.
    pub(super) fn problem(&self) -> Option<(&'static str, String)> {
        let families = [
            self.score.is_some(),
            self.metric.is_some(),
            self.no_alert.is_some(),
            self.no_regression,
            self.new_findings.is_some(),
            self.changed_coverage.is_some(),
            self.fresh,
            self.collected,
        ];
        let count = families.into_iter().filter(|given| *given).count();
        let measured = self.limit.is_some() || self.change.is_some();
        let wrong = |key, text: &str| Some((key, text.to_owned()));
        match () {
            () if count == 0 && measured => wrong("limit", "`limit` and `change` go with `metric`"),
            () if count != 1 => wrong(
                "",
                "give exactly one of `score`, `metric` with `limit` or `change`, `no_alert`, `no_regression`, \
                 `new_findings`, `changed_coverage`, `fresh`, `collected`",
            ),
            () if self.metric.is_some() && !measured => wrong(
                "metric",
                "`metric` needs a `limit`, such as limit = \">= 80\", or a `change`, such as change = \"< 5 %\"",
            ),
            () if self.metric.is_none() && measured => {
                wrong("limit", "`limit` and `change` go with `metric`")
            }
            () => self.detail_problem(),
        }
    }

    /// What is wrong with the keys that go with one family only.
    fn detail_problem(&self) -> Option<(&'static str, String)> {
        let about_findings = self.new_findings.is_some();
        if !about_findings && (self.class.is_some() || self.severity.is_some()) {
            return Some(("class", "`class` and `severity` go with `new_findings`".to_owned()));
        }
        if let Some(class) = self.class.as_deref().filter(|_| self.class().is_none()) {
            let all = Class::ALL.map(Class::as_str).join(", ");
            return Some(("class", format!("{class:?} is not a class of findings; expected {all}")));
        }
        let known = |named: &&str| FindingSeverity::ALL.iter().all(|s| s.as_str() != *named);
        if let Some(named) = self.severity.as_deref().filter(known) {
            return Some((
                "severity",
                format!("{named:?} is not a severity; expected info, low, medium, high, critical"),
            ));
        }
        match self.max_age_hours {
            Some(_) if !self.fresh => Some(("max_age_hours", "`max_age_hours` goes with `fresh`".to_owned())),
            Some(hours) if !hours.is_finite() || hours <= 0.0 => {
                Some(("max_age_hours", "`max_age_hours` must be more than 0".to_owned()))
            }
            _ => None,
        }
    }
}
