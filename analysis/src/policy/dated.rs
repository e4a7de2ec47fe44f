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
}

/// The lanes of `rules`, ordered by the first entry of each.
pub(crate) fn lanes<'p, R: Dated>(rules: impl Iterator<Item = (usize, &'p R)>) -> Vec<Lane<'p, R>> {
    let rules: Vec<(usize, &R)> = rules.collect();
    let since: Vec<Option<Timestamp>> = rules.iter().map(|(_, rule)| rule.since()).collect();
    let same =
        |a: usize, b: usize| rules.get(a).zip(rules.get(b)).is_some_and(|((_, a), (_, b))| a.same_subject(b));
    let steps = |lane: Numbers| {
        let step = |(from, rule): (Option<Timestamp>, Option<usize>)| {
            (from, rule.and_then(|number| rules.get(number).copied()))
        };
        Lane { steps: lane.into_iter().map(step).collect() }
    };
    numbered(&since, &same).into_iter().map(steps).collect()
}

/// A lane, its rules by their numbers.
type Numbers = Vec<(Option<Timestamp>, Option<usize>)>;

/// The lanes of rules of whatever kind, of each of which it is known from when on it is in force and whether two are of the
/// `same` subject.
#[inline(never)]
fn numbered(since: &[Option<Timestamp>], same: &dyn Fn(usize, usize) -> bool) -> Vec<Numbers> {
    let mut subjects: Vec<Vec<usize>> = Vec::new();
    for rule in 0..since.len() {
        match subjects.iter_mut().find(|of| of.iter().any(|other| same(rule, *other))) {
            Some(subject) => subject.push(rule),
            None => subjects.push(vec![rule]),
        }
    }
    let begins = |rule: usize| since.get(rule).copied().flatten();
    let mut all: Vec<Numbers> = Vec::new();
    for mut rules in subjects {
        sort_by(&mut rules, |a, b| begins(*a).cmp(&begins(*b)));
        let sets: Vec<&[usize]> = rules.chunk_by(|a, b| begins(*a) == begins(*b)).collect();
        let width = sets.iter().map(|set| set.len()).max().unwrap_or(0);
        let step =
            |set: &[usize], lane: usize| (set.first().and_then(|rule| begins(*rule)), set.get(lane).copied());
        all.extend((0..width).map(|lane| sets.iter().map(|set| step(set, lane)).collect::<Numbers>()));
    }
    let place = |lane: &Numbers| lane.iter().filter_map(|(_, rule)| *rule).min().unwrap_or(usize::MAX);
    sort_by(&mut all, |a, b| place(a).cmp(&place(b)));
    all
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
