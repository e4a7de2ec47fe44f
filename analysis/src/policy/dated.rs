//! Rules that changed over time: which one was in force at an instant, so that an old verdict keeps its old limit.
//!
//! Entries about the same subject form a lane. An entry without `since` is in force from the beginning; one with it from
//! that instant on, until the next instant at which an entry of the same subject begins.

use super::{Condition, MetricRule, Policy, ScoreRule, Since};
use quarterdeck_model::sorted::sort_by;
use quarterdeck_model::{Series, Timestamp};

/// What can be dated.
pub trait Dated {
    /// From when it is in force; `None` from the beginning.
    fn since(&self) -> Option<Timestamp>;
    /// Whether the other one is about the same, so that the later replaces the earlier.
    fn same_subject(&self, other: &Self) -> bool;
    /// Whether it demands anything; a dated entry that does not ends the ones before it.
    fn demands(&self) -> bool;
}

fn instant(since: Option<&Since>) -> Option<Timestamp> {
    since.map(Since::at)
}

impl Dated for MetricRule {
    fn since(&self) -> Option<Timestamp> {
        instant(self.since.as_ref())
    }

    fn same_subject(&self, other: &Self) -> bool {
        (&self.metric, &self.job, &self.labels) == (&other.metric, &other.job, &other.labels)
    }

    fn demands(&self) -> bool {
        self.target.is_some() || self.alert.is_some() || self.deviation_percent.is_some()
    }
}

impl Dated for ScoreRule {
    fn since(&self) -> Option<Timestamp> {
        instant(self.since.as_ref())
    }

    fn same_subject(&self, other: &Self) -> bool {
        (&self.metric, &self.job) == (&other.metric, &other.job)
    }

    fn demands(&self) -> bool {
        self.each.is_some() || !self.tiers.is_empty()
    }
}

impl Dated for Condition {
    fn since(&self) -> Option<Timestamp> {
        instant(self.since.as_ref())
    }

    fn same_subject(&self, other: &Self) -> bool {
        self.families() == other.families()
            && (&self.class, &self.severity, &self.objective)
                == (&other.class, &other.severity, &other.objective)
            && (&self.metric, &self.job, &self.labels) == (&other.metric, &other.job, &other.labels)
    }

    fn demands(&self) -> bool {
        true
    }
}

/// From when on (`None`: from the beginning), and the entry with its index in the policy.
pub(crate) type Begun<'p, R> = (Option<Timestamp>, Option<(usize, &'p R)>);

/// The entries of one subject in the order in which they came into force. Where a subject has several entries of one
/// beginning, each has a lane of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lane<'p, R> {
    /// From when on, the entry and its index in the policy; none where the subject has fewer entries than before.
    pub(crate) steps: Vec<Begun<'p, R>>,
}

impl<'p, R: Dated> Lane<'p, R> {
    /// The entry in force at `at`, when it demands anything.
    pub(crate) fn at(&self, at: Timestamp) -> Option<(usize, &'p R)> {
        self.since(Some(at))
    }

    /// The same; `None` is before every instant.
    pub(crate) fn since(&self, at: Option<Timestamp>) -> Option<(usize, &'p R)> {
        let begun = self.steps.iter().rev().find(|(from, _)| *from <= at);
        begun.and_then(|(_, rule)| *rule).filter(|(_, rule)| rule.demands())
    }

    /// Its first entry, which tells the subject.
    pub(crate) fn subject(&self) -> Option<&'p R> {
        self.steps.iter().find_map(|(_, rule)| rule.map(|(_, rule)| rule))
    }

    fn place(&self) -> usize {
        self.steps.iter().filter_map(|(_, rule)| rule.map(|(index, _)| index)).min().unwrap_or(usize::MAX)
    }
}

