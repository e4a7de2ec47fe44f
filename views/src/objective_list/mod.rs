//! The objectives as data: what `quarterdeck objectives` prints, in words for people and in JSON for programs.

mod text;

pub use text::{markdown, text};

use crate::context::Context;
use crate::page::objectives::words;
use crate::text::visible;
use quarterdeck_analysis::objective::{Attained, Attainment, Subject};
use quarterdeck_model::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the JSON says it is.
pub const SCHEMA: &str = "quarterdeck.objectives";

/// Every objective at one instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ObjectiveList {
    /// `quarterdeck.objectives`: what this is.
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant, RFC 3339.
    pub now: String,
    /// How many are met.
    pub met: usize,
    /// How many are at risk.
    pub at_risk: usize,
    /// How many are missed.
    pub missed: usize,
    /// How many cannot be told.
    pub not_enough_data: usize,
    /// In the order of the configuration.
    pub objectives: Vec<Entry>,
}

/// One objective of one subject.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entry {
    /// What is promised: the word of the configuration.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What it is about, where there are several.
    pub about: String,
    /// The metric, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The service, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The job, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The labels of the series.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// `met`, `at risk`, `missed`, `not enough data`.
    pub attainment: &'static str,
    /// The figure in the unit of the kind; the low end of an interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The high end of an interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// The figure in words.
    pub figure: String,
    /// The target, such as `>= 99.9`.
    pub target: String,
    /// The same in words.
    pub target_words: String,
    /// The stretch target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stretch: Option<String>,
    /// Whether that is met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stretch_met: Option<bool>,
    /// `latest`, `week`, `month`, `quarter`, `year`.
    pub window: &'static str,
    /// Its first instant, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first instant after it, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How many snapshots are behind the figure.
    pub snapshots: usize,
    /// The newest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// Why it stands so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Of time up: the error budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
}

/// An error budget.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Budget {
    /// Milliseconds that may be down in the whole window.
    pub allowed_ms: f64,
    /// Milliseconds that were down.
    pub spent_ms: i64,
    /// What is left in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_percent: Option<f64>,
    /// Share that failed by share that may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burn_rate: Option<f64>,
    /// Whether a pair of windows burns too fast.
    pub burning: bool,
    /// Known of elapsed time, 0–100.
    pub coverage_percent: f64,
    /// Probes.
    pub probes: u64,
    /// Wilson's lower 95 % bound of the share of good probes, 0–100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower_bound_percent: Option<f64>,
    /// Unbroken probes that would show the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed_probes: Option<u64>,
}

impl ObjectiveList {
    /// Those of what was judged.
    pub fn of(context: &Context<'_>) -> Self {
        let all = &context.assessment.objectives;
        let of = |attainment| all.iter().filter(|attained| attained.attainment == attainment).count();
        Self {
            schema: SCHEMA,
            version: 1,
            project: context.project.clone(),
            now: context.now.to_string(),
            met: of(Attainment::Met),
            at_risk: of(Attainment::AtRisk),
            missed: of(Attainment::Missed),
            not_enough_data: of(Attainment::NotEnough),
            objectives: all.iter().filter_map(|attained| entry(context, attained)).collect(),
        }
    }
}

fn entry(context: &Context<'_>, attained: &Attained) -> Option<Entry> {
    let objective = words::objective(context, attained)?;
    let (name, about) = words::names(context, attained);
    let time = |ms: i64| Timestamp::from_millis(ms).map(|at| at.to_string());
    let series = match attained.subject {
        Subject::Series(at) => context.series(at),
        _ => None,
    };
    let course = match attained.subject {
        Subject::Service(at) => context.assessment.services.get(at),
        _ => None,
    };
    let labels = series.map(|s| s.key.labels.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect());
    Some(Entry {
        kind: objective.kind.as_str(),
        name: name.text,
        about: about.text,
        metric: series.map(|s| s.key.metric.to_string()).or_else(|| objective.metric.clone()),
        service: course.map(|c| c.service.clone()).or_else(|| objective.service.clone()),
        job: series.map(|s| s.key.job.clone()).or_else(|| course.map(|c| c.job.clone())),
        labels: labels.unwrap_or_default(),
        attainment: attained.attainment.as_str(),
        value: attained.value,
        high: attained.high,
        figure: words::figures(context, attained),
        target: objective.target.to_string(),
        target_words: words::limit(context, attained, objective.target),
        stretch: objective.stretch.map(|stretch| stretch.to_string()),
        stretch_met: attained.stretch,
        window: objective.over().as_str(),
        from: attained.window.and_then(|span| time(span.from)),
        until: attained.window.and_then(|span| time(span.until)),
        snapshots: attained.snapshots,
        latest: attained.run.and_then(|run| context.run(run)).map(|run| run.id.to_string()),
        why: visible(&attained.why),
        budget: attained.budget.as_ref().map(|of| budget(of, attained.attainment)),
    })
}

/// What is left of a budget is told only where enough of its window is known.
fn budget(budget: &quarterdeck_analysis::objective::Budget, attainment: Attainment) -> Budget {
    Budget {
        allowed_ms: budget.allowed,
        spent_ms: budget.spent,
        left_percent: budget.left().filter(|_| attainment != Attainment::NotEnough),
        burn_rate: budget.rate,
        burning: budget.burning().is_some(),
        coverage_percent: budget.coverage,
        probes: budget.probes,
        lower_bound_percent: budget.bounds.map(|(low, _)| low),
        needed_probes: budget.needed,
    }
}
