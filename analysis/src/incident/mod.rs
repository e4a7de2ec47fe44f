//! What probes say over time: the state of a service, its incidents, how long it was up.
//!
//! Everything here follows from [`Observation`]s of one service in the order of time and from an instant that the caller
//! calls now. Times are milliseconds since 1970 (UTC).

mod course;
mod flapping;
mod known;
mod repair;
mod strip;
mod track;
mod uptime;
mod wilson;

pub use course::{Course, courses};
pub use flapping::Flapping;
pub use known::Ledger;
pub use repair::{Repair, repair};
pub use strip::{Cell, strip};
pub use track::{Bounds, Incident, State, Track, track};
pub use uptime::{ENOUGH, Uptime, Window, union, uptime};
pub use wilson::{interval, needed};

use quarterdeck_model::payload::{Outcome, Round};

/// One probe: when it was planned, and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// When it was planned.
    pub at: i64,
    /// How it ended.
    pub outcome: Outcome,
}

/// Whether a probe is ok: up, or the right answer with a reserve. `None` for a probe that was not made.
fn ok(outcome: Outcome) -> Option<bool> {
    match outcome {
        Outcome::Up | Outcome::Degraded => Some(true),
        Outcome::Down => Some(false),
        Outcome::Unknown => None,
    }
}

/// The probes of many rounds of one service, in the order of time. Planned work makes unknown what was found meanwhile.
pub fn observations<'a>(
    rounds: impl IntoIterator<Item = &'a Round>,
    planned_work: &[(i64, i64)],
) -> Vec<Observation> {
    let probes = rounds.into_iter().flat_map(|round| &round.probes);
    let mut all: Vec<Observation> = probes
        .map(|probe| {
            let at = probe.planned_at.millis();
            let worked_on = planned_work.iter().any(|(from, until)| (*from..*until).contains(&at));
            Observation { at, outcome: if worked_on { Outcome::Unknown } else { probe.outcome } }
        })
        .collect();
    all.sort_by_key(|observation| observation.at);
    all
}

/// The period of probing: the median time from one round to the next; of a single round, from one probe to the next.
/// `None` when there is nothing to tell it by.
pub fn period<'a>(rounds: impl IntoIterator<Item = &'a Round>) -> Option<i64> {
    let rounds: Vec<&Round> = rounds.into_iter().filter(|round| !round.probes.is_empty()).collect();
    let begins = rounds.iter().filter_map(|round| round.probes.first());
    let of_rounds = median_gap(begins.map(|probe| probe.planned_at.millis()).collect());
    of_rounds.or_else(|| {
        let probes = rounds.iter().flat_map(|round| &round.probes);
        median_gap(probes.map(|probe| probe.planned_at.millis()).collect())
    })
}

fn median_gap(mut times: Vec<i64>) -> Option<i64> {
    times.sort_unstable();
    let mut gaps: Vec<i64> = times
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)? - pair.first()?))
        .filter(|gap| *gap > 0)
        .collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}
