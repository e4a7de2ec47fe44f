//! State and incidents: down after 3 failing probes in a row, up after 2 good ones; an incident begins at the first of the
//! failing ones. Probes that were not made are passed over.

use super::flapping::{Flapping, STATES};
use super::{Observation, ok};

/// Failing probes in a row after which a service is down.
const FAILS: usize = 3;
/// Good probes in a row after which it is up.
const GOODS: usize = 2;

/// What a service is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Neither for long.
    Flapping,
    /// No probe says.
    #[default]
    Unknown,
}

/// Something that happened after `after` and no later than `until`: the probes around it know no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The last probe before it; `None` when the record begins later.
    pub after: Option<i64>,
    /// The first probe that saw it.
    pub until: i64,
}

/// A time during which a service was down, or flapped.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// After the last good probe, by the first failing one.
    pub start: Bounds,
    /// After the last failing probe, by the first good one; `None` while it is open.
    pub end: Option<Bounds>,
    /// Failing probes in it.
    pub failed: u64,
    /// Whether the service flapped meanwhile.
    pub flapped: bool,
}

/// The course of a service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Track {
    /// Oldest first; only the last one may be open.
    pub incidents: Vec<Incident>,
    /// What it is now.
    pub state: State,
    /// Weighted changes of the last 21 states in percent.
    pub change_percent: f64,
    /// The last probe that was made.
    pub last: Option<i64>,
}

impl Bounds {
    /// The middle, and how far the ends are from it; without a lower bound the upper one, give or take nothing known.
    pub fn middle(self) -> (f64, Option<f64>) {
        match self.after {
            Some(after) => {
                let (after, until) = (after as f64, self.until as f64);
                ((after + until) / 2.0, Some((until - after) / 2.0))
            }
            None => (self.until as f64, None),
        }
    }
}

impl Incident {
    /// Milliseconds from the middle of its start to the middle of its end, and ± how much; `None` while it is open or
    /// when the record begins within it.
    pub fn duration(&self) -> Option<(f64, f64)> {
        let ((start, give), (end, take)) = (self.start.middle(), self.end?.middle());
        Some((end - start, give? + take?))
    }
}

/// Follows the probes of a service.
pub fn track(observations: &[Observation]) -> Track {
    let mut follower = Follower::default();
    for observation in observations {
        if let Some(ok) = ok(observation.outcome) {
            follower.add(observation.at, ok);
        }
    }
    follower.finish()
}

/// A run of equal probes: when it began, and how long it is.
#[derive(Debug, Clone, Copy)]
struct Run {
    ok: bool,
    from: i64,
    length: usize,
    /// The last probe before it, which was of the other kind.
    before: Option<i64>,
}

#[derive(Default)]
struct Follower {
    track: Track,
    flapping: Flapping,
    on: bool,
    run: Option<Run>,
    /// Runs of failing probes that an incident may begin with, among the last states.
    fails: Vec<Fails>,
    down: bool,
    /// Probes so far.
    count: usize,
}

/// A run of failing probes.
#[derive(Debug, Clone, Copy)]
struct Fails {
    start: Bounds,
    failed: u64,
    /// How many probes came before it.
    place: usize,
}

impl Follower {
    fn add(&mut self, at: i64, ok: bool) {
        let run = match self.run {
            Some(run) if run.ok == ok => Run { length: run.length + 1, ..run },
            _ => Run { ok, from: at, length: 1, before: self.track.last },
        };
        self.note(run);
        (self.run, self.track.last) = (Some(run), Some(at));
        self.on = self.flapping.add(ok);
        self.down = if self.down { !(ok && run.length >= GOODS) } else { !ok && run.length >= FAILS };
        self.judge(run);
    }

    /// Keeps the runs of failing probes that are among the last states.
    fn note(&mut self, run: Run) {
        self.count += 1;
        let oldest = self.count.saturating_sub(STATES);
        self.fails.retain(|fails| fails.place >= oldest);
        match self.fails.last_mut() {
            Some(fails) if !run.ok && run.length > 1 => fails.failed += 1,
            _ if !run.ok => {
                let start = Bounds { after: run.before, until: run.from };
                self.fails.push(Fails { start, failed: run.length as u64, place: self.count - 1 });
            }
            _ => {}
        }
    }

    /// Opens, counts and closes incidents.
    fn judge(&mut self, run: Run) {
        let open = self.track.incidents.last().is_some_and(|incident| incident.end.is_none());
        if !open && (self.down || self.on) {
            // Flapping began with the first of the failures, an outage with the last.
            let first = if self.down && !self.on { self.fails.len().saturating_sub(1) } else { 0 };
            let own = self.fails.get(first..).unwrap_or_default();
            let Some(Fails { start, .. }) = own.first().copied() else { return };
            let failed = own.iter().map(|fails| fails.failed).sum();
            self.track.incidents.push(Incident { start, end: None, failed, flapped: self.on });
        } else if let Some(incident) = self.track.incidents.last_mut().filter(|_| open) {
            incident.failed += u64::from(!run.ok);
            incident.flapped |= self.on;
            // While it flaps, one incident stays open.
            if run.ok && run.length >= GOODS && !self.on && !self.down {
                incident.end = Some(Bounds { after: run.before, until: run.from });
                self.fails.clear();
            }
        }
    }

    fn finish(mut self) -> Track {
        self.track.change_percent = self.flapping.percent();
        // Where flapping ended at a failing probe, the incident waits for good ones: it is not up.
        let open = self.track.incidents.last().is_some_and(|incident| incident.end.is_none());
        self.track.state = match self.run {
            None => State::Unknown,
            Some(_) if self.on => State::Flapping,
            Some(_) if self.down || open => State::Down,
            Some(_) => State::Up,
        };
        self.track
    }
}

#[cfg(test)]
mod tests;
