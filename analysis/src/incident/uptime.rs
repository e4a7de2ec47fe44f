//! How long a service was up, weighted by time.
//!
//! From one probe to the next the time belongs to what the earlier one found, as far as that reaches; the rest is not known.
//! Up is of what is known alone; planned work and the unknown are in neither part, and both are told.

use super::{Observation, ok, wilson};

/// Percent of coverage below which there is not enough data to tell.
pub const ENOUGH: f64 = 90.0;

/// What is looked at: from the first instant to before the second, and the planned work in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Beginning.
    pub from: i64,
    /// End.
    pub until: i64,
    /// Milliseconds for which what a probe found is taken to last.
    pub reach: i64,
    /// Planned work.
    pub planned_work: Vec<(i64, i64)>,
}

/// Milliseconds of a window by what is known of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uptime {
    /// Known to be up, degraded included.
    pub up: i64,
    /// Known to be down.
    pub down: i64,
    /// Planned work.
    pub planned_work: i64,
    /// All of it.
    pub elapsed: i64,
    /// Probes of the window that were made.
    pub n: u64,
    /// Good ones among them.
    pub good: u64,
}

impl Uptime {
    /// Not known.
    pub fn unknown(&self) -> i64 {
        self.elapsed - self.up - self.down - self.planned_work
    }

    /// Known of elapsed, 0–100; `None` for an empty window.
    pub fn coverage(&self) -> Option<f64> {
        (self.elapsed > 0).then(|| (self.up + self.down) as f64 * 100.0 / self.elapsed as f64)
    }

    /// Up of known, 0–100, whatever the coverage.
    pub fn percent(&self) -> Option<f64> {
        let known = self.up + self.down;
        (known > 0).then(|| self.up as f64 * 100.0 / known as f64)
    }

    /// The same where the coverage is enough to tell, and some probe of the window itself was made.
    pub fn told(&self) -> Option<f64> {
        self.percent().filter(|_| self.n > 0 && self.coverage().is_some_and(|coverage| coverage >= ENOUGH))
    }

    /// Wilson's 95 % bounds of the share of good probes, 0–100.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        wilson::interval(self.good, self.n).map(|(low, high)| (low * 100.0, high * 100.0))
    }
}

/// Adds up a window. `observations` are in the order of time; what lies before the window may reach into it.
pub fn uptime(observations: &[Observation], window: &Window) -> Uptime {
    let mut sums = Uptime { elapsed: (window.until - window.from).max(0), ..Uptime::default() };
    let work = union(&window.planned_work, window.from, window.until);
    sums.planned_work = work.iter().map(|(from, until)| until - from).sum();
    for (index, observation) in observations.iter().enumerate() {
        let Some(good) = ok(observation.outcome) else { continue };
        let next = observations.get(index + 1).map_or(i64::MAX, |next| next.at);
        let end = next.min(observation.at.saturating_add(window.reach)).min(window.until);
        let start = observation.at.max(window.from);
        let known = (end - start).max(0) - overlap(&work, start, end);
        *(if good { &mut sums.up } else { &mut sums.down }) += known;
        if (window.from..window.until).contains(&observation.at) {
            sums.n += 1;
            sums.good += u64::from(good);
        }
    }
    sums
}

/// Windows cut to a span, sorted, those that overlap put together.
pub fn union(windows: &[(i64, i64)], from: i64, until: i64) -> Vec<(i64, i64)> {
    let cut = windows.iter().map(|(a, b)| ((*a).max(from), (*b).min(until)));
    let mut cut: Vec<(i64, i64)> = cut.filter(|(a, b)| a < b).collect();
    cut.sort_unstable();
    let mut out: Vec<(i64, i64)> = Vec::new();
    for (a, b) in cut {
        match out.last_mut() {
            Some((_, end)) if a <= *end => *end = (*end).max(b),
            _ => out.push((a, b)),
        }
    }
    out
}

fn overlap(windows: &[(i64, i64)], from: i64, until: i64) -> i64 {
    windows.iter().map(|(a, b)| ((*b).min(until) - (*a).max(from)).max(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::payload::Outcome::{self, Degraded, Down, Unknown, Up};

    fn seen(times: &[(i64, Outcome)]) -> Vec<Observation> {
        times.iter().map(|(at, outcome)| Observation { at: *at, outcome: *outcome }).collect()
    }

    fn window(from: i64, until: i64) -> Window {
        Window { from, until, reach: 20, planned_work: Vec::new() }
    }

    #[test]
    fn time_belongs_to_the_earlier_outcome_as_far_as_it_reaches() {
        let probes = seen(&[(0, Up), (10, Down), (20, Degraded), (60, Up)]);
        let sums = uptime(&probes, &window(0, 100));
        // 0–10 up, 10–20 down, 20–40 up, 40–60 unknown, 60–80 up, 80–100 unknown.
        assert_eq!((sums.up, sums.down, sums.unknown()), (50, 10, 40));
        assert_eq!((sums.n, sums.good, sums.coverage()), (4, 3, Some(60.0)));
        assert_eq!((sums.percent(), sums.told()), (Some(5000.0 / 60.0), None), "60 % is not enough to tell");
    }

    #[test]
    fn what_could_not_be_probed_and_planned_work_are_in_neither() {
        let probes = seen(&[(0, Up), (10, Unknown), (20, Up), (30, Down)]);
        let with = Window { planned_work: vec![(25, 32), (30, 35), (-5, 2)], ..window(0, 40) };
        let sums = uptime(&probes, &with);
        // 2–10 and 20–25 up, 35–40 down, 10–20 unknown, 0–2 and 25–35 planned.
        assert_eq!((sums.up, sums.down, sums.unknown(), sums.planned_work), (13, 5, 10, 12));
    }

    #[test]
    fn a_window_is_entered_by_what_was_found_before_it() {
        let probes = seen(&[(0, Down), (12, Up), (24, Up)]);
        let sums = uptime(&probes, &window(6, 30));
        assert_eq!((sums.down, sums.up, sums.n), (6, 18, 2));
        assert_eq!((sums.told(), sums.coverage()), (Some(75.0), Some(100.0)));
        let none = uptime(&[], &window(0, 0));
        assert_eq!((none.percent(), none.coverage(), none.bounds()), (None, None, None));
    }
}
