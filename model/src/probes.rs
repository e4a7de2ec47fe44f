//! The probes of a service over all runs: what incidents and time up follow from, natively and in the browser.

use crate::payload::Outcome;
use crate::{Payload, Snapshot, Timestamp};
use std::collections::BTreeMap;

/// The probes of one service in one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probes {
    /// The service's name.
    pub service: String,
    /// The job that probed it.
    pub job: String,
    /// In the order of runs, within a run as it keeps them.
    pub seen: Vec<Probed>,
}

/// One probe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probed {
    /// Index into [`crate::History::runs`].
    pub run: u32,
    /// When it was planned.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// Probes by service and job.
pub(crate) type ByService = BTreeMap<(String, String), Vec<Probed>>;

/// Adds the probes of run number `run`; none of a run whose section does not count.
pub(crate) fn add(all: &mut ByService, run: u32, snapshot: &Snapshot) {
    let Payload::Health(health) = &snapshot.payload else { return };
    if !snapshot.section.state.counts() {
        return;
    }
    for round in health.rounds.iter().filter(|round| !round.probes.is_empty()) {
        let seen = all.entry((round.service.clone(), snapshot.collector.job.clone())).or_default();
        seen.extend(round.probes.iter().map(|probe| Probed {
            run,
            at: probe.planned_at,
            outcome: probe.outcome,
        }));
    }
}

/// The same, sorted by service and job.
pub(crate) fn sorted(all: ByService) -> Vec<Probes> {
    all.into_iter().map(|((service, job), seen)| Probes { service, job, seen }).collect()
}
