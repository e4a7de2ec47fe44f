//! From a history to its columns.

use super::cuts::{Cutting, Limits};
use super::shape::{Column, Context, MAJOR, MINOR, Shape};
use super::{Chunk, probes};
use crate::wire::Version;
use crate::{History, Point, Run, Series};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The history as chunks of at most `runs_per_chunk` runs, oldest first; always at least one. The problems are in the
/// newest. Points that are not finite are not published.
#[must_use]
pub fn encode(history: &History, runs_per_chunk: usize) -> Vec<Chunk> {
    let full = Limits { runs: runs_per_chunk, points: usize::MAX };
    encode_cut(history, &Cutting { full, newest: None })
}

/// The same, cut by runs and points.
#[must_use]
pub fn encode_cut(history: &History, cutting: &Cutting) -> Vec<Chunk> {
    let cuts = cutting.cut(history);
    let last = cuts.len() - 1;
    let chunk = |(number, cut): (usize, &Range<usize>)| {
        let mut shape = empty(number);
        add_runs(&mut shape, history.runs.as_slice().get(cut.clone()).unwrap_or_default());
        add_series(&mut shape, &history.series, cut.start, cut.len());
        shape.probes = probes::columns(&history.probes, cut.start, cut.len());
        if number == last {
            shape.problems = history.problems.iter().map(Into::into).collect();
        }
        Chunk(shape)
    };
    cuts.iter().enumerate().map(chunk).collect()
}

fn empty(number: usize) -> Shape {
    Shape {
        schema: super::SCHEMA.to_owned(),
        version: Version { major: MAJOR, minor: MINOR },
        number: u32::try_from(number).unwrap_or(u32::MAX),
        time: Vec::new(),
        context: Vec::new(),
        commit: Vec::new(),
        hash: String::new(),
        ids: Vec::new(),
        commits: Vec::new(),
        contexts: Vec::new(),
        rows: Vec::new(),
        series: Vec::new(),
        probes: Vec::new(),
        problems: Vec::new(),
    }
}

fn add_runs(shape: &mut Shape, runs: &[Arc<Run>]) {
    let mut contexts = Dictionary::default();
    let mut commits = Dictionary::default();
    let (mut time, mut commit) = (0, 0);
    for (index, run) in (0u32..).zip(runs) {
        let now = run.taken_at.millis();
        shape.time.push(now - time);
        time = now;
        shape.context.push(contexts.index(&context(run)));
        let here = run.commit.as_ref().map_or(0, |c| 1 + i64::from(commits.index(c)));
        shape.commit.push(here - commit);
        commit = here;
        match hash_of(run) {
            Some(hash) => shape.hash.push_str(hash),
            None => shape.ids.push((index, run.id.as_str().to_owned())),
        }
    }
    shape.contexts = contexts.rows;
    shape.commits = commits.rows;
}

fn context(run: &Run) -> Context {
    Context {
        kind: run.kind.into(),
        job: run.job.clone(),
        subject: run.subject.clone(),
        branch: run.branch.clone(),
        dirty: run.dirty,
        labels: run.labels.0.clone(),
        state: run.state.into(),
        reasons: run.reasons.clone(),
        tool: run.tool.clone(),
        tool_version: run.tool_version.clone(),
        format: run.format.clone(),
        simulated: run.simulated,
        configuration: run.configuration.clone(),
        voided: run.voided.clone(),
    }
}

/// The hash part of an identifier whose other parts follow from time and commit.
fn hash_of(run: &Run) -> Option<&str> {
    let prefix = super::restore::prefix(run.taken_at, run.commit.as_deref());
    let hash = run.id.as_str().strip_prefix(&prefix)?;
    let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    (hash.len() == super::restore::HASH && hash.bytes().all(hex)).then_some(hash)
}

fn add_series(shape: &mut Shape, all: &[Series], first: usize, runs: usize) {
    let mut rows = Dictionary::default();
    for series in all {
        let points = points_within(&series.points, first, runs);
        let mut before = first as u64;
        let mut row = Vec::with_capacity(points.len());
        let mut values = Vec::with_capacity(points.len());
        for point in points.iter().filter(|p| p.value.is_finite()) {
            let run = u64::from(point.run);
            row.push(u32::try_from(run - before).unwrap_or(u32::MAX));
            values.push(point.value);
            before = run;
        }
        if values.is_empty() {
            continue;
        }
        shape.series.push(Column {
            metric: series.key.metric.as_str().to_owned(),
            job: series.key.job.clone(),
            labels: series.key.labels.0.clone(),
            kind: series.kind.into(),
            unit: series.unit.as_str().to_owned(),
            direction: series.direction.into(),
            row: rows.index(&row),
            values,
        });
    }
    shape.rows = rows.rows;
}

/// The points of the runs `first..first + runs`; points are in order of their runs.
fn points_within(points: &[Point], first: usize, runs: usize) -> &[Point] {
    let from = points.partition_point(|p| (p.run as usize) < first);
    let to = points.partition_point(|p| (p.run as usize) < first + runs);
    points.get(from..to).unwrap_or_default()
}

/// Values by first appearance.
struct Dictionary<T> {
    rows: Vec<T>,
    known: BTreeMap<T, u32>,
}

impl<T> Default for Dictionary<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), known: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Dictionary<T> {
    fn index(&mut self, value: &T) -> u32 {
        if let Some(index) = self.known.get(value) {
            return *index;
        }
        let index = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(value.clone());
        self.known.insert(value.clone(), index);
        index
    }
}
