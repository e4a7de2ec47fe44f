//! The alert log: what opened when, what proves it, what closed it. Reproducible from the archive alone.

use crate::change::Findings;
use crate::current::{Reading, Sweep, why_failed};
use crate::policy::{Lane, Limit, MetricRule, Policy, Severity};
use crate::regression::regressions;
use quarterdeck_model::{History, Kind, Series, Timestamp};
use std::collections::BTreeMap;

/// Why an alert exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertKind {
    /// A value beyond its alert limit.
    Threshold,
    /// A confirmed change for the worse.
    Regression,
    /// The newest run of a job could not be collected.
    FailedCollection,
    /// A ruled metric is older than twice its cadence.
    StaleData,
}

impl AlertKind {
    /// `threshold`, `regression`, `failed collection`, `stale data`.
    pub fn as_str(self) -> &'static str {
        match self {
            AlertKind::Threshold => "threshold",
            AlertKind::Regression => "regression",
            AlertKind::FailedCollection => "failed collection",
            AlertKind::StaleData => "stale data",
        }
    }
}

/// One alert. Its identity is (kind, metric, job, labels): it may open, close and open again.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Why.
    pub kind: AlertKind,
    /// How much it matters.
    pub severity: Severity,
    /// The series, where it is about one.
    pub series: Option<usize>,
    /// The job that it is about.
    pub job: String,
    /// The limit breached.
    pub limit: Option<Limit>,
    /// The value at the last breach.
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
}

impl Alert {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Its identity, by which it is acknowledged: kind, metric, job and labels, of those it has.
    pub fn identity(&self, history: &History) -> String {
        let key = self.series.and_then(|index| history.series.get(index)).map(|series| &series.key);
        let metric = key.map(|key| format!(" {}", key.metric)).unwrap_or_default();
        let labels = key.filter(|key| !key.labels.is_empty()).map(|key| format!(" {}", key.labels));
        format!("{}{metric} {}{}", self.kind.as_str(), self.job, labels.unwrap_or_default())
    }
}

/// Every alert of the history, in which `found` are the change points: open ones first, then the worst, then the newest.
pub fn log(
    history: &History,
    sweep: &Sweep,
    policy: &Policy,
    found: &[Findings],
    now: Timestamp,
) -> Vec<Alert> {
    let mut alerts = thresholds(history, sweep, policy);
    alerts.extend(regressions(history, sweep, found));
    alerts.extend(failed_collections(history));
    alerts.extend(stale(history, sweep, policy, now));
    alerts.sort_by(|a, b| {
        let rank = |x: &Alert| (!x.is_open(), std::cmp::Reverse(x.severity), std::cmp::Reverse(x.opened));
        rank(a).cmp(&rank(b)).then_with(|| (a.kind, a.series, &a.job).cmp(&(b.kind, b.series, &b.job)))
    });
    alerts
}

fn thresholds(history: &History, sweep: &Sweep, policy: &Policy) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for lane in policy.metric_lanes() {
        let Some(subject) = lane.subject() else { continue };
        for (index, series) in history.series.iter().enumerate().filter(|(_, s)| subject.selects(s)) {
            let mut found = breaches(history, series, &lane, policy.alerts.open_after);
            // A machine that another one has replaced will never say that it is good again.
            found.retain(|run| run.closed.is_some() || !sweep.superseded(index));
            alerts.extend(found.into_iter().map(|run| run.alert(index, series)));
        }
    }
    alerts
}

/// A run of breaching points.
struct Breach<'p> {
    evidence: Vec<u32>,
    value: f64,
    closed: Option<u32>,
    /// The rule and its limit at the last of them.
    rule: &'p MetricRule,
    limit: Limit,
    /// Whether there were enough in a row for the rule of their time.
    opened: bool,
}

