//! From columns back to the history, with every index checked.

use super::shape::{Column, Context, Shape};
use super::{Chunk, probes};
use crate::sorted::entry;
use crate::wire::WireError;
use crate::{
    Diagnostic, History, Labels, MetricId, Point, Probed, Probes, Run, Runs, Series, SeriesKey, SnapshotId,
    Timestamp, Unit,
};

/// Length of the hash at the end of an identifier.
pub(super) const HASH: usize = 12;

/// What an identifier begins with: time and commit.
pub(super) fn prefix(time: Timestamp, commit: Option<&str>) -> String {
    let commit = commit.map_or("nocommit", |c| c.get(..7).unwrap_or(c));
    format!("{}-{commit}-", time.compact())
}

/// The history of all runs in `chunks`, in whatever order they are given.
///
/// # Errors
/// [`WireError`] with the place inside the chunk: columns of different length, an index out of range, runs or points
/// out of order, numbers that are not finite.
pub fn decode(chunks: &[Chunk]) -> Result<History, WireError> {
    let mut in_order: Vec<&Chunk> = chunks.iter().collect();
    in_order.sort_by_key(|chunk| chunk.number());
    let mut decoder = Decoder::default();
    for chunk in in_order {
        decoder.push(chunk)?;
    }
    Ok(decoder.finish())
}

/// Puts a history together chunk by chunk, for a reader that has other things to do in between.
#[derive(Debug, Default)]
pub struct Decoder {
    runs: Runs,
    series: Vec<(SeriesKey, Series)>,
    seen: Vec<((String, String), Vec<Probed>)>,
    problems: Vec<Diagnostic>,
}

impl Decoder {
    /// Appends the runs of a chunk that is newer than those before.
    ///
    /// # Errors
    /// As [`decode`].
    pub fn push(&mut self, chunk: &Chunk) -> Result<(), WireError> {
        let shape = &chunk.0;
        let first = u32::try_from(self.runs.len()).map_err(|_| wrong("/time", "too many runs"))?;
        add_runs(shape, &mut self.runs)?;
        let added = u32::try_from(shape.time.len()).unwrap_or(u32::MAX);
        let rows = rows(shape, first)?;
        for (n, column) in shape.series.iter().enumerate() {
            add_column(column, &rows, &mut self.series, &format!("/series/{n}"))?;
        }
        for (n, column) in shape.probes.iter().enumerate() {
            let runs = first..first.saturating_add(added);
            probes::restore(column, runs, &mut self.seen, &format!("/probes/{n}"))?;
        }
        self.problems.extend(shape.problems.iter().cloned().map(Into::into));
        Ok(())
    }

    /// The history.
    pub fn finish(self) -> History {
        let series = self.series.into_iter().map(|(_, series)| series).collect();
        let probes = self.seen.into_iter().map(|((service, job), seen)| Probes { service, job, seen });
        History { runs: self.runs, series, probes: probes.collect(), problems: self.problems }
    }
}

pub(super) fn wrong(pointer: impl Into<String>, message: impl Into<String>) -> WireError {
    WireError::field(pointer, message).hint(super::REBUILD)
}

/// Appends the runs of one chunk.
fn add_runs(shape: &Shape, runs: &mut Runs) -> Result<(), WireError> {
    let count = shape.time.len();
    for (name, len) in [("/context", shape.context.len()), ("/commit", shape.commit.len())] {
        if len != count {
            return Err(wrong(name, format!("{len} rows; expected {count}, as many as in /time")));
        }
    }
    let mut ids = Ids { hashes: shape.hash.as_str(), others: shape.ids.iter().peekable() };
    let (mut millis, mut commit) = (0i64, 0i64);
    let columns = shape.time.iter().zip(&shape.context).zip(&shape.commit);
    for (n, ((time, context), step)) in (0u32..).zip(columns) {
        millis = millis.saturating_add(*time);
        commit = commit.saturating_add(*step);
        let taken_at = Timestamp::from_millis(millis)
            .ok_or_else(|| wrong(format!("/time/{n}"), "the time is outside the years 0 to 9999"))?;
        let context = shape.contexts.get(*context as usize);
        let context = context.ok_or_else(|| wrong(format!("/context/{n}"), "no such row in /contexts"))?;
        let commit = commit_at(shape, commit, n)?;
        let id = ids.next(n, taken_at, commit)?;
        let run = run(id, taken_at, commit, context);
        if runs.last().is_some_and(|last| (last.taken_at, &last.id) >= (run.taken_at, &run.id)) {
            return Err(wrong(format!("/time/{n}"), "the run is not after the one before it"));
        }
        runs.push(run);
    }
    ids.done()
}

