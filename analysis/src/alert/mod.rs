//! The alert log: what opened when, what proves it, what closed it. Reproducible from the archive alone.

mod collection;
mod deviation;
mod incident;
mod objective;
mod opening;
mod regression;
mod stale;
mod threshold;
mod together;

pub use together::{Together, together};

use crate::change::Findings;
use crate::current::Sweep;
use crate::incident::Course;
use crate::objective::{Attained, Evidence};
use crate::policy::{Limit, MetricRule, Policy, SECURITY, Severity, usual};
use crate::score::ScorePoint;
use quarterdeck_model::{History, Series, Timestamp};

/// Why an alert exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertKind {
    /// A value beyond its alert limit.
    Threshold,
    /// A confirmed change for the worse.
    Regression,
    /// Values far from the baseline.
    Deviation,
    /// A service that is down or flaps.
    Incident,
    /// An objective that is at risk or missed.
    Objective,
    /// The newest run of a job could not be collected.
    FailedCollection,
    /// A ruled metric, or the newest run of a job, is older than twice its cadence.
    StaleData,
}

impl AlertKind {
    /// All of them.
    pub const ALL: [AlertKind; 7] = [
        AlertKind::Threshold,
        AlertKind::Regression,
        AlertKind::Deviation,
        AlertKind::Incident,
        AlertKind::Objective,
        AlertKind::FailedCollection,
        AlertKind::StaleData,
    ];

    /// `threshold`, `regression`, `deviation`, `incident`, `objective`, `failed collection`, `stale data`.
    pub fn as_str(self) -> &'static str {
        match self {
            AlertKind::Threshold => "threshold",
            AlertKind::Regression => "regression",
            AlertKind::Deviation => "deviation",
            AlertKind::Incident => "incident",
            AlertKind::Objective => "objective",
            AlertKind::FailedCollection => "failed collection",
            AlertKind::StaleData => "stale data",
        }
    }
}

/// One alert. Its identity is (kind, subject, metric, job, labels): it may open, close and open again.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Why.
    pub kind: AlertKind,
    /// How much it matters.
    pub severity: Severity,
    /// The service of an incident, the objective and its window, the kind of a job that no longer runs; else empty.
    pub subject: String,
    /// The series, where it is about one.
    pub series: Option<usize>,
    /// The objective: index into [`crate::Assessment::objectives`].
    pub objective: Option<usize>,
    /// The job that it is about; empty for what is about the whole project.
    pub job: String,
    /// The limit breached, or the target missed.
    pub limit: Option<Limit>,
    /// The value at the last breach: in the metric's or the objective's unit, per cent of a deviation, failing probes of an
    /// incident.
    pub value: Option<f64>,
    /// What happened, one phrase.
    pub message: String,
    /// First snapshot that breached.
    pub opened: u32,
    /// Last snapshot that breached.
    pub last_seen: u32,
    /// Every snapshot that proves it, in order.
    pub evidence: Vec<u32>,
    /// First snapshot that did not breach.
    pub closed: Option<u32>,
    /// Where to read what to do.
    pub runbook: Option<String>,
    /// The acknowledgement that holds for this opening: index into the policy's annotations.
    pub acknowledged: Option<usize>,
}

impl Alert {
    /// A warning proved by `evidence`, in order.
    fn new(kind: AlertKind, evidence: Vec<u32>, closed: Option<u32>) -> Self {
        Self {
            kind,
            severity: Severity::Warning,
            subject: String::new(),
            series: None,
            objective: None,
            job: String::new(),
            limit: None,
            value: None,
            message: String::new(),
            opened: evidence.first().copied().unwrap_or_default(),
            last_seen: evidence.last().copied().unwrap_or_default(),
            evidence,
            closed,
            runbook: None,
            acknowledged: None,
        }
    }

