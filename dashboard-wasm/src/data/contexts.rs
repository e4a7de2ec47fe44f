//! What runs have in common, written once: filters then ask a few hundred contexts instead of every run.

use crate::data::pace::{Pace, SLICE, Stale};
use quarterdeck_model::sorted::{entry, sort_by};
use quarterdeck_model::{History, Kind, Labels, Run, SectionState};

/// The contexts of all runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contexts {
    /// For each run, its context.
    pub of_run: Vec<u32>,
    /// For each context, a run that stands for it.
    pub example: Vec<u32>,
    /// For each context, the services that its runs tell of, sorted.
    pub services: Vec<Vec<String>>,
}

/// Everything of a run that filters, search and order ask for, but its time and commit.
type Key<'a> = (Kind, &'a str, &'a str, Option<&'a str>, &'a Labels, SectionState, u32);

impl Contexts {
    /// Finds them.
    ///
    /// # Errors
    /// [`Stale`] from `pace`.
    pub async fn of(history: &History, pace: &mut impl Pace) -> Result<Self, Stale> {
        let (sets, services) = services(history, pace).await?;
        let mut known: Vec<(Key<'_>, u32)> = Vec::new();
        let mut contexts = Self { of_run: Vec::with_capacity(history.runs.len()), ..Self::default() };
        for (index, run) in history.runs.iter().enumerate() {
            if index % SLICE == 0 {
                pace.breathe().await?;
            }
            let set = sets.get(index).copied().unwrap_or_default();
            let next = u32::try_from(contexts.example.len()).unwrap_or(u32::MAX);
            let context = *entry(&mut known, key(run, set), || next);
            if context == next {
                contexts.example.push(u32::try_from(index).unwrap_or(u32::MAX));
                contexts.services.push(services.get(set as usize).cloned().unwrap_or_default());
            }
            contexts.of_run.push(context);
        }
        Ok(contexts)
    }

    /// A run of each context, and its services.
    pub fn examples<'a>(&'a self, history: &'a History) -> impl Iterator<Item = (&'a Run, &'a [String])> {
        let run = |index: &u32| history.runs.get(*index as usize);
        self.example.iter().zip(&self.services).filter_map(move |(index, set)| Some((run(index)?, &**set)))
    }
}

fn key(run: &Run, services: u32) -> Key<'_> {
    (run.kind, &run.job, &run.subject, run.branch.as_deref(), &run.labels, run.state, services)
}

/// For each run the number of its set of services, and the sets: services that it probed, or gave figures of.
async fn services(history: &History, pace: &mut impl Pace) -> Result<(Vec<u32>, Vec<Vec<String>>), Stale> {
    let mut by_name: Vec<(&str, Vec<u32>)> = Vec::new();
    for probes in &history.probes {
        let runs = entry(&mut by_name, &probes.service, Vec::new);
        runs.extend(probes.seen.iter().map(|probe| probe.run));
    }
    for series in &history.series {
        if let Some(name) = series.key.labels.get("service") {
            entry(&mut by_name, name, Vec::new).extend(series.points.iter().map(|point| point.run));
        }
    }
    let mut sets = vec![0u32; history.runs.len()];
    let mut names: Vec<Vec<String>> = vec![Vec::new()];
    for (name, mut runs) in by_name {
        pace.breathe().await?;
        // Each run may be there as often as it has probes.
        runs.dedup();
        sort_by(&mut runs, Ord::cmp);
        runs.dedup();
        // The set of a run so far, to the set with this service added.
        let mut with: Vec<(u32, u32)> = Vec::new();
        for run in runs {
            let Some(set) = sets.get_mut(run as usize) else { continue };
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let added = *entry(&mut with, *set, || next);
            if added == next {
                let before = names.get(*set as usize).cloned().unwrap_or_default();
                names.push(before.into_iter().chain([name.to_owned()]).collect());
            }
            *set = added;
        }
    }
    Ok((sets, names))
}
