//! Time to repair and time between failures.

use super::track::Incident;
use super::uptime::Uptime;

/// The longest period of probing at which a repair within 15 minutes can be told.
const FINEST: i64 = 5 * 60_000;

/// What incidents that started in a window took to repair.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Repair {
    /// Closed incidents whose duration is known.
    pub n: u64,
    /// Incidents that are still open, which are in no figure.
    pub open: u64,
    /// Mean milliseconds from the start of failure (MTTR).
    pub mean: Option<f64>,
    /// Median of them.
    pub median: Option<f64>,
    /// Longest of them.
    pub longest: Option<f64>,
    /// Known up time by incidents (MTBF).
    pub between: Option<f64>,
    /// Whether probes are close enough together for "less than 15 minutes" to be told.
    pub fine: bool,
}

/// Of the incidents that start in `from..until`. `uptime` is of the same window.
pub fn repair(incidents: &[Incident], (from, until): (i64, i64), uptime: &Uptime, period: i64) -> Repair {
    let inside = |incident: &&Incident| (from..until).contains(&incident.start.until);
    let own: Vec<&Incident> = incidents.iter().filter(inside).collect();
    let mut times: Vec<f64> = own.iter().filter_map(|i| i.duration()).map(|(ms, _)| ms).collect();
    times.sort_by(f64::total_cmp);
    let n = times.len();
    let middle = |at: usize| times.get(at).copied();
    let some = |value: f64| (n > 0).then_some(value);
    Repair {
        n: n as u64,
        open: own.iter().filter(|incident| incident.end.is_none()).count() as u64,
        mean: some(times.iter().sum::<f64>() / n.max(1) as f64),
        median: middle(n.saturating_sub(1) / 2).zip(middle(n / 2)).map(|(low, high)| (low + high) / 2.0),
        longest: times.last().copied(),
        between: some(uptime.up as f64 / n.max(1) as f64),
        fine: period <= FINEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Bounds;

    #[test]
    fn closed_incidents_that_start_in_the_window_count() {
        let bounds = |after, until| Bounds { after: Some(after), until };
        let incident = |start, end: Option<Bounds>| Incident { start, end, failed: 3, flapped: false };
        let all = [
            incident(bounds(0, 10), Some(bounds(100, 110))),
            incident(bounds(190, 200), Some(bounds(240, 250))),
            incident(bounds(290, 300), Some(bounds(390, 400))),
            incident(bounds(500, 510), None),
        ];
        let uptime = Uptime { up: 900, ..Uptime::default() };
        let told = repair(&all, (100, 600), &uptime, 10);
        assert_eq!((told.n, told.open, told.mean, told.median), (2, 1, Some(75.0), Some(75.0)));
        assert_eq!((told.longest, told.between, told.fine), (Some(100.0), Some(450.0), true));
        let none = repair(&all, (600, 700), &uptime, FINEST + 1);
        assert_eq!((none.n, none.mean, none.median, none.between, none.fine), (0, None, None, None, false));
        assert_eq!(all[0].duration(), Some((100.0, 10.0)), "from 5 ± 5 to 105 ± 5");
    }
}
