//! Movers: the changes of level that became known in the period, and how many series have none.

use super::{Facts, Span};
use crate::change::{Change, Findings, Meaning, Tier};

/// A change of level that became known, or certain, in the period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mover<'a> {
    /// Index of the series.
    pub series: usize,
    /// The change.
    pub change: &'a Change,
    /// The run with which the new level begins. It may lie before the period: a step needs runs after it to be seen.
    pub begins: u32,
    /// Whether it was suspected before the period, and is certain now.
    pub suspected_before: bool,
}

/// Changes that became known in the period, the largest first, and the series without any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Movers<'a> {
    /// For the worse.
    pub regressions: Vec<Mover<'a>>,
    /// For the better.
    pub improvements: Vec<Mover<'a>>,
    /// Series that drift slowly at the end of the period and did not at its beginning.
    pub drifting: Vec<usize>,
    /// Series with a figure in the period that were judged and have no such change.
    pub unchanged: usize,
    /// Series with a figure in the period and too few points, or no better and worse, to judge by.
    pub unjudged: usize,
}

/// Points of its series before the period that a new level may have at most: one that is older, and is found only now
/// because its series is cut otherwise, is no news.
const YOUNG: usize = 12;

/// Points that a place of change may move by when more points are known.
const NEAR: usize = 3;

pub(super) fn movers<'a>(facts: &Facts<'a>, span: Span) -> Movers<'a> {
    let mut out = Movers::default();
    let all = facts.history.series.iter().zip(&facts.assessment.changes).enumerate();
    for (index, (series, found)) in all {
        let superseded = facts.assessment.series.get(index).is_some_and(|s| s.superseded);
        if superseded || span.points(facts.history, series).is_empty() {
            continue;
        }
        let before = facts.known_before.get(&series.key).copied();
        let begins = |change: &Change| series.points.get(change.at).map(|point| point.run);
        let first = series.points.len() - span.points(facts.history, series).len();
        let young = |change: &&Change| change.at + YOUNG >= first;
        let of = |change: &'a Change| mover(index, change, begins(change)?, before);
        let new: Vec<Mover<'a>> = found.changes.iter().filter(young).filter_map(of).collect();
        let drifts = new_drift(found, before);
        match (found.judged, new.is_empty() && !drifts) {
            (false, _) => out.unjudged += 1,
            (true, true) => out.unchanged += 1,
            _ => {}
        }
        out.drifting.extend(drifts.then_some(index));
        out.regressions.extend(new.iter().filter(|m| m.change.meaning == Meaning::Regression));
        out.improvements.extend(new.iter().filter(|m| m.change.meaning == Meaning::Improvement));
    }
    for list in [&mut out.regressions, &mut out.improvements] {
        list.sort_by(|a, b| {
            size(b).total_cmp(&size(a)).then((a.series, a.begins).cmp(&(b.series, b.begins)))
        });
    }
    out
}

/// From a level of 0 any change is beyond all measure.
fn size(mover: &Mover<'_>) -> f64 {
    mover.change.percent.map_or(f64::INFINITY, f64::abs)
}

/// Accepted levels and those that are gone at the end of the period are no movers.
fn mover<'a>(series: usize, change: &'a Change, begins: u32, before: Option<&Findings>) -> Option<Mover<'a>> {
    let known = before.into_iter().flat_map(|found| &found.changes);
    let mut same = known.filter(|old| old.meaning == change.meaning && old.at.abs_diff(change.at) <= NEAR);
    let old = same.next();
    let certain = |change: &Change| change.tier == Tier::Confirmed;
    let new = match old {
        None => true,
        Some(old) => certain(change) && !certain(old),
    };
    let counts = new && change.present && !change.accepted;
    counts.then_some(Mover { series, change, begins, suspected_before: old.is_some() })
}

fn new_drift(found: &Findings, before: Option<&Findings>) -> bool {
    let now = |found: &Findings| found.drifts.last().is_some_and(|drift| drift.to + 1 >= found.points);
    now(found) && !before.is_some_and(now)
}
