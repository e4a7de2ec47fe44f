//! The course of one service: its probes of all runs, and what follows from them.

use super::{Incident, Observation, Repair, Track, Uptime, Window, median_gap, repair, track, uptime};
use crate::period::DAY_MS;
use crate::policy::Policy;
use quarterdeck_model::payload::Outcome;
use quarterdeck_model::{History, Kind, Probed, Probes};

/// One service of one job.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The service.
    pub service: String,
    /// The job that probes it.
    pub job: String,
    /// The newest run that probed it.
    pub run: u32,
    /// State and incidents.
    pub track: Track,
    /// Milliseconds from round to round: as configured, else as seen.
    pub period: i64,
    /// Its probes in the order of time, as people corrected them.
    pub seen: Vec<Observation>,
    /// The run of each probe.
    pub runs: Vec<u32>,
    /// Planned work.
    pub planned_work: Vec<(i64, i64)>,
}

/// Every service of the history, by name and job.
pub fn courses(history: &History, policy: &Policy) -> Vec<Course> {
    history.probes.iter().filter_map(|probes| Course::of(probes, policy)).collect()
}

impl Course {
    fn of(probes: &Probes, policy: &Policy) -> Option<Self> {
        let planned_work = policy.health.windows(&probes.service);
        let mut sorted: Vec<&Probed> = probes.seen.iter().collect();
        sorted.sort_by_key(|probe| (probe.at, probe.run));
        let corrected = |probe: &&Probed| {
            let at = probe.at.millis();
            let worked_on = planned_work.iter().any(|(from, until)| (*from..*until).contains(&at));
            Observation { at, outcome: if worked_on { Outcome::Unknown } else { probe.outcome } }
        };
        let seen: Vec<Observation> = sorted.iter().map(corrected).collect();
        let cadence = policy.cadence.stale_after_ms(Kind::Health).map(|twice| (twice / 2.0) as i64);
        Some(Self {
            service: probes.service.clone(),
            job: probes.job.clone(),
            run: probes.seen.last()?.run,
            track: track(&seen),
            period: cadence.or_else(|| period(&probes.seen)).unwrap_or(DAY_MS),
            runs: sorted.iter().map(|probe| probe.run).collect(),
            seen,
            planned_work,
        })
    }

    /// Whether it is that service and that job, as far as they are named.
    pub fn is(&self, service: Option<&str>, job: Option<&str>) -> bool {
        service.is_none_or(|name| name == self.service) && job.is_none_or(|name| name == self.job)
    }

    /// Time up from `from` to before `until`.
    pub fn uptime(&self, from: i64, until: i64) -> Uptime {
        // One probe before the span may reach into it, and the one after it ends the reach of its last.
        let first = self.seen.partition_point(|o| o.at < from).saturating_sub(1);
        let last = self.seen.partition_point(|o| o.at < until);
        let near = self.seen.get(first..(last + 1).min(self.seen.len()));
        uptime(near.unwrap_or_default(), &self.window(from, until))
    }

    /// A window of it.
    pub fn window(&self, from: i64, until: i64) -> Window {
        Window { from, until, period: self.period, planned_work: self.planned_work.clone() }
    }

    /// Milliseconds of planned work from `from` to before `until`.
    pub fn planned_within(&self, from: i64, until: i64) -> i64 {
        uptime(&[], &self.window(from, until)).planned_work
    }

    /// Repair of the incidents that start in a span.
    pub fn repair(&self, from: i64, until: i64) -> Repair {
        repair(&self.track.incidents, (from, until), &self.uptime(from, until), self.period)
    }

    /// Milliseconds that each closed incident which starts in a span took, where they are known.
    pub fn repairs(&self, from: i64, until: i64) -> Vec<f64> {
        let inside = self.track.incidents.iter().filter(|i| (from..until).contains(&i.start.until));
        inside.filter_map(Incident::duration).map(|(ms, _)| ms).collect()
    }

    /// The incident that is open.
    pub fn open(&self) -> Option<&Incident> {
        self.track.incidents.last().filter(|incident| incident.end.is_none())
    }

    /// Milliseconds up to `now` of the open incident, where it started at `from` or later.
    pub fn open_for(&self, from: i64, now: i64) -> Option<f64> {
        let open = self.open().filter(|incident| incident.start.until >= from)?;
        Some(now as f64 - open.start.middle().0)
    }

    /// The runs whose probes lie in a span, each once.
    pub fn runs_within(&self, from: i64, until: i64) -> Vec<u32> {
        let (first, last) =
            (self.seen.partition_point(|o| o.at < from), self.seen.partition_point(|o| o.at < until));
        let mut runs = self.runs.get(first..last).unwrap_or_default().to_vec();
        runs.sort_unstable();
        runs.dedup();
        runs
    }

    /// The run of the probe that was planned at `at`.
    pub fn run_at(&self, at: i64) -> Option<u32> {
        self.runs.get(self.seen.partition_point(|o| o.at < at)).copied()
    }

    /// Whether the last probe says nothing of `now`.
    pub fn stale(&self, now: i64) -> bool {
        self.track.last.is_some_and(|last| now - last > self.period.saturating_mul(2))
    }
}

/// The median time from one run to the next; of a single run, from one probe to the next.
fn period(seen: &[Probed]) -> Option<i64> {
    let first = |(at, probe): (usize, &Probed)| {
        let before = at.checked_sub(1).and_then(|before| seen.get(before));
        before.is_none_or(|before| before.run != probe.run).then_some(probe.at.millis())
    };
    let begins = seen.iter().enumerate().filter_map(first).collect();
    median_gap(begins).or_else(|| median_gap(seen.iter().map(|probe| probe.at.millis()).collect()))
}
