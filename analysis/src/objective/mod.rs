//! Objectives: whether a promise is kept over its window, with the figure, what it rests on, and the error budget.
//!
//! What is not known is never met. A ratio (time up) also tells its error budget and how fast it burns (Google, "The Site
//! Reliability Workbook", chapter 5, "Alerting on SLOs").

mod budget;
mod improvement;
mod level;
mod repair;
mod security;
mod uptime;
mod window;

pub(crate) use budget::too_fast;
pub use budget::{Budget, Burn};
pub use window::Span;

use crate::assess::SeriesSummary;
use crate::change::Findings;
use crate::current::Sweep;
use crate::incident::Course;
use crate::policy::{Objective, ObjectiveKind, Policy, WindowKind};
use crate::score::{Score, ScorePoint};
use quarterdeck_model::{History, Timestamp};

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attainment {
    /// Known and kept so far.
    Met,
    /// Not kept yet in a window that is not over, or soon not kept any more.
    AtRisk,
    /// Known and not kept.
    Missed,
    /// The figures do not say.
    NotEnough,
}

impl Attainment {
    /// `met`, `at risk`, `missed`, `not enough data`.
    pub fn as_str(self) -> &'static str {
        match self {
            Attainment::Met => "met",
            Attainment::AtRisk => "at risk",
            Attainment::Missed => "missed",
            Attainment::NotEnough => "not enough data",
        }
    }
}

/// What an objective is judged of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The whole project.
    Project,
    /// One service: index into [`crate::Assessment::services`].
    Service(usize),
    /// One series: index into the history's.
    Series(usize),
}

/// One objective, judged of one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Attained {
    /// Index into the policy's objectives.
    pub objective: usize,
    /// Of what.
    pub subject: Subject,
    /// How it stands.
    pub attainment: Attainment,
    /// Whether the stretch target is met too; `None` without one or without a figure.
    pub stretch: Option<bool>,
    /// The figure, in the unit of the objective's kind; the low end of an interval.
    pub value: Option<f64>,
    /// The high end, where it is an interval.
    pub high: Option<f64>,
    /// The window; `None` for the latest.
    pub window: Option<Span>,
    /// How many snapshots are behind it.
    pub snapshots: usize,
    /// The newest of them.
    pub run: Option<u32>,
    /// Why it stands so, one phrase; empty where the figure says all.
    pub why: String,
    /// Of a ratio: what is left of the error budget.
    pub budget: Option<Budget>,
}

impl Attained {
    /// One without a figure, and why.
    fn unknown(objective: usize, subject: Subject, window: Option<Span>, why: impl Into<String>) -> Self {
        Self {
            objective,
            subject,
            attainment: Attainment::NotEnough,
            stretch: None,
            value: None,
            high: None,
            window,
            snapshots: 0,
            run: None,
            why: why.into(),
            budget: None,
        }
    }
}

/// What objectives are judged by.
pub(crate) struct Evidence<'a> {
    pub(crate) history: &'a History,
    pub(crate) sweep: &'a Sweep<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) now: Timestamp,
    pub(crate) score: &'a Score,
    pub(crate) trend: &'a [ScorePoint],
    pub(crate) series: &'a [SeriesSummary],
    pub(crate) changes: &'a [Findings],
    pub(crate) services: &'a [Course],
}

/// One objective, its place in the policy, and its window.
#[derive(Clone, Copy)]
struct Asked<'a> {
    index: usize,
    objective: &'a Objective,
    window: Option<Span>,
}

/// Every objective of the policy, in its order; one for each service or series that it is about.
pub(crate) fn judge(evidence: &Evidence<'_>) -> Vec<Attained> {
    let all = evidence.policy.objectives.iter().enumerate();
    all.flat_map(|(index, objective)| {
        let window = Span::of(objective.over(), evidence.now, &evidence.policy.zone);
        let asked = Asked { index, objective, window };
        match objective.kind {
            ObjectiveKind::Uptime => uptime::judge(evidence, asked),
            ObjectiveKind::Mttr => vec![repair::judge(evidence, asked)],
            ObjectiveKind::Score => vec![level::score(evidence, asked)],
            ObjectiveKind::Metric => level::metrics(evidence, asked),
            ObjectiveKind::Deviation => vec![level::deviation(evidence, asked)],
            ObjectiveKind::ScoreImprovement => vec![improvement::score(evidence, asked)],
            ObjectiveKind::PerformanceImprovement => vec![improvement::performance(evidence, asked)],
            ObjectiveKind::SecurityIncidents => vec![security::judge(evidence, asked)],
        }
    })
    .collect()
}

impl Asked<'_> {
    fn unknown(self, subject: Subject, why: impl Into<String>) -> Attained {
        Attained::unknown(self.index, subject, self.window, why)
    }

    /// A figure against the target: met, missed, or at risk while the window runs on.
    fn judged(self, subject: Subject, value: f64, final_: bool) -> Attained {
        let attainment = match (self.objective.target.holds(value), final_) {
            (true, _) => Attainment::Met,
            (false, true) => Attainment::Missed,
            (false, false) => Attainment::AtRisk,
        };
        Attained {
            attainment,
            stretch: self.objective.stretch.map(|stretch| stretch.holds(value)),
            value: Some(value),
            ..self.unknown(subject, "")
        }
    }

    /// An interval against the target: what the ends do not agree on is not known.
    fn between(self, subject: Subject, (low, high): (f64, f64), final_: bool) -> Attained {
        let target = self.objective.target;
        let interval = (low < high).then_some(high);
        let attained = Attained { high: interval, ..self.judged(subject, low, final_) };
        if target.holds(low) == target.holds(high) {
            return attained;
        }
        Attained { attainment: Attainment::NotEnough, stretch: None, ..attained }
    }

    fn window_kind(self) -> WindowKind {
        self.objective.over()
    }
}

impl Evidence<'_> {
    fn at(&self, run: u32) -> Option<i64> {
        self.history.runs.get(run as usize).map(|run| run.taken_at.millis())
    }

    /// Series of benchmarks that an objective is about: those that it names, else those with a rule.
    fn benchmarks(&self, objective: &Objective) -> Vec<usize> {
        let ruled = |index: &usize| {
            let series = &self.history.series[*index];
            let named = objective.metric.is_some();
            let of = series.kind == quarterdeck_model::Kind::Benchmark
                && self.policy.metrics.iter().any(|rule| rule.selects(series));
            objective.selects(series) && (named || of) && !self.sweep.superseded(*index)
        };
        (0..self.history.series.len()).filter(ruled).collect()
    }
}
