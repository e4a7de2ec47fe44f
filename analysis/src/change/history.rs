//! Change points of every series of a history.

use super::{Findings, Options, detect_all};
use crate::policy::Policy;
use quarterdeck_model::{Direction, History, Point, Run, Runs, Series};
use std::collections::BTreeMap;

/// The newest points of a series that are looked at: the browser judges again whenever its reader filters.
const NEWEST: usize = 1000;

/// Share of the series with a confirmed change that may have none.
const FALSE_DISCOVERIES: f64 = 0.05;

/// What is found in each series, in the history's order. Indices are those of the series' points.
///
/// A series is judged on the branch that most of its newest points come from: a proposed change measured on a branch of
/// its own is no new level of the main one. Hosts and configurations are series of their own already. Of metrics without
/// direction nothing is found, since nothing follows from it.
pub fn of_history(history: &History, policy: &Policy) -> Vec<Findings> {
    of_series(&history.runs, &history.series, policy)
}

/// The same of `series` whose points are of `runs`.
pub(crate) fn of_series(runs: &Runs, series: &[Series], policy: &Policy) -> Vec<Findings> {
    let values: Vec<Vec<f64>> = series.iter().map(|series| values(runs, series)).collect();
    let options = series.iter().map(|series| options(runs, series, policy));
    let judged: Vec<(&[f64], Options)> = values.iter().map(Vec::as_slice).zip(options).collect();
    detect_all(&judged, FALSE_DISCOVERIES)
}

fn options(runs: &Runs, series: &Series, policy: &Policy) -> Options {
    let accepted = policy.accepted.iter().filter(|level| level.selects(series));
    let first = |since| series.points.partition_point(|p| run(runs, *p).is_some_and(|r| r.taken_at < since));
    Options {
        direction: series.direction,
        accepted: accepted.filter_map(|level| level.begins()).map(first).collect(),
        ..Options::default()
    }
}

/// Values with those of other branches, and all but the newest, missing.
fn values(runs: &Runs, series: &Series) -> Vec<f64> {
    if series.direction == Direction::Neutral {
        return Vec::new();
    }
    let skip = series.points.len().saturating_sub(NEWEST);
    let branch = |point: &Point| run(runs, *point).and_then(|run| run.branch.as_deref());
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for point in series.points.iter().skip(skip) {
        *counts.entry(branch(point)).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count).map(|(branch, _)| *branch);
    let own = |(at, point): (usize, &Point)| {
        if at >= skip && Some(branch(point)) == most { point.value } else { f64::NAN }
    };
    series.points.iter().enumerate().map(own).collect()
}

fn run(runs: &Runs, point: Point) -> Option<&Run> {
    runs.get(point.run as usize)
}