/// The lanes of `rules`, ordered by the first entry of each.
pub(crate) fn lanes<'p, R: Dated>(rules: impl Iterator<Item = (usize, &'p R)>) -> Vec<Lane<'p, R>> {
    let mut subjects: Vec<Vec<(usize, &R)>> = Vec::new();
    for (index, rule) in rules {
        let known = subjects.iter_mut().find(|of| of.iter().any(|(_, other)| rule.same_subject(other)));
        match known {
            Some(subject) => subject.push((index, rule)),
            None => subjects.push(vec![(index, rule)]),
        }
    }
    let mut all: Vec<Lane<R>> = subjects.into_iter().flat_map(of_subject).collect();
    sort_by(&mut all, |a, b| a.place().cmp(&b.place()));
    all
}

fn of_subject<'p, R: Dated>(mut rules: Vec<(usize, &'p R)>) -> Vec<Lane<'p, R>> {
    sort_by(&mut rules, |(_, a), (_, b)| a.since().cmp(&b.since()));
    let sets: Vec<&[(usize, &R)]> = rules.chunk_by(|a, b| a.1.since() == b.1.since()).collect();
    let width = sets.iter().map(|set| set.len()).max().unwrap_or(0);
    let step = |set: &[(usize, &'p R)], lane: usize| {
        (set.first().and_then(|(_, rule)| rule.since()), set.get(lane).copied())
    };
    (0..width).map(|lane| Lane { steps: sets.iter().map(|set| step(set, lane)).collect() }).collect()
}

/// A rule of a metric, and from when on it was in force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InForce<'p> {
    /// `None`: from the beginning.
    pub from: Option<Timestamp>,
    /// `None`: from then on nothing is demanded.
    pub rule: Option<&'p MetricRule>,
}

impl Policy {
    pub(crate) fn metric_lanes(&self) -> Vec<Lane<'_, MetricRule>> {
        lanes(self.metrics.iter().enumerate())
    }

    pub(crate) fn score_lanes(&self) -> Vec<Lane<'_, ScoreRule>> {
        lanes(self.score.rules.iter().enumerate())
    }

    pub(crate) fn gate_lanes(&self) -> Vec<Lane<'_, Condition>> {
        lanes(self.gate.conditions.iter().enumerate())
    }

    fn lanes_of(&self, series: &Series) -> Vec<Lane<'_, MetricRule>> {
        lanes(self.metrics.iter().enumerate().filter(|(_, rule)| rule.selects(series)))
    }

    /// The first rule about `series` that was in force at `at`.
    pub fn rule_at(&self, series: &Series, at: Timestamp) -> Option<&MetricRule> {
        self.lanes_of(series).iter().find_map(|lane| lane.at(at)).map(|(_, rule)| rule)
    }

    /// Every rule of a metric that is in force at `at`, in the order of the policy.
    pub fn rules_at(&self, at: Timestamp) -> Vec<&MetricRule> {
        self.metric_lanes().iter().filter_map(|lane| lane.at(at)).map(|(_, rule)| rule).collect()
    }

    /// The rules of the score that are in force at `at`, in the order of the policy.
    pub fn score_rules_at(&self, at: Timestamp) -> Vec<&ScoreRule> {
        self.score_lanes().iter().filter_map(|lane| lane.at(at)).map(|(_, rule)| rule).collect()
    }

    /// The conditions of the gate that are in force at `at` with their indexes, in the order of the policy.
    pub fn conditions_at(&self, at: Timestamp) -> Vec<(usize, &Condition)> {
        self.gate_lanes().iter().filter_map(|lane| lane.at(at)).collect()
    }

    /// What [`Self::rule_at`] says of `series` over all time, in order; the first step is from the beginning.
    pub fn rules_over_time(&self, series: &Series) -> Vec<InForce<'_>> {
        let lanes = self.lanes_of(series);
        let mut begins: Vec<Option<Timestamp>> =
            lanes.iter().flat_map(|lane| lane.steps.iter().map(|(from, _)| *from)).collect();
        begins.push(None);
        begins.sort_unstable();
        begins.dedup();
        let mut out: Vec<InForce> = Vec::new();
        for from in begins {
            let rule = lanes.iter().find_map(|lane| lane.since(from)).map(|(_, rule)| rule);
            if out.last().is_none_or(|last| last.rule != rule) {
                out.push(InForce { from, rule });
            }
        }
        out
    }
}
