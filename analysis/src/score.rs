//! The quality score: 100 less penalties, an interval where an input is unknown, with its whole breakdown.

use crate::current::{Reading, Sweep};
use crate::policy::{Lane, Policy, ScoreRule, selects};
use quarterdeck_model::{History, Timestamp};
use std::collections::BTreeMap;

/// The band of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Below 60.
    Critical,
    /// 60 to below 70.
    RequiresImprovement,
    /// 70 to below 80.
    Acceptable,
    /// 80 to below 90.
    Good,
    /// 90 to 100.
    Excellent,
}

impl Band {
    /// The band of `score`.
    pub fn of(score: f64) -> Self {
        match score {
            s if s >= 90.0 => Band::Excellent,
            s if s >= 80.0 => Band::Good,
            s if s >= 70.0 => Band::Acceptable,
            s if s >= 60.0 => Band::RequiresImprovement,
            _ => Band::Critical,
        }
    }

    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Band::Critical => "critical",
            Band::RequiresImprovement => "requires improvement",
            Band::Acceptable => "acceptable",
            Band::Good => "good",
            Band::Excellent => "excellent",
        }
    }
}

/// What a rule was applied to.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A figure: the sum over the series for a per-item rule, else the worst of them.
    Known {
        /// The figure.
        value: f64,
        /// The run that it comes from (the newest of several).
        run: u32,
    },
    /// No figure, and why.
    Unknown {
        /// The reason.
        reason: String,
    },
}

/// What one rule contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Index of the rule in the policy.
    pub index: usize,
    /// Metric that the rule is about.
    pub metric: String,
    /// The rule in words.
    pub rule: String,
    /// What it was applied to.
    pub input: Input,
    /// Points taken; `None` when the input is unknown.
    pub penalty: Option<f64>,
    /// The most that the rule can take; `None` when it can take everything.
    pub worst: Option<f64>,
}

/// The score with its breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// With every unknown input at its worst.
    pub low: f64,
    /// With every unknown input at no penalty.
    pub high: f64,
    /// Band of the low end.
    pub band: Band,
    /// One for each rule, in the order of the rules.
    pub parts: Vec<Part>,
}

impl Score {
    /// Whether every input is known: then low and high are one figure.
    pub fn is_known(&self) -> bool {
        self.parts.iter().all(|p| p.penalty.is_some())
    }

    fn of(parts: Vec<Part>) -> Self {
        let known: f64 = parts.iter().filter_map(|p| p.penalty).sum();
        let unknown: Option<f64> = parts.iter().filter(|p| p.penalty.is_none()).map(|p| p.worst).sum();
        let clamp = |score: f64| tidy(score.clamp(0.0, 100.0));
        let low = unknown.map_or(0.0, |unknown| clamp(100.0 - known - unknown));
        Self { low, high: clamp(100.0 - known), band: Band::of(low), parts }
    }
}

/// Sums of tenths leave dust in the last bits; a score is a figure with at most six decimals.
fn tidy(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

/// The score as an archive tells it at one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScorePoint {
    /// The run after which it held.
    pub run: u32,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// Which series each rule is about, found once.
pub(crate) struct Selection<'p> {
    rules: Vec<(Lane<'p, ScoreRule>, Vec<usize>)>,
}

impl<'p> Selection<'p> {
    pub(crate) fn new(history: &History, policy: &'p Policy) -> Self {
        let none = BTreeMap::new();
        let pick = |lane: Lane<'p, ScoreRule>| {
            let subject = lane.subject()?;
            let series = history.series.iter().enumerate();
            let chosen = series.filter(|(_, s)| selects(&subject.metric, subject.job.as_deref(), &none, s));
            let chosen = chosen.map(|(index, _)| index).collect();
            Some((lane, chosen))
        };
        Self { rules: policy.score_lanes().into_iter().filter_map(pick).collect() }
    }

    /// The same of those series alone that `sweep` has seen.
    pub(crate) fn seen(history: &History, policy: &'p Policy, sweep: &Sweep<'_>) -> Self {
        let mut selection = Self::new(history, policy);
        for (_, series) in &mut selection.rules {
            series.retain(|index| sweep.has_seen(*index));
        }
        selection
    }

    /// The score as `sweep` stands, by the rules in force at `now`.
    pub(crate) fn score(&self, sweep: &Sweep, policy: &Policy, now: Timestamp) -> Score {
        let part = |(lane, series): &(Lane<'p, ScoreRule>, Vec<usize>)| {
            let (index, rule) = lane.at(now)?;
            let input =
                input(rule, series, |s| (!sweep.superseded(s)).then(|| sweep.reading(s, policy, now)));
            let penalty = match input {
                Input::Known { value, .. } => Some(rule.penalty(value)),
                Input::Unknown { .. } => None,
            };
            let metric = rule.metric.clone();
            Some(Part { index, metric, rule: rule.words(), input, penalty, worst: rule.worst() })
        };
        Score::of(self.rules.iter().filter_map(part).collect())
    }
}

/// The figure that a rule is applied to: unknown as soon as one of its series is.
fn input(rule: &ScoreRule, series: &[usize], reading: impl Fn(usize) -> Option<Reading>) -> Input {
    let mut found: Option<(f64, u32)> = None;
    for reading in series.iter().filter_map(|s| reading(*s)) {
        let Reading::Known { run, value } = reading else {
            return Input::Unknown { reason: reading.reason().unwrap_or_default() };
        };
        found = Some(match found {
            None => (value, run),
            Some((sum, latest)) if rule.each.is_some() => (sum + value, latest.max(run)),
            Some((worst, _)) if rule.penalty(value) > rule.penalty(worst) => (value, run),
            Some(kept) => kept,
        });
    }
    match found {
        Some((value, run)) => Input::Known { value, run },
        None => Input::Unknown { reason: "never measured".to_owned() },
    }
}

/// The score at `now`.
pub fn score(history: &History, policy: &Policy, now: Timestamp) -> Score {
    Selection::new(history, policy).score(&Sweep::finished(history), policy, now)
}

/// The score after each run that could change it, by the rules in force when it was taken.
pub fn trend(history: &History, policy: &Policy) -> Vec<ScorePoint> {
    let selection = Selection::new(history, policy);
    let mut kinds: Vec<_> = Vec::new();
    for (_, series) in &selection.rules {
        let jobs = series.iter().map(|s| &history.series[*s]).map(|s| (s.kind, s.key.job.as_str()));
        kinds.extend(jobs);
    }
    let mut sweep = Sweep::new(history);
    let mut points = Vec::new();
    while let Some(run) = sweep.advance() {
        let Some(of) = history.runs.get(run as usize) else { break };
        if kinds.contains(&(of.kind, of.job.as_str())) {
            let Score { low, high, .. } = selection.score(&sweep, policy, of.taken_at);
            points.push(ScorePoint { run, low, high });
        }
    }
    points
}