/// Runs of breaching points that are long enough, each point judged by the rule in force when it was taken. A run of the
/// collector that gave no figure neither opens nor closes.
fn breaches<'p>(
    history: &History,
    series: &Series,
    lane: &Lane<'p, MetricRule>,
    open_after: u32,
) -> Vec<Breach<'p>> {
    let mut found: Vec<Breach> = Vec::new();
    let mut current: Option<Breach> = None;
    for point in &series.points {
        let rule = history.run(*point).and_then(|run| lane.at(run.taken_at)).map(|(_, rule)| rule);
        let limit = rule.and_then(|rule| Some((rule, rule.alert?)));
        if let Some((rule, limit)) = limit.filter(|(_, limit)| limit.holds(point.value)) {
            let breach = current.get_or_insert_with(|| Breach::new(rule, limit));
            breach.evidence.push(point.run);
            let enough = rule.open_after.unwrap_or(open_after).max(1) as usize;
            let opened = breach.opened || breach.evidence.len() >= enough;
            (breach.value, breach.rule, breach.limit, breach.opened) = (point.value, rule, limit, opened);
        } else if let Some(mut breach) = current.take() {
            breach.closed = Some(point.run);
            found.push(breach);
        }
    }
    found.extend(current);
    found.retain(|breach| breach.opened);
    found
}

impl<'p> Breach<'p> {
    fn new(rule: &'p MetricRule, limit: Limit) -> Self {
        Self { evidence: Vec::new(), value: 0.0, closed: None, rule, limit, opened: false }
    }

    fn alert(self, index: usize, series: &Series) -> Alert {
        let (rule, limit) = (self.rule, self.limit);
        Alert {
            kind: AlertKind::Threshold,
            severity: rule.severity,
            series: Some(index),
            job: series.key.job.clone(),
            limit: Some(limit),
            value: Some(self.value),
            message: format!("{} {limit}", series.key.metric),
            opened: self.evidence.first().copied().unwrap_or_default(),
            last_seen: self.evidence.last().copied().unwrap_or_default(),
            evidence: self.evidence,
            closed: self.closed,
            runbook: rule.runbook.clone(),
        }
    }
}

/// Runs of failed collections of each job, up to the next one that succeeded.
fn failed_collections(history: &History) -> Vec<Alert> {
    let mut open: BTreeMap<(Kind, &str), Alert> = BTreeMap::new();
    let mut closed = Vec::new();
    for (index, run) in (0u32..).zip(&history.runs) {
        let key = (run.kind, run.job.as_str());
        if run.state.counts() {
            closed.extend(open.remove(&key).map(|alert| Alert { closed: Some(index), ..alert }));
            continue;
        }
        let alert = open.entry(key).or_insert_with(|| Alert {
            kind: AlertKind::FailedCollection,
            severity: Severity::Warning,
            series: None,
            job: run.job.clone(),
            limit: None,
            value: None,
            message: String::new(),
            opened: index,
            last_seen: index,
            evidence: Vec::new(),
            closed: None,
            runbook: None,
        });
        alert.last_seen = index;
        alert.evidence.push(index);
        alert.message = why_failed(run);
    }
    closed.extend(open.into_values());
    closed
}

/// Ruled metrics whose newest figure is stale.
fn stale(history: &History, sweep: &Sweep, policy: &Policy, now: Timestamp) -> Vec<Alert> {
    let ruled = |series: &Series| policy.rule_at(series, now);
    let series = history.series.iter().enumerate();
    let alerts = series.filter_map(|(index, series)| {
        let rule = ruled(series)?;
        let reading = sweep.reading(index, policy, now);
        let Reading::Stale { run, value, .. } = reading else { return None };
        Some(Alert {
            kind: AlertKind::StaleData,
            severity: Severity::Warning,
            series: Some(index),
            job: series.key.job.clone(),
            limit: None,
            value: Some(value),
            message: reading.reason().unwrap_or_default(),
            opened: run,
            last_seen: run,
            evidence: vec![run],
            closed: None,
            runbook: rule.runbook.clone(),
        })
    });
    alerts.collect()
}
