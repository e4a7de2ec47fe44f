//! Flapping by the rule of Nagios (Nagios Core documentation, "Detection and Handling of State Flapping"): of the last 21
//! states the 20 places where one differs from the one before it, weighted from 0.8 for the oldest to 1.2 for the newest,
//! in percent of 20.

use std::collections::VecDeque;

/// States that are looked at.
pub(super) const STATES: usize = 21;
/// A service begins to flap above this.
const ENTER: f64 = 30.0;
/// It ends below this.
const LEAVE: f64 = 25.0;

/// The last states of a service, and whether it flaps.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flapping {
    /// Oldest first.
    states: VecDeque<bool>,
    on: bool,
}

impl Flapping {
    /// Adds a state; gives whether the service flaps now.
    pub fn add(&mut self, ok: bool) -> bool {
        if self.states.len() == STATES {
            self.states.pop_front();
        }
        self.states.push_back(ok);
        let percent = self.percent();
        self.on = if self.on { percent >= LEAVE } else { percent > ENTER };
        self.on
    }

    /// Weighted changes in percent. States from before the record count as unchanged.
    pub fn percent(&self) -> f64 {
        let missing = STATES - self.states.len();
        let changes = self.states.iter().zip(self.states.iter().skip(1)).enumerate();
        let weight = |place: usize| 0.8 + 0.4 * (place + missing) as f64 / (STATES - 2) as f64;
        let sum: f64 = changes.filter(|(_, (a, b))| a != b).map(|(place, _)| weight(place)).sum();
        sum * 100.0 / (STATES - 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Flapping;

    fn after(states: &str) -> Flapping {
        let mut flapping = Flapping::default();
        for state in states.chars() {
            flapping.add(state == '+');
        }
        flapping
    }

    #[test]
    fn changes_weigh_from_08_to_12() {
        // The example of the documentation has 7 changes of 20: 35 % unweighted.
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(after("+++++++++++++++++++++").percent(), 0.0));
        assert!(close(after("-++++++++++++++++++++").percent(), 4.0), "the oldest place: 0.8 of 20");
        assert!(close(after("++++++++++++++++++++-").percent(), 6.0), "the newest place: 1.2 of 20");
        assert!(close(after("+-+-+-+-+-+-+-+-+-+-+").percent(), 100.0));
        assert!(close(after("+-").percent(), 6.0), "what is not known did not change");
    }

    #[test]
    fn it_enters_above_30_and_leaves_below_25() {
        let mut flapping = after("+++++++++++++++");
        let mut entered = None;
        for (n, ok) in [false, true, false, true, false, true].into_iter().enumerate() {
            if flapping.add(ok) {
                entered.get_or_insert((n, flapping.percent()));
            }
        }
        let (n, percent) = entered.unwrap();
        assert!(n == 5 && percent > 30.0, "{n} {percent}");
        let mut steady = 0;
        while flapping.add(true) {
            assert!(flapping.percent() >= 25.0);
            steady += 1;
        }
        assert!(steady > 3 && flapping.percent() < 25.0, "{steady}");
    }
}