    /// Whether it is open, acknowledged or not.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Its identity, by which it is acknowledged: kind, subject, metric, job and labels, of those it has.
    pub fn identity(&self, history: &History) -> String {
        let key = self.series.and_then(|index| history.series.get(index)).map(|series| &series.key);
        let metric = key.map(|key| key.metric.to_string()).unwrap_or_default();
        let labels = key.map(|key| key.labels.to_string()).unwrap_or_default();
        let parts = [self.kind.as_str(), &self.subject, &metric, &self.job, &labels];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// What alerts follow from.
pub(crate) struct Facts<'a> {
    pub(crate) history: &'a History,
    pub(crate) sweep: &'a Sweep<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) changes: &'a [Findings],
    pub(crate) services: &'a [Course],
    pub(crate) trend: &'a [ScorePoint],
    pub(crate) objectives: &'a [Attained],
    pub(crate) now: Timestamp,
}

/// Every alert of the history: open ones first, then the worst, then the newest.
pub(crate) fn log(facts: &Facts<'_>) -> Vec<Alert> {
    let mut alerts = threshold::alerts(facts);
    alerts.extend(regression::alerts(facts));
    let deviations = deviation::alerts(facts, &alerts);
    alerts.extend(deviations);
    alerts.extend(incident::alerts(facts));
    alerts.extend(objective::alerts(facts));
    alerts.extend(collection::alerts(facts));
    alerts.extend(stale::alerts(facts));
    let runbooks = &facts.policy.alerts.runbooks;
    for alert in alerts.iter_mut().filter(|alert| alert.runbook.is_none()) {
        alert.runbook = runbooks.get(alert.kind.as_str()).cloned().or_else(|| facts.usual_runbook(alert));
    }
    alerts.sort_by(|a, b| {
        let rank = |x: &Alert| (!x.is_open(), std::cmp::Reverse(x.severity), std::cmp::Reverse(x.opened));
        let tie = |x: &Alert| (x.kind, x.series, x.objective);
        rank(a)
            .cmp(&rank(b))
            .then_with(|| tie(a).cmp(&tie(b)))
            .then_with(|| (&a.subject, &a.job, a.opened).cmp(&(&b.subject, &b.job, b.opened)))
    });
    alerts
}

impl<'a> Facts<'a> {
    /// Those that objectives were judged by, and what came of them.
    pub(crate) fn of(evidence: &Evidence<'a>, objectives: &'a [Attained]) -> Self {
        Self {
            history: evidence.history,
            sweep: evidence.sweep,
            policy: evidence.policy,
            changes: evidence.changes,
            services: evidence.services,
            trend: evidence.trend,
            objectives,
            now: evidence.now,
        }
    }
}

impl Facts<'_> {
    /// The project's runbook for such an alert, where it has one of the usual name.
    fn usual_runbook(&self, alert: &Alert) -> Option<String> {
        let series = alert.series.and_then(|index| self.history.series.get(index));
        let run = self.history.runs.get(alert.opened as usize);
        let kind = series.map(|series| series.kind).or(run.map(|run| run.kind));
        let secure = ["findings.vulnerabilities", "findings.secrets"];
        let unsafe_now = series.is_some_and(|series| secure.contains(&series.key.metric.as_str()));
        let slug = match unsafe_now {
            true => SECURITY,
            false => usual(alert.kind, kind, alert.severity == Severity::Critical),
        };
        self.policy.runbooks.iter().find(|runbook| runbook.slug == slug).map(|runbook| runbook.path.clone())
    }

    fn taken(&self, run: u32) -> Option<Timestamp> {
        self.history.runs.get(run as usize).map(|run| run.taken_at)
    }

    fn ruled<'b>(&'b self, rule: &'b MetricRule) -> impl Iterator<Item = (usize, &'b Series)> {
        self.history.series.iter().enumerate().filter(|(_, series)| rule.selects(series))
    }

    fn open_after(&self, rule: &MetricRule) -> u32 {
        rule.open_after.unwrap_or(self.policy.alerts.open_after)
    }

    /// The points of `series` that accepted levels begin with.
    fn accepted(&self, series: &Series) -> Vec<usize> {
        let begins = self.policy.accepted.iter().filter(|level| level.selects(series));
        let first = |since: Timestamp| {
            series.points.partition_point(|point| self.taken(point.run).is_some_and(|at| at < since))
        };
        begins.filter_map(|level| level.begins()).map(first).collect()
    }
}
