//! What the figures are judged by: one configuration, written by people in TOML and published to the browser as JSON.

mod accepted;
pub mod annotation;
mod changes;
mod dated;
mod gate;
mod growth;
mod health;
mod limit;
mod metric;
mod objective;
mod problems;
mod read;
mod runbook;
mod score;
mod since;
mod standing;

pub use accepted::Accepted;
pub use annotation::Annotations;
pub use changes::{Changed, ThresholdChange};
pub(crate) use dated::Lane;
pub use dated::{Dated, InForce};
pub use gate::{Condition, Gate};
pub use growth::Growth;
pub use health::{HealthRules, Maintenance, Urgency};
pub use limit::{Limit, Op};
pub(crate) use metric::selects;
pub use metric::{MetricRule, Severity};
pub use objective::{Objective, ObjectiveKind, WindowKind};
pub use problems::Problem;
pub use runbook::Runbook;
pub(crate) use runbook::{SECURITY, usual};
pub use score::{ScoreRule, ScoreRules, Tier};
pub use since::Since;
pub use standing::Standing;

use crate::zone::Zone;
use quarterdeck_model::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that judges. The default is the shipped rule set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The quality score.
    pub score: ScoreRules,
    /// Targets and alert limits of metrics.
    pub metrics: Vec<MetricRule>,
    /// How often each kind is expected.
    pub cadence: Cadence,
    /// What a value is compared with.
    pub baseline: BaselineRule,
    /// When alerts open.
    pub alerts: AlertRules,
    /// Levels that were accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
    /// What the team promises itself.
    pub objectives: Vec<Objective>,
    /// What must hold for a release.
    pub gate: Gate,
    /// Certificates, and planned work on services.
    pub health: HealthRules,
    /// The runbooks that the site has pages of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub runbooks: Vec<Runbook>,
    /// Whose days, weeks and quarters are counted.
    #[serde(skip_serializing_if = "Zone::is_utc")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub zone: Zone,
    /// What people said beside the figures.
    #[serde(skip_serializing_if = "Annotations::is_empty")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub annotations: Annotations,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            score: ScoreRules::default(),
            metrics: MetricRule::defaults(),
            cadence: Cadence::default(),
            baseline: BaselineRule::default(),
            alerts: AlertRules::default(),
            accepted: Vec::new(),
            objectives: Objective::defaults(),
            gate: Gate::default(),
            health: HealthRules::default(),
            runbooks: Vec::new(),
            zone: Zone::default(),
            annotations: Annotations::default(),
        }
    }
}

/// How often a run is expected, in hours. A figure older than twice that is stale; without a cadence nothing is.
/// For `health` it is also how long one round of probes tells of a service: up to twice that, without a cadence up to twice
/// the time between rounds and never longer than two days.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Cadence {
    /// For every kind that `hours` does not name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_hours: Option<f64>,
    /// By kind: `health = 24`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub hours: BTreeMap<String, f64>,
}

impl Cadence {
    /// Milliseconds after which a figure of `kind` is stale: twice its cadence.
    pub fn stale_after_ms(&self, kind: Kind) -> Option<f64> {
        let hours = self.hours.get(kind.as_str()).copied().or(self.default_hours)?;
        Some(hours * 2.0 * 3_600_000.0)
    }

    fn problems(&self) -> Vec<Problem> {
        let unknown = self.hours.keys().filter(|kind| Kind::parse(kind).is_none());
        let kinds = Kind::ALL.map(Kind::as_str).join(", ");
        let unknown = unknown.map(|kind| {
            Problem::new(
                format!("hours.{kind}"),
                format!("{kind:?} is not a kind of snapshot; expected {kinds}"),
            )
        });
        let given = self.hours.iter().map(|(kind, hours)| (format!("hours.{kind}"), *hours));
        let given = given.chain(self.default_hours.map(|hours| ("default_hours".to_owned(), hours)));
        let wrong = given.filter(|(_, hours)| !hours.is_finite() || *hours <= 0.0);
        unknown.chain(wrong.map(|(path, _)| Problem::new(path, "hours must be more than 0"))).collect()
    }
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct BaselineRule {
    /// The median of this many valid snapshots before the compared one.
    pub last: usize,
}

impl Default for BaselineRule {
    fn default() -> Self {
        Self { last: 10 }
    }
}

/// When alerts open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AlertRules {
    /// Breaching snapshots in a row before an alert opens.
    pub open_after: u32,
    /// Per cent worse than its baseline at which a metric with a rule raises an alert; 0: none does.
    pub deviation_percent: f64,
    /// Where to read what to do, by kind of alert; a rule's own comes first: `incident = "https://…"`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub runbooks: BTreeMap<String, String>,
}

impl Default for AlertRules {
    fn default() -> Self {
        Self { open_after: 1, deviation_percent: 5.0, runbooks: BTreeMap::new() }
    }
}
