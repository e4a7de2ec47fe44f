//! A row of equal spans of time, each with what is known of it.

use super::uptime::{Uptime, Window, uptime};
use super::{Observation, ok};
use quarterdeck_model::payload::Outcome;

/// One span.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Its beginning.
    pub from: i64,
    /// Its end.
    pub until: i64,
    /// What is known of it.
    pub uptime: Uptime,
    /// Probes that got the right answer with a reserve.
    pub degraded: u64,
}

/// Cuts a window at the given instants, such as its midnights, in order; those outside of it cut nothing.
pub fn strip(observations: &[Observation], window: &Window, cuts: &[i64]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut from = window.from;
    let inside = cuts.iter().copied().filter(|cut| (window.from + 1..window.until).contains(cut));
    for until in inside.chain([window.until]).filter(|_| window.from < window.until) {
        // One probe before the span may reach into it.
        let first = observations.partition_point(|o| o.at < from).saturating_sub(1);
        let last = observations.partition_point(|o| o.at < until);
        // And the one after it ends the reach of its last.
        let near = observations.get(first..(last + 1).min(observations.len())).unwrap_or_default();
        let part = Window { from, until, ..window.clone() };
        let inside = near.iter().filter(|o| (from..until).contains(&o.at) && ok(o.outcome).is_some());
        let degraded = inside.filter(|o| o.outcome == Outcome::Degraded).count() as u64;
        cells.push(Cell { from, until, uptime: uptime(near, &part), degraded });
        from = until;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_strip_add_up_to_the_window() {
        let outcomes = [Outcome::Up, Outcome::Down, Outcome::Unknown, Outcome::Degraded];
        let seen: Vec<Observation> =
            (0..40).map(|n| Observation { at: n * n, outcome: outcomes[n as usize % 4] }).collect();
        let window = Window { from: 5, until: 1505, reach: 40, planned_work: vec![(300, 420)] };
        let cuts: Vec<i64> = (0..20).map(|n| 5 + n * 100).collect();
        let cells = strip(&seen, &window, &cuts);
        let whole = uptime(&seen, &window);
        let sum = |of: fn(&Uptime) -> i64| cells.iter().map(|cell| of(&cell.uptime)).sum::<i64>();
        assert_eq!((sum(|u| u.up), sum(|u| u.down)), (whole.up, whole.down));
        assert_eq!((sum(Uptime::unknown), sum(|u| u.planned_work)), (whole.unknown(), whole.planned_work));
        assert_eq!(cells.iter().map(|c| c.uptime.n).sum::<u64>(), whole.n);
        assert_eq!((cells.len(), cells[0].from, cells[14].until), (15, 5, 1505));
    }
}
