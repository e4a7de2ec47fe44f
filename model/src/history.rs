//! Many runs as columns: what analysis reads, natively and in the browser.

#[cfg(not(target_family = "wasm"))]
pub mod gather;
mod run;
pub mod runs;

pub use run::Run;
pub use runs::Runs;

use crate::{
    Diagnostic, Direction, Kind, Labels, MetricId, Probed, Probes, Snapshot, SnapshotId, Unit, probes,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What makes a series one series: points of different keys are never compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesKey {
    /// Which figure.
    pub metric: MetricId,
    /// Which job it comes from.
    pub job: String,
    /// Labels of the metric, and the run's `host` for benchmarks.
    pub labels: Labels,
}

/// One point: the figure of run number `run` in [`History::runs`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Index into [`History::runs`].
    pub run: u32,
    /// The figure; always finite.
    pub value: f64,
}

/// The history of one figure. Runs that did not give it have no point: a gap, never a zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Identity.
    pub key: SeriesKey,
    /// The kind of the runs that give it.
    pub kind: Kind,
    /// Unit of all points (a change of unit starts another series with label `unit`).
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// In order of `run`.
    pub points: Vec<Point>,
}

/// All runs and all series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Sorted by (`taken_at`, `id`).
    pub runs: Runs,
    /// Sorted by key.
    pub series: Vec<Series>,
    /// The probes of every service, sorted by service and job.
    pub probes: Vec<Probes>,
    /// Files of the archive that could not be read, or were read with remarks.
    pub problems: Vec<Diagnostic>,
}

impl History {
    /// Builds the columns from snapshots in any order. Equal ids are taken once.
    pub fn from_snapshots<'a>(
        snapshots: impl IntoIterator<Item = (SnapshotId, &'a Snapshot)>,
        problems: Vec<Diagnostic>,
    ) -> Self {
        let mut sorted: Vec<(SnapshotId, &Snapshot)> = snapshots.into_iter().collect();
        sorted.sort_by(|(ia, a), (ib, b)| (a.taken_at, ia).cmp(&(b.taken_at, ib)));
        let mut seen = BTreeSet::new();
        sorted.retain(|(id, _)| seen.insert(id.clone()));
        let mut series: BTreeMap<SeriesKey, Series> = BTreeMap::new();
        let mut seen = probes::ByService::new();
        let mut runs = Runs::default();
        for (index, (id, snapshot)) in (0u32..).zip(sorted) {
            add_points(&mut series, index, snapshot);
            probes::add(&mut seen, index, snapshot);
            runs.push(Run::of(id, snapshot));
        }
        Self { runs, series: series.into_values().collect(), probes: probes::sorted(seen), problems }
    }

    /// The run of a point.
    pub fn run(&self, point: Point) -> Option<&Run> {
        self.runs.get(point.run as usize)
    }

    /// The series with that key.
    pub fn series(&self, key: &SeriesKey) -> Option<&Series> {
        self.series.binary_search_by(|s| s.key.cmp(key)).ok().and_then(|at| self.series.get(at))
    }

    /// Every series of one metric, in key order.
    pub fn series_of<'a>(&'a self, metric: &'a str) -> impl Iterator<Item = &'a Series> {
        self.series.iter().filter(move |s| s.key.metric.as_str() == metric)
    }

    /// Whether any run is simulated: then every page says so.
    pub fn simulated(&self) -> bool {
        self.runs.iter().any(|r| r.simulated)
    }

