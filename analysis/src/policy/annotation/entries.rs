//! The tables of an annotations file.

use super::When;
use quarterdeck_model::payload::Outcome;
use quarterdeck_model::{Run, Series};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `[[acknowledge]]`: somebody looks after an alert. It holds for the opening that lasts at `at`, until that closes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// The alert's identity.
    pub alert: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: When,
    /// Why it may wait, or what is done.
    pub reason: String,
    /// Where it is worked on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// It holds no longer than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
}

/// `[[void]]`: the figures of a snapshot, or of a job's snapshots from one instant to before another, do not hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// The identifier of the snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<String>,
    /// Else the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// From here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<When>,
    /// To before here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// Who says so.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// `[[reclassify]]`: the probes of a service from one instant to before another were something else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reclassification {
    /// The service.
    pub service: String,
    /// Only of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// From here.
    pub from: When,
    /// To before here.
    pub until: When,
    /// What they were.
    #[serde(rename = "as")]
    pub is: Verdict,
    /// Who says so.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// What a probe is said to have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Up.
    Up,
    /// Up, too slow.
    Degraded,
    /// Down.
    Down,
    /// Nobody knows.
    Unknown,
}

/// `[[cause]]`: why the incident of a service that lasts at `at` happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The service.
    pub service: String,
    /// Only of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// An instant of the incident.
    pub at: When,
    /// Who says so.
    pub by: String,
    /// The cause.
    pub reason: String,
    /// Where it is worked on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
}

/// `[[note]]`: something that happened, drawn on charts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// When.
    pub at: When,
    /// What, in a few words.
    pub text: String,
    /// Who says so.
    pub by: String,
    /// Only on charts of this metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// Only on charts of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
}

/// `[[security]]`: how many security incidents there were from one instant to before another. No tool can tell that there was
/// none; who states it answers for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityStatement {
    /// From here.
    pub from: When,
    /// To before here.
    pub until: When,
    /// How many.
    pub incidents: u32,
    /// Who says so.
    pub by: String,
    /// What it rests on.
    pub reason: String,
}

/// `[[maintenance]]`: planned work; its time is neither up nor down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedWork {
    /// Only of these services; of all without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// From here.
    pub from: When,
    /// To before here.
    pub until: When,
    /// Who says so.
    pub by: String,
    /// What is done.
    pub reason: String,
}

/// `[[accepted]]`: a new level that people mean to live with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Which metric.
    pub metric: String,
    /// Only series with these labels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Only series of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// When the level begins.
    pub since: When,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Void {
    /// Whether it is about `run`.
    pub fn is_of(&self, run: &Run) -> bool {
        if let Some(snapshot) = &self.snapshot {
            return run.id.as_str() == snapshot;
        }
        let after = self.from.is_some_and(|from| from.0 <= run.taken_at);
        let before = self.until.is_some_and(|until| run.taken_at < until.0);
        self.job.as_deref() == Some(run.job.as_str()) && after && before
    }
}

impl Reclassification {
    /// What the probe of a service at `at` was, if this is about it.
    pub(crate) fn outcome(&self, service: &str, job: &str, at: i64) -> Option<Outcome> {
        let job = self.job.as_deref().is_none_or(|own| own == job);
        let inside = (self.from.millis()..self.until.millis()).contains(&at);
        (self.service == service && job && inside).then_some(match self.is {
            Verdict::Up => Outcome::Up,
            Verdict::Degraded => Outcome::Degraded,
            Verdict::Down => Outcome::Down,
            Verdict::Unknown => Outcome::Unknown,
        })
    }
}

impl Note {
    /// Whether it is drawn on the chart of `series`.
    pub fn is_on(&self, series: &Series) -> bool {
        self.metric.as_deref().is_none_or(|metric| metric == series.key.metric.as_str())
            && self.job.as_deref().is_none_or(|job| job == series.key.job)
    }
}
