//! The part of a policy that says how things stand.

use super::{
    AlertRules, Annotations, BaselineRule, Cadence, Gate, HealthRules, MetricRule, Policy, ScoreRules,
};
use crate::zone::Zone;
use quarterdeck_model::wire::light::{At, Read};

/// What the present is judged by: score, targets and alert limits, how long a figure is fresh; and the zone. A browser reads
/// it before anything is shown, and the rest of the policy when a course is to be judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing(Policy);

impl Standing {
    /// That part of a policy.
    pub fn of(policy: &Policy) -> Self {
        let Policy { score, metrics, cadence, zone, .. } = policy.clone();
        Self::new((score, metrics, cadence), zone)
    }

    fn new((score, metrics, cadence): (ScoreRules, Vec<MetricRule>, Cadence), zone: Zone) -> Self {
        Self(Policy {
            score,
            metrics,
            cadence,
            zone,
            baseline: BaselineRule::default(),
            alerts: AlertRules::default(),
            accepted: Vec::new(),
            objectives: Vec::new(),
            gate: Gate { conditions: Vec::new() },
            health: HealthRules::default(),
            runbooks: Vec::new(),
            annotations: Annotations::default(),
        })
    }

    /// Number `index` of the rules of metrics.
    pub fn rule(&self, index: usize) -> Option<&MetricRule> {
        self.0.metrics.get(index)
    }

    /// Whose days are counted.
    pub fn zone(&self) -> &Zone {
        &self.0.zone
    }

    /// A policy that says this and nothing else.
    pub(crate) fn policy(&self) -> &Policy {
        &self.0
    }
}

impl Read for Standing {
    /// Of the JSON of a whole policy.
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| {
            let score = f.or("score", ScoreRules::default());
            let metrics = f.or("metrics", MetricRule::defaults());
            Self::new((score, metrics, f.or_default("cadence")), f.or_default("zone"))
        })
    }
}