fn commit_at(shape: &Shape, index: i64, n: u32) -> Result<Option<&str>, WireError> {
    if index == 0 {
        return Ok(None);
    }
    let commit = usize::try_from(index).ok().and_then(|i| shape.commits.get(i.checked_sub(1)?));
    let commit = commit.ok_or_else(|| wrong(format!("/commit/{n}"), "no such row in /commits"))?;
    Ok(Some(commit))
}

fn run(id: SnapshotId, taken_at: Timestamp, commit: Option<&str>, c: &Context) -> Run {
    Run {
        id,
        taken_at,
        kind: c.kind.into(),
        job: c.job.clone(),
        subject: c.subject.clone(),
        commit: commit.map(str::to_owned),
        branch: c.branch.clone(),
        dirty: c.dirty,
        labels: Labels(c.labels.clone()),
        state: c.state.into(),
        reasons: c.reasons.clone(),
        tool: c.tool.clone(),
        tool_version: c.tool_version.clone(),
        format: c.format.clone(),
        simulated: c.simulated,
        configuration: c.configuration.clone(),
        voided: c.voided.clone(),
    }
}

/// The identifiers that are still to be given out.
struct Ids<'a> {
    hashes: &'a str,
    others: std::iter::Peekable<std::slice::Iter<'a, (u32, String)>>,
}

impl Ids<'_> {
    fn next(&mut self, n: u32, time: Timestamp, commit: Option<&str>) -> Result<SnapshotId, WireError> {
        let text = match self.others.next_if(|(run, _)| *run == n) {
            Some((_, id)) => id.clone(),
            None => {
                let (hash, rest) = self
                    .hashes
                    .split_at_checked(HASH)
                    .ok_or_else(|| wrong("/hash", format!("ends before run {n}")))?;
                self.hashes = rest;
                prefix(time, commit) + hash
            }
        };
        SnapshotId::new(text).ok_or_else(|| wrong("/hash", format!("run {n} has no valid identifier")))
    }

    fn done(&mut self) -> Result<(), WireError> {
        match (self.hashes.is_empty(), self.others.peek()) {
            (true, None) => Ok(()),
            (false, _) => Err(wrong("/hash", "longer than there are runs")),
            (true, Some((run, _))) => Err(wrong("/ids", format!("no run {run}, or not in order"))),
        }
    }
}

/// The lists of runs, as indices into all runs.
fn rows(shape: &Shape, first: u32) -> Result<Vec<Vec<u32>>, WireError> {
    let end = u64::from(first) + shape.time.len() as u64;
    let mut out = Vec::with_capacity(shape.rows.len());
    for (n, row) in shape.rows.iter().enumerate() {
        let mut at = u64::from(first);
        let mut indices = Vec::with_capacity(row.len());
        for (i, step) in row.iter().enumerate() {
            at += u64::from(*step);
            let index = u32::try_from(at).ok().filter(|_| at < end && (i == 0 || *step > 0));
            let index =
                index.ok_or_else(|| wrong(format!("/rows/{n}/{i}"), "no such run, or not in order"))?;
            indices.push(index);
        }
        out.push(indices);
    }
    Ok(out)
}

fn add_column(
    column: &Column,
    rows: &[Vec<u32>],
    all: &mut Vec<(SeriesKey, Series)>,
    place: &str,
) -> Result<(), WireError> {
    let row = rows.get(column.row as usize);
    let row = row.ok_or_else(|| wrong(format!("{place}/row"), "no such row in /rows"))?;
    if row.len() != column.values.len() {
        let message = format!("{} values; expected {}, one for each run", column.values.len(), row.len());
        return Err(wrong(format!("{place}/values"), message));
    }
    if let Some(n) = column.values.iter().position(|v| !v.is_finite()) {
        return Err(wrong(format!("{place}/values/{n}"), "the value is not a finite number"));
    }
    let metric = MetricId::new(column.metric.clone());
    let key = SeriesKey { metric, job: column.job.clone(), labels: Labels(column.labels.clone()) };
    let (kind, direction) = (column.kind.into(), column.direction.into());
    let unit = Unit::parse(&column.unit);
    let points = row.iter().zip(&column.values).map(|(run, value)| Point { run: *run, value: *value });
    let series =
        entry(all, key.clone(), || Series { key, kind, unit: unit.clone(), direction, points: Vec::new() });
    if series.kind != kind || series.unit != unit || series.direction != direction {
        return Err(wrong(place, "the series has another kind, unit or direction than in an older chunk"));
    }
    if series.points.last().is_some_and(|last| row.first().is_some_and(|run| *run <= last.run)) {
        return Err(wrong(place, "the series is there twice"));
    }
    series.points.extend(points);
    Ok(())
}
