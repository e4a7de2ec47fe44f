//! The course of one service: its probes of all runs, and what follows from them.

use super::{Incident, Observation, Repair, Track, Uptime, Window, median_gap, repair, track, uptime};
use crate::period::DAY_MS;
use crate::policy::Policy;
use quarterdeck_model::payload::Outcome;
use quarterdeck_model::{History, Kind, Probed, Probes};

/// Usual gaps that a pause between rounds is longer than.
const PAUSE: i64 = 5;

/// The longest period that is believed because it was seen: two rounds a week apart say nothing of the week between.
const LONGEST_SEEN: i64 = DAY_MS;

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
    /// Milliseconds from a probe for which what it found is taken to last, where no other comes: two periods; at most two
    /// days where the period was not configured.
    pub reach: i64,
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
            let mut said = policy.annotations.reclassify.iter().rev();
            let said = said.find_map(|one| one.outcome(&probes.service, &probes.job, at));
            let outcome = said.unwrap_or(probe.outcome);
            Observation { at, outcome: if worked_on { Outcome::Unknown } else { outcome } }
        };
        let seen: Vec<Observation> = sorted.iter().map(corrected).collect();
        let asked = policy.cadence.stale_after_ms(Kind::Health).map(|twice| (twice / 2.0) as i64);
        let found = period(&seen).unwrap_or(LONGEST_SEEN);
        Some(Self {
            service: probes.service.clone(),
            job: probes.job.clone(),
            run: probes.seen.last()?.run,
            track: track(&seen),
            period: asked.unwrap_or(found),
            reach: asked.unwrap_or(found.min(LONGEST_SEEN)).saturating_mul(2),
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
        Window { from, until, reach: self.reach, planned_work: self.planned_work.clone() }
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
        self.track.last.is_some_and(|last| now - last > self.reach)
    }
}

/// The period of probing: the median time from one round to the next. A round begins after a pause of more than five usual
/// gaps, where such pauses are more than holes in the record: at least one in a hundred gaps, and most of the time. Else
/// each probe is a round of its own.
fn period(seen: &[Observation]) -> Option<i64> {
    let usual = median_gap(seen.iter().map(|o| o.at).collect())?;
    let gaps = seen.windows(2).filter_map(|pair| Some((pair.first()?.at, pair.get(1)?.at)));
    let pauses: Vec<(i64, i64)> = gaps.filter(|(a, b)| b - a > usual.saturating_mul(PAUSE)).collect();
    let (first, last) = (seen.first()?.at, seen.last()?.at);
    let paused: i64 = pauses.iter().map(|(a, b)| b - a).sum();
    if pauses.len() * 100 < seen.len() || paused <= (last - first) / 2 {
        return Some(usual);
    }
    median_gap(pauses.iter().map(|(_, begins)| *begins).chain([first]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::Timestamp;

    fn of(rounds: impl IntoIterator<Item = i64>, k: i64) -> Option<i64> {
        let probes = rounds.into_iter().flat_map(|begin| (0..k).map(move |n| begin + n * 200));
        let seen: Vec<Observation> = probes.map(|at| Observation { at, outcome: Outcome::Up }).collect();
        period(&seen)
    }

    #[test]
    fn the_period_is_that_of_rounds_however_many_a_snapshot_holds() {
        let every = |ms: i64, n: i64| (0..n).map(move |round| round * ms);
        assert_eq!(of(every(30_000, 50), 5), Some(30_000), "rounds of five");
        assert_eq!(of(every(60_000, 50), 1), Some(60_000), "one by one");
        assert_eq!(of(every(60_000, 2), 5), Some(60_000), "two rounds");
        assert_eq!(of(every(1, 1), 5), Some(200), "one round");
        assert_eq!(of(every(1, 1), 1), None, "one probe");
        let hole = every(60_000, 500).chain(every(60_000, 500).map(|at| at + 9_000_000_000));
        assert_eq!(of(hole, 1), Some(60_000), "a hole is no pause");
        let late = every(30_000, 50).map(|at| at + at % 7_000);
        assert!(of(late, 5).is_some_and(|ms| (25_000..35_000).contains(&ms)));
    }

    #[test]
    fn two_rounds_a_week_apart_say_nothing_of_the_week_between() {
        const WEEK: i64 = 7 * DAY_MS;
        let at = |ms| Timestamp::from_millis(ms).unwrap();
        let round = |run: u32, begin: i64| {
            (0..5).map(move |n| Probed { run, at: at(begin + n * 200), outcome: Outcome::Up })
        };
        let (service, job) = ("api".to_owned(), "probe".to_owned());
        let probes = Probes { service, job, seen: round(0, 0).chain(round(1, WEEK)).collect() };
        let seen = Course::of(&probes, &Policy::default()).unwrap();
        let week = seen.uptime(0, WEEK);
        assert_eq!((seen.period, week.up, week.told()), (WEEK, 2 * DAY_MS + 800, None));
        assert!(!seen.stale(WEEK + DAY_MS) && seen.stale(WEEK + 3 * DAY_MS));
        let mut weekly = Policy::default();
        weekly.cadence.hours.insert("health".to_owned(), 168.0);
        let asked = Course::of(&probes, &weekly).unwrap();
        assert_eq!(asked.uptime(0, WEEK).told(), Some(100.0), "who asks for a round a week is told by it");
    }
}
