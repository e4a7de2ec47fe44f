//! The course of one load: its runs of all snapshots, valid or not.

use crate::context::Context;
use crate::page::metric::Snapshots;
use crate::page::metric::windows::LoadKey;
use quarterdeck_model::payload::{Load, Payload};
use quarterdeck_model::{Kind, Run, Series};
use std::collections::{BTreeMap, BTreeSet};

/// One run of a load.
#[derive(Clone, Copy)]
pub(super) struct LoadRun<'a> {
    /// Its number in the history.
    pub(super) run: u32,
    /// What it gave; `None` of a run that failed before it got so far.
    pub(super) load: Option<&'a Load>,
    meta: &'a Run,
}

impl<'a> LoadRun<'a> {
    /// Whether it enters trends.
    pub(super) fn valid(&self) -> bool {
        self.meta.state.counts() && self.load.is_some_and(|load| load.section.state.counts())
    }

    /// Why it is invalid, or valid with a reserve.
    pub(super) fn reasons(&self) -> impl Iterator<Item = &'a String> {
        let own = self.load.map(|load| load.section.reasons.as_slice()).unwrap_or_default();
        // Reasons of a run that counts may be about another of its loads.
        let whole = self.load.is_none() || !self.meta.state.counts();
        own.iter().chain(self.meta.reasons.iter().filter(move |reason| whole && !own.contains(reason)))
    }
}

/// Every load with its runs, oldest first.
pub(super) fn courses<'a>(
    context: &Context<'a>,
    snapshots: &'a Snapshots<'_>,
) -> BTreeMap<LoadKey<'a>, Vec<LoadRun<'a>>> {
    let mut all: BTreeMap<LoadKey<'a>, Vec<LoadRun<'a>>> = BTreeMap::new();
    let mut broken = Vec::new();
    for (run, meta) in (0u32..)
        .zip(&context.history.runs)
        .filter(|(_, run)| run.kind == Kind::Benchmark && run.voided.is_none())
    {
        let Some(Payload::Benchmark(payload)) = snapshots.get(&meta.id).map(|s| &s.payload) else { continue };
        let host = meta.labels.get("host");
        let mut seen = BTreeSet::new();
        for load in payload.loads.iter().filter(|load| seen.insert(&load.name)) {
            let key = LoadKey { name: &load.name, job: &meta.job, host };
            all.entry(key).or_default().push(LoadRun { run, load: Some(load), meta });
        }
        if payload.loads.is_empty() && !meta.state.counts() {
            broken.push(LoadRun { run, load: None, meta });
        }
    }
    // A run that failed as a whole names no load: it is one of every load of its job and host.
    for failed in broken {
        let own =
            |key: &LoadKey<'_>| key.job == failed.meta.job && key.host == failed.meta.labels.get("host");
        for runs in all.iter_mut().filter(|(key, _)| own(key)).map(|(_, runs)| runs) {
            runs.push(failed);
        }
    }
    for runs in all.values_mut() {
        runs.sort_by_key(|run| run.run);
    }
    all
}

/// The series of loads by metric and load: those shown as the present before those superseded.
pub(super) struct SeriesOf<'a>(BTreeMap<(&'a str, LoadKey<'a>), usize>);

impl<'a> SeriesOf<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        let mut all: BTreeMap<(&'a str, LoadKey<'a>), usize> = BTreeMap::new();
        for (index, series) in context.history.series.iter().enumerate() {
            let present = context.summary(index).is_some_and(|summary| !summary.superseded);
            if series.kind == Kind::Benchmark && (present || !all.contains_key(&key(series))) {
                all.insert(key(series), index);
            }
        }
        Self(all)
    }

    pub(super) fn get(&self, metric: &str, load: LoadKey<'a>) -> Option<usize> {
        self.0.get(&(metric, load)).copied()
    }
}

fn key(series: &Series) -> (&str, LoadKey<'_>) {
    let labels = &series.key.labels;
    let name = labels.get("load").unwrap_or_default();
    (series.key.metric.as_str(), LoadKey { name, job: &series.key.job, host: labels.get("host") })
}
