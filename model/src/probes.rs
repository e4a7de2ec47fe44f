//! The probes of a service over all runs: what incidents and time up follow from, natively and in the browser.

use crate::payload::{Outcome, Probe};
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

/// A service and the job that probes it.
pub(crate) type Service = (String, String);

/// Probes by service and job.
pub(crate) type ByService = BTreeMap<Service, Vec<Probed>>;

/// The probes of run number `run` with service and job; none of a run whose section does not count.
pub(crate) fn of(run: u32, snapshot: &Snapshot) -> impl Iterator<Item = (&str, &str, Probed)> {
    let rounds = match &snapshot.payload {
        Payload::Health(health) if snapshot.section.state.counts() => health.rounds.as_slice(),
        _ => &[],
    };
    rounds.iter().flat_map(move |round| {
        let probed = move |probe: &Probe| Probed { run, at: probe.planned_at, outcome: probe.outcome };
        let (service, job) = (round.service.as_str(), snapshot.collector.job.as_str());
        round.probes.iter().map(move |probe| (service, job, probed(probe)))
    })
}

/// Adds the probes of run number `run`.
pub(crate) fn add(all: &mut ByService, run: u32, snapshot: &Snapshot) {
    for (service, job, probed) in of(run, snapshot) {
        all.entry((service.to_owned(), job.to_owned())).or_default().push(probed);
    }
}

/// The same, sorted by service and job.
pub(crate) fn sorted(all: ByService) -> Vec<Probes> {
    all.into_iter().map(|((service, job), seen)| Probes { service, job, seen }).collect()
}
