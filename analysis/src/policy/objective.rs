//! Objectives: what a team promises itself over a window of time.

use super::{Limit, Problem, selects};
use quarterdeck_model::Series;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `[[policy.objectives]]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// What is promised.
    pub kind: ObjectiveKind,
    /// What the figure must be: per cent of uptime and deviation, minutes of repair, points of the score, the metric's own unit.
    pub target: Limit,
    /// What it should be at best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<Limit>,
    /// Over which time [default: that of the kind].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowKind>,
    /// Its name on pages [default: that of the kind].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Of `metric`: which one. Of `deviation` and `performance-improvement`: only this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// Only series with these labels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Only this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// Of `uptime` and `mttr`: only this service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Whether an alert opens when it is at risk or missed [default: for uptime, repair, score and metrics].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<bool>,
    /// The runbook that its alert points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
}

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ObjectiveKind {
    /// Per cent of the known time that each service was up.
    Uptime,
    /// Mean minutes from the start of a failure to its end.
    Mttr,
    /// The low end of the quality score.
    Score,
    /// Per cent by which the worst of the benchmarks with a rule is worse than its baseline.
    Deviation,
    /// A metric.
    Metric,
    /// Points by which the score grew since the window before.
    ScoreImprovement,
    /// Per cent by which the benchmarks with a rule are better than in the window before.
    PerformanceImprovement,
    /// Security incidents that people stated.
    SecurityIncidents,
}

/// Over which time. Calendar windows are those of the zone that `[site]` names, else of UTC; weeks begin on Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum WindowKind {
    /// As it stands.
    Latest,
    /// ISO week.
    Week,
    /// Month.
    Month,
    /// Quarter.
    Quarter,
    /// Year.
    Year,
}

impl ObjectiveKind {
    /// The word of the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            ObjectiveKind::Uptime => "uptime",
            ObjectiveKind::Mttr => "mttr",
            ObjectiveKind::Score => "score",
            ObjectiveKind::Deviation => "deviation",
            ObjectiveKind::Metric => "metric",
            ObjectiveKind::ScoreImprovement => "score-improvement",
            ObjectiveKind::PerformanceImprovement => "performance-improvement",
            ObjectiveKind::SecurityIncidents => "security-incidents",
        }
    }

    /// Whether it says how things stand, so that it may be judged of the latest figures.
    fn stands(self) -> bool {
        matches!(self, ObjectiveKind::Score | ObjectiveKind::Deviation | ObjectiveKind::Metric)
    }

    fn window(self) -> WindowKind {
        match self {
            ObjectiveKind::Uptime | ObjectiveKind::ScoreImprovement => WindowKind::Month,
            ObjectiveKind::Mttr | ObjectiveKind::PerformanceImprovement => WindowKind::Quarter,
            ObjectiveKind::SecurityIncidents => WindowKind::Year,
            ObjectiveKind::Score | ObjectiveKind::Deviation | ObjectiveKind::Metric => WindowKind::Latest,
        }
    }
}

impl WindowKind {
    /// `latest`, `week`, `month`, `quarter`, `year`.
    pub fn as_str(self) -> &'static str {
        match self {
            WindowKind::Latest => "latest",
            WindowKind::Week => "week",
            WindowKind::Month => "month",
            WindowKind::Quarter => "quarter",
            WindowKind::Year => "year",
        }
    }
}

impl Objective {
    /// The window that it is judged over.
    pub fn over(&self) -> WindowKind {
        self.window.unwrap_or(self.kind.window())
    }

    /// Whether it raises an alert. An aim to improve raises none, and deviation has an alert of its own.
    pub fn alerts(&self) -> bool {
        use ObjectiveKind::{Metric, Mttr, Score, Uptime};
        self.alert.unwrap_or(matches!(self.kind, Uptime | Mttr | Score | Metric))
    }

    /// Whether it is about `series`: of its metric, job and labels, as far as it names them.
    pub fn selects(&self, series: &Series) -> bool {
        let metric = self.metric.as_deref().unwrap_or(series.key.metric.as_str());
        selects(metric, self.job.as_deref(), &self.labels, series)
    }

    /// The shipped table.
    pub fn defaults() -> Vec<Self> {
        use ObjectiveKind as Kind;
        let row = |kind, metric: Option<&str>, target: &str, stretch: &str| {
            let target = target.parse().ok()?;
            let metric = metric.map(str::to_owned);
            Some(Self { metric, stretch: stretch.parse().ok(), ..Self::of(kind, target) })
        };
        let rows = [
            row(Kind::Uptime, None, ">= 99.9", ">= 99.95"),
            row(Kind::Mttr, None, "< 15", "< 5"),
            row(Kind::Score, None, "> 85", "> 95"),
            row(Kind::Deviation, None, "< 5", ""),
            row(Kind::Metric, Some("coverage.line_percent"), "> 90", "> 95"),
            row(Kind::ScoreImprovement, None, "> 2", ""),
            row(Kind::PerformanceImprovement, None, "> 10", ""),
            row(Kind::SecurityIncidents, None, "<= 0", ""),
        ];
        rows.into_iter().flatten().collect()
    }

    /// One of this kind and target, about everything.
    pub fn of(kind: ObjectiveKind, target: Limit) -> Self {
        Self {
            kind,
            target,
            stretch: None,
            window: None,
            name: None,
            metric: None,
            labels: BTreeMap::new(),
            job: None,
            service: None,
            alert: None,
            runbook: None,
        }
    }

    /// What is wrong with it.
    pub(super) fn problem(&self) -> Option<Problem> {
        let kind = self.kind.as_str();
        let told = |key: &str, why: String| Some(Problem::new(key, format!("objective ({kind}): {why}")));
        match (self.kind.stands(), self.over()) {
            _ if self.kind == ObjectiveKind::Metric && self.metric.is_none() => {
                told("", "name a `metric`, such as metric = \"coverage.line_percent\"".to_owned())
            }
            (false, WindowKind::Latest) => told(
                "window",
                "window = \"latest\"; expected week, month, quarter or year, since it is about a time"
                    .to_owned(),
            ),
            _ if self.kind == ObjectiveKind::Deviation && self.over() != WindowKind::Latest => {
                told("window", format!("window = {:?}; expected latest", self.over().as_str()))
            }
            _ if self.kind == ObjectiveKind::Uptime && !(0.0..100.0).contains(&self.target.value) => told(
                "target",
                format!(
                    "target = \"{}\"; expected at least 0 and less than 100 per cent, since no number of probes shows 100",
                    self.target
                ),
            ),
            _ => None,
        }
    }
}
