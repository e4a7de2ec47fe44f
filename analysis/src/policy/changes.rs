//! When thresholds changed, and from what to what.

use super::dated::{Begun, Dated, Lane};
use super::{Condition, MetricRule, Policy, ScoreRule};
use quarterdeck_model::Timestamp;

/// One threshold that changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThresholdChange<'p> {
    /// From when on the new one is in force.
    pub at: Timestamp,
    /// What changed.
    pub of: Changed<'p>,
}

/// The old entry and the new one; an old one of `None` was nothing, a new one of `None` demands nothing from then on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Changed<'p> {
    /// Target, alert limit or what else a metric rule says.
    Metric(Option<&'p MetricRule>, Option<&'p MetricRule>),
    /// A rule of the score.
    Score(Option<&'p ScoreRule>, Option<&'p ScoreRule>),
    /// A condition of the gate.
    Gate(Option<&'p Condition>, Option<&'p Condition>),
}

impl Policy {
    /// Every change of a threshold from `from` to `until` (both inclusive), in the order of time, then of metrics, score
    /// and gate. Entries that have no `since` were in force from the beginning and are no change.
    pub fn threshold_changes(&self, from: Timestamp, until: Timestamp) -> Vec<ThresholdChange<'_>> {
        let metrics = self.metric_lanes();
        let metrics = metrics.iter().flat_map(|lane| steps(lane, Changed::Metric));
        let score = self.score_lanes();
        let score = score.iter().flat_map(|lane| steps(lane, Changed::Score));
        let gate = self.gate_lanes();
        let gate = gate.iter().flat_map(|lane| steps(lane, Changed::Gate));
        let all = metrics.chain(score).chain(gate);
        let mut all: Vec<ThresholdChange> =
            all.filter(|change| (from..=until).contains(&change.at)).collect();
        all.sort_by_key(|change| change.at);
        all
    }
}

fn steps<'p, R: Dated>(
    lane: &Lane<'p, R>,
    changed: impl Fn(Option<&'p R>, Option<&'p R>) -> Changed<'p>,
) -> Vec<ThresholdChange<'p>> {
    let demanded = |rule: Option<(usize, &'p R)>| rule.map(|(_, rule)| rule).filter(|rule| rule.demands());
    let before = std::iter::once(None).chain(lane.steps.iter().map(|(_, rule)| demanded(*rule)));
    let pairs = lane.steps.iter().zip(before);
    let change = |((at, new), old): (&Begun<'p, R>, Option<&'p R>)| {
        let new = demanded(*new);
        let at = (*at).filter(|_| old.is_some() || new.is_some())?;
        Some(ThresholdChange { at, of: changed(old, new) })
    };
    pairs.filter_map(change).collect()
}