    /// The history of the runs for which `keep` holds; run indices are renumbered, empty series dropped.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&Run) -> bool) -> Self {
        let mut renumber = vec![None; self.runs.len()];
        let mut runs = Runs::default();
        for (slot, run) in renumber.iter_mut().zip(self.runs.as_slice()) {
            if keep(run) {
                *slot = u32::try_from(runs.len()).ok();
                runs.push(Arc::clone(run));
            }
        }
        let number = |run: u32| renumber.get(run as usize).copied().flatten();
        self.renumbered(runs, number)
    }

    /// The same without the figures and probes of the runs for which `voided` gives a reason; the runs stay, marked.
    #[must_use]
    pub fn without(&self, voided: impl Fn(&Run) -> Option<String>) -> Self {
        let mut runs = self.runs.clone();
        for (number, run) in self.runs.iter().enumerate() {
            if let Some(why) = voided(run) {
                runs.change(number, |run| run.voided = Some(why));
            }
        }
        let keep =
            |run: u32| self.runs.get(run as usize).and_then(|own| voided(own).is_none().then_some(run));
        self.renumbered(runs, keep)
    }

    /// The points and probes of the runs that get a number, with that number; what is empty then is dropped.
    fn renumbered(&self, runs: Runs, number: impl Fn(u32) -> Option<u32>) -> Self {
        let point = |p: &Point| number(p.run).map(|run| Point { run, value: p.value });
        let probe = |p: &Probed| number(p.run).map(|run| Probed { run, ..*p });
        // Columns are copied point by point: what is left out is never copied first.
        let series = self.series.iter().map(|s| Series {
            key: s.key.clone(),
            kind: s.kind,
            unit: s.unit.clone(),
            direction: s.direction,
            points: s.points.iter().filter_map(point).collect(),
        });
        let probes = self.probes.iter().map(|p| Probes {
            service: p.service.clone(),
            job: p.job.clone(),
            seen: p.seen.iter().filter_map(probe).collect(),
        });
        Self {
            runs,
            series: series.filter(|s| !s.points.is_empty()).collect(),
            probes: probes.filter(|p| !p.seen.is_empty()).collect(),
            problems: self.problems.clone(),
        }
    }
}

/// Gives a figure whose unit or direction differs from its series' a series of its own.
fn own_labels(key: &mut SeriesKey, unit: &Unit, direction: Direction, differs: impl Fn(&SeriesKey) -> bool) {
    if differs(key) {
        key.labels = std::mem::take(&mut key.labels).with("unit", unit.as_str());
    }
    if differs(key) {
        key.labels = std::mem::take(&mut key.labels).with("direction", direction.words());
    }
}

/// A figure of a run, before it is known which series it goes to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Figure {
    key: SeriesKey,
    kind: Kind,
    unit: Unit,
    direction: Direction,
}

/// The figures of one run with their values.
fn figures(snapshot: &Snapshot) -> impl Iterator<Item = (Figure, f64)> {
    let (kind, job) = (snapshot.kind(), &snapshot.collector.job);
    let host = snapshot.labels.get("host").filter(|_| kind == Kind::Benchmark);
    snapshot.metrics().into_iter().map(move |metric| {
        let mut labels = metric.labels;
        if let Some(host) = host {
            labels = labels.with("host", host);
        }
        let key = SeriesKey { metric: metric.id, job: job.clone(), labels };
        (Figure { key, kind, unit: metric.unit, direction: metric.direction }, metric.value)
    })
}

/// Adds the figures of one run.
fn add_points(series: &mut BTreeMap<SeriesKey, Series>, run: u32, snapshot: &Snapshot) {
    for (Figure { mut key, kind, unit, direction }, value) in figures(snapshot) {
        own_labels(&mut key, &unit, direction, |key| {
            series.get(key).is_some_and(|s| s.unit != unit || s.direction != direction)
        });
        let points = Vec::new();
        let new = || Series { key: key.clone(), kind, unit, direction, points };
        series.entry(key.clone()).or_insert_with(new).add(Point { run, value });
    }
}

impl Series {
    /// Adds the figure of the newest run; of several of one run the last one counts.
    fn add(&mut self, point: Point) {
        match self.points.last_mut() {
            Some(last) if last.run == point.run => last.value = point.value,
            _ => self.points.push(point),
        }
    }
}
