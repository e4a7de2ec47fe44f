//! The current reading of each series: known, stale or unknown. A figure that the newest run did not give is unknown,
//! whatever earlier runs said.

use crate::policy::Policy;
use quarterdeck_model::sorted::{entry, sort_by};
use quarterdeck_model::{History, Kind, Point, Run, SectionState, Series, Timestamp};
use std::cmp::Ordering;

/// What is known of a series at some instant.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The newest run of its job gave it.
    Known {
        /// Index of that run.
        run: u32,
        /// The figure.
        value: f64,
    },
    /// The newest run of its job gave it, longer ago than twice the expected cadence.
    Stale {
        /// Index of that run.
        run: u32,
        /// The figure, shown as stale, never judged.
        value: f64,
        /// Age in milliseconds.
        age_ms: i64,
    },
    /// Not known, and why.
    Unknown {
        /// The reason, one phrase.
        reason: String,
    },
}

impl Reading {
    /// The figure, only when it is known and fresh.
    pub fn known(&self) -> Option<f64> {
        match self {
            Reading::Known { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// The run that it comes from.
    pub fn run(&self) -> Option<u32> {
        match self {
            Reading::Known { run, .. } | Reading::Stale { run, .. } => Some(*run),
            Reading::Unknown { .. } => None,
        }
    }

    /// Why it is not known or not fresh.
    pub fn reason(&self) -> Option<String> {
        match self {
            Reading::Known { .. } => None,
            Reading::Stale { age_ms, .. } => Some(format!("stale: {} old", age_words(*age_ms))),
            Reading::Unknown { reason } => Some(reason.clone()),
        }
    }
}

/// `5 days`, `7 hours`: whole units, cut.
pub(crate) fn age_words(ms: i64) -> String {
    match (ms / 86_400_000, ms / 3_600_000) {
        (0, 1) => "1 hour".to_owned(),
        (0, hours) => format!("{hours} hours"),
        (1, _) => "1 day".to_owned(),
        (days, _) => format!("{days} days"),
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Seen {
    Never,
    Given {
        run: u32,
        value: f64,
    },
    /// The newest run of the job did not give it.
    Missing {
        run: u32,
    },
}

/// Walks the runs in time order and knows at each step what is known of every series.
pub struct Sweep<'a> {
    history: &'a History,
    /// Series of each job, sorted by it.
    members: Vec<((Kind, &'a str), Vec<usize>)>,
    /// Next point of each series.
    cursor: Vec<usize>,
    seen: Vec<Seen>,
    /// Series that differ from each one in nothing but the host.
    twins: Vec<Vec<usize>>,
    next: u32,
}

impl<'a> Sweep<'a> {
    /// Before the first run.
    pub fn new(history: &'a History) -> Self {
        let mut members: Vec<((Kind, &str), Vec<usize>)> = Vec::new();
        for (index, series) in history.series.iter().enumerate() {
            entry(&mut members, (series.kind, &series.key.job), Vec::new).push(index);
        }
        let count = history.series.len();
        Self {
            history,
            members,
            cursor: vec![0; count],
            seen: vec![Seen::Never; count],
            twins: twins(history),
            next: 0,
        }
    }

    /// After the last run.
    pub fn finished(history: &'a History) -> Self {
        let mut sweep = Self::new(history);
        while sweep.advance().is_some() {}
        sweep
    }

    /// Takes the next run in; gives its index, `None` after the last.
    pub fn advance(&mut self) -> Option<u32> {
        let index = self.next;
        let run = self.history.runs.get(index as usize)?;
        self.next += 1;
        // What people said does not hold is as if it never was.
        if run.voided.is_some() {
            return Some(index);
        }
        let key = (run.kind, run.job.as_str());
        let Ok(place) = self.members.binary_search_by(|(known, _)| known.cmp(&key)) else {
            return Some(index);
        };
        // Taken out and put back, so that `take` may change the rest.
        let members = std::mem::take(&mut self.members[place].1);
        for &series in &members {
            self.take(series, index);
        }
        self.members[place].1 = members;
        Some(index)
    }

    /// Passes over the next run as if it had never been; gives its index, `None` after the last.
    pub fn skip(&mut self) -> Option<u32> {
        let index = self.next;
        self.history.runs.get(index as usize)?;
        self.next += 1;
        Some(index)
    }

    /// Whether any run taken in has given series number `series`.
    pub fn has_seen(&self, series: usize) -> bool {
        self.seen.get(series).is_some_and(|seen| *seen != Seen::Never)
    }

    fn take(&mut self, series: usize, run: u32) {
        let points = &self.history.series[series].points;
        // Points of runs that were skipped are passed over as well.
        while points.get(self.cursor[series]).is_some_and(|p| p.run < run) {
            self.cursor[series] += 1;
        }
        let point = points.get(self.cursor[series]).filter(|p| p.run == run);
        match (point, self.seen[series]) {
            (Some(point), _) => {
                self.seen[series] = Seen::Given { run, value: point.value };
                self.cursor[series] += 1;
            }
            (None, Seen::Never) => {}
            (None, _) => self.seen[series] = Seen::Missing { run },
        }
    }

    /// What is known of series number `series` at `now`.
    pub fn reading(&self, series: usize, policy: &Policy, now: Timestamp) -> Reading {
        match self.seen.get(series).copied().unwrap_or(Seen::Never) {
            Seen::Never => Reading::Unknown { reason: "never measured".to_owned() },
            Seen::Missing { run } => Reading::Unknown { reason: self.missing(run) },
            Seen::Given { run, value } => self.aged(series, Point { run, value }, policy, now),
        }
    }

    fn aged(&self, series: usize, point: Point, policy: &Policy, now: Timestamp) -> Reading {
        let Point { run, value } = point;
        let taken = self.history.runs.get(run as usize).map_or(now, |r| r.taken_at);
        let age_ms = now.millis() - taken.millis();
        let limit = policy.cadence.stale_after_ms(self.history.series[series].kind);
        match limit {
            Some(limit) if age_ms as f64 > limit => Reading::Stale { run, value, age_ms },
            _ => Reading::Known { run, value },
        }
    }

    fn missing(&self, run: u32) -> String {
        match self.history.runs.get(run as usize) {
            Some(run) if !run.state.counts() => why_failed(run),
            Some(run) => format!("not part of the latest run of {} ({})", run.job, run.id),
            None => "not measured".to_owned(),
        }
    }

    /// Whether another host has given the figure since: then this one is history, not the present.
    pub fn superseded(&self, series: usize) -> bool {
        let given = |s: usize| match self.seen.get(s) {
            Some(Seen::Given { run, .. }) => Some(*run),
            _ => None,
        };
        let twins = self.twins.get(series).map(Vec::as_slice).unwrap_or_default();
        given(series).is_none() && twins.iter().any(|twin| given(*twin).is_some())
    }
}

/// Why a run gives no figure.
pub(crate) fn why_failed(run: &Run) -> String {
    let state = match run.state {
        SectionState::Failed => "failed",
        SectionState::Empty => "looked at nothing",
        SectionState::Partial => "was partial",
        SectionState::Ok => "did not give it",
    };
    match run.reasons.first() {
        Some(reason) => format!("the latest run of {} {state}: {reason}", run.job),
        None => format!("the latest run of {} {state}", run.job),
    }
}

fn but_for_host(a: &Series, b: &Series) -> Ordering {
    fn labels(series: &Series) -> impl Iterator<Item = (&str, &str)> {
        series.key.labels.iter().filter(|(key, _)| *key != "host")
    }
    let job = || a.key.job.cmp(&b.key.job);
    a.key.metric.cmp(&b.key.metric).then_with(job).then_with(|| labels(a).cmp(labels(b)))
}

/// For each series, the others of the same metric, job and labels but for the host.
fn twins(history: &History) -> Vec<Vec<usize>> {
    let mut all: Vec<(usize, &Series)> = history.series.iter().enumerate().collect();
    sort_by(&mut all, |a, b| but_for_host(a.1, b.1));
    let mut twins = vec![Vec::new(); all.len()];
    for group in all.chunk_by(|a, b| but_for_host(a.1, b.1).is_eq()) {
        for (index, _) in group {
            let others = group.iter().map(|(other, _)| *other);
            twins[*index] = others.filter(|other| other != index).collect();
        }
    }
    twins
}
