//! One side of a comparison: of every job one run, whose figures and payloads stand for that side.

use crate::baseline::median_before;
use quarterdeck_model::{History, Kind, Run, Series};
use std::collections::BTreeMap;

/// A state of the project: the run of each job, and how its figures are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    runs: BTreeMap<Kind, BTreeMap<String, u32>>,
    /// Figures are the median of that many points up to the run, not the run's own.
    median_of: Option<usize>,
}

/// Labels of a run that name a release.
const RELEASE: [&str; 3] = ["tag", "release", "version"];

/// The release that a run is labelled with.
pub fn release(run: &Run) -> Option<&str> {
    RELEASE.iter().find_map(|label| run.labels.get(label))
}

/// A figure of one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// The figure.
    pub value: f64,
    /// The run that it is told from: the newest of several.
    pub run: u32,
    /// How many points are behind it.
    pub points: usize,
}

impl Side {
    /// The newest run of every job among those for which `keep` holds, whatever became of it: a failed run makes its
    /// figures unknown, and no older one stands in for it.
    pub fn newest(history: &History, keep: impl Fn(&Run) -> bool) -> Self {
        let mut side = Self::default();
        // What people said does not hold is on no side.
        let kept = (0u32..).zip(&history.runs).filter(|(_, run)| run.voided.is_none() && keep(run));
        for (index, run) in kept {
            side.put(run, index);
        }
        side
    }

    fn put(&mut self, run: &Run, index: u32) {
        let jobs = self.runs.entry(run.kind).or_default();
        match jobs.get_mut(&run.job) {
            Some(newest) => *newest = index,
            None => {
                jobs.insert(run.job.clone(), index);
            }
        }
    }

    /// One run alone.
    pub fn run(history: &History, run: u32) -> Self {
        let mut side = Self::default();
        if let Some(of) = history.runs.get(run as usize) {
            side.put(of, run);
        }
        side
    }

    /// Of each job of `side` the last run before that counts.
    pub fn before(history: &History, side: &Side) -> Self {
        let mut before = Self::default();
        for (index, run) in (0u32..).zip(&history.runs) {
            let later = side.at(run.kind, &run.job);
            if run.counts() && later.is_some_and(|later| index < later) {
                before.put(run, index);
            }
        }
        before
    }

    /// What `side` is compared with when nothing is named: the runs before, and for figures the median of the last `k`
    /// valid points up to there (definitions of the baseline).
    pub fn baseline(history: &History, side: &Side, k: usize) -> Self {
        Self { median_of: Some(k), ..Self::before(history, side) }
    }

    /// The newest release that runs are labelled with and that is not that of the newest run: its name and its runs.
    pub fn last_release(history: &History) -> Option<(String, Self)> {
        let newest = history.runs.last().and_then(release);
        let name = history.runs.iter().rev().filter_map(release).find(|name| Some(*name) != newest)?;
        Some((name.to_owned(), Self::newest(history, |run| release(run) == Some(name))))
    }

    /// Only the jobs for which `keep` holds.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(Kind, &str) -> bool) -> Self {
        for (kind, jobs) in &mut self.runs {
            jobs.retain(|job, _| keep(*kind, job));
        }
        self.runs.retain(|_, jobs| !jobs.is_empty());
        self
    }

    /// The run of a job.
    pub fn at(&self, kind: Kind, job: &str) -> Option<u32> {
        self.runs.get(&kind)?.get(job).copied()
    }

    /// Every job with its run.
    pub fn jobs(&self) -> impl Iterator<Item = (Kind, &str, u32)> {
        self.runs
            .iter()
            .flat_map(|(kind, jobs)| jobs.iter().map(move |(job, run)| (*kind, job.as_str(), *run)))
    }

    /// Whether no run is on it.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Of how many points its figures are the median; `None` for the figures of the runs themselves.
    pub fn median_of(&self) -> Option<usize> {
        self.median_of
    }

    /// The figure of a series on this side: that of its job's run, or the median up to it.
    pub fn value(&self, series: &Series) -> Option<Known> {
        let run = self.at(series.kind, &series.key.job)?;
        let end = series.points.partition_point(|point| point.run <= run);
        let last = series.points.get(end.checked_sub(1)?)?;
        match self.median_of {
            None => (last.run == run).then_some(Known { value: last.value, run, points: 1 }),
            Some(k) => {
                let level = median_before(series, end, k)?;
                Some(Known { value: level.value, run: last.run, points: level.points })
            }
        }
    }

    /// The newest of its runs.
    pub fn newest_run(&self) -> Option<u32> {
        self.runs.values().flat_map(BTreeMap::values).copied().max()
    }
}
