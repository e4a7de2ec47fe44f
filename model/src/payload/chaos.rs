//! Chaos experiments: what was broken, what happened, how long it took to come back.

use super::Outcome;
use super::figure::metric;
use crate::{Direction, Labels, Metric, Timestamp, Unit};

/// How an experiment ended. Only the first three enter trends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every criterion met.
    Pass,
    /// Some criterion not met.
    Fail,
    /// A fail whose recovery time is censored at the end of the watch.
    NotRecovered,
    /// Stopped by its own abort condition.
    Aborted,
    /// The fault could not be verified to have happened.
    NotInjected,
    /// The runner itself failed.
    Error,
}

/// Time until good again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recovery {
    /// Seconds; when `censored`, the length of the watch.
    pub seconds: f64,
    /// Uncertainty in seconds (one probe interval), where known.
    pub plus_minus: Option<f64>,
    /// Not recovered by the end of the watch.
    pub censored: bool,
}

/// Availability of one service during the experiment: the measured blast radius.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// Service.
    pub service: String,
    /// Whether it was a declared target.
    pub target: bool,
    /// Good probes of all, 0–100, where measured.
    pub availability_percent: Option<f64>,
}

/// Something that happened during the experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Seconds since the experiment began.
    pub at_s: f64,
    /// `inject`, `clear`, `recovered`, `probe-failed`…
    pub what: String,
    /// Detail for the reader.
    pub detail: Option<String>,
}

/// Every probe of one service from the beginning of the run to its end, planned at a fixed rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// Service.
    pub service: String,
    /// Whether it was a declared target.
    pub target: bool,
    /// Seconds from the beginning of the experiment to the instant for which the first probe was planned.
    pub first_at_s: f64,
    /// Seconds between two planned probes.
    pub every_s: f64,
    /// How each probe ended, in the order planned.
    pub outcomes: Vec<Outcome>,
    /// Milliseconds from planned to done of each probe, in the same order; shorter when not known of the last.
    pub took_ms: Vec<f64>,
}

/// One experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// Scenario name.
    pub scenario: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// Seconds from inject to the end of the scenario.
    pub duration_s: Option<f64>,
    /// Faults injected and verified.
    pub faults_injected: Option<u64>,
    /// Good probes of all planned, 0–100.
    pub availability_percent: Option<f64>,
    /// Failed requests, 0–100.
    pub error_percent: Option<f64>,
    /// Time until good again.
    pub recovery: Option<Recovery>,
    /// What each service felt.
    pub impacts: Vec<Impact>,
    /// The timeline.
    pub events: Vec<Event>,
    /// What the verdict rests on: one sentence for each criterion, and why anything went otherwise.
    pub reasons: Vec<String>,
    /// Every probe, where they are known.
    pub tracks: Vec<Track>,
}

/// The experiments of one run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chaos {
    /// In order of execution.
    pub experiments: Vec<Experiment>,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 6] = [
        Verdict::Pass,
        Verdict::Fail,
        Verdict::NotRecovered,
        Verdict::Aborted,
        Verdict::NotInjected,
        Verdict::Error,
    ];

    /// `pass`, `fail`, `not-recovered`, `aborted`, `not-injected`, `error`: the wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::NotRecovered => "not-recovered",
            Verdict::Aborted => "aborted",
            Verdict::NotInjected => "not-injected",
            Verdict::Error => "error",
        }
    }

    /// Whether the experiment says something about the system.
    pub fn counts(self) -> bool {
        matches!(self, Verdict::Pass | Verdict::Fail | Verdict::NotRecovered)
    }
}

impl Chaos {
    /// `chaos.passed_percent` over the experiments that count, and per scenario `chaos.availability_percent`
    /// and `chaos.recovery_s` (a censored recovery gives none).
    pub fn metrics(&self) -> Vec<Metric> {
        let counted: Vec<&Experiment> = self.experiments.iter().filter(|e| e.verdict.counts()).collect();
        let mut out = Vec::new();
        if !counted.is_empty() {
            let passed = counted.iter().filter(|e| e.verdict == Verdict::Pass).count();
            let share = passed as f64 * 100.0 / counted.len() as f64;
            let none = Labels::none();
            out.push(metric("chaos.passed_percent", &none, share, Unit::Percent, Direction::HigherIsBetter));
        }
        for experiment in counted {
            experiment.metrics(&mut out);
        }
        out
    }
}

impl Experiment {
    /// One of which only the verdict is known: everything else is unknown.
    pub fn judged(scenario: impl Into<String>, verdict: Verdict) -> Self {
        Self {
            scenario: scenario.into(),
            verdict,
            started_at: None,
            duration_s: None,
            faults_injected: None,
            availability_percent: None,
            error_percent: None,
            recovery: None,
            impacts: Vec::new(),
            events: Vec::new(),
            reasons: Vec::new(),
            tracks: Vec::new(),
        }
    }

    fn metrics(&self, out: &mut Vec<Metric>) {
        let labels = Labels::one("scenario", self.scenario.clone());
        if let Some(value) = self.availability_percent {
            out.push(metric(
                "chaos.availability_percent",
                &labels,
                value,
                Unit::Percent,
                Direction::HigherIsBetter,
            ));
        }
        if let Some(r) = self.recovery.filter(|r| !r.censored) {
            out.push(metric("chaos.recovery_s", &labels, r.seconds, Unit::Seconds, Direction::LowerIsBetter));
        }
    }
}

impl Track {
    /// Each probe: seconds from the beginning of the experiment to its planned instant, how it ended, and the
    /// milliseconds from planned to done where they are known.
    pub fn probes(&self) -> impl Iterator<Item = (f64, Outcome, Option<f64>)> + '_ {
        self.outcomes.iter().enumerate().map(|(index, outcome)| {
            let at = self.first_at_s + index as f64 * self.every_s;
            (at, *outcome, self.took_ms.get(index).copied())
        })
    }
}
