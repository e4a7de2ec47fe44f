//! A shift of the last few points: too early to confirm, early enough to look.

use super::bar::Bar;
use super::boundary::Boundary;
use super::dependence::shrinkage;
use super::normal::upper_tail;
use super::ranked::{LEAST, Ranked, Segment};
use super::segmentation::Worked;
use super::spread::spread;

/// Most points that a suspicion may rest on; beyond them a shift is confirmed or none.
const MOST: usize = 20;

/// Least points of the level before.
const BEFORE: usize = 8;

/// Most probability of one look by chance.
const ALPHA: f64 = 0.002;

/// Least shift, in standard deviations of the level before: ranks alone would suspect what a slow wave does.
const DEVIATIONS: f64 = 2.5;

/// The shift that the last points of `last` (the last level) show against those before, if any.
///
/// The same rank statistic as for confirmed changes, with its exact distribution: three points above a hundred others
/// happen once in 177 thousand times whatever the noise is like, while two kinds of runner, of which one is slower, have
/// three slow runs in a row all the time without being beyond what the level has seen.
pub(super) fn suspicion(worked: &Worked, last: &Segment, bar: &Bar) -> Option<Boundary> {
    let most = MOST.min(last.len().checked_sub(BEFORE)?);
    let looks = (LEAST..=most).filter_map(|points| look(worked, last, points, bar));
    looks.min_by(|a, b| a.p.total_cmp(&b.p))
}

fn look(worked: &Worked, last: &Segment, points: usize, bar: &Bar) -> Option<Boundary> {
    let (before, after) = Ranked::cut(last.clone(), last.end - points);
    let contrast = worked.ranked.contrast(&before, &after);
    let p = 2.0 * upper_tail(contrast.z.abs() * shrinkage(bar.dependence, before.len(), points));
    let (from, to) = (before.median(worked.values), after.median(worked.values));
    let level = worked.values.get(before.start..before.end)?;
    let deviation = spread(level.iter().map(|v| v - from).collect());
    let far = (to - from).abs() >= DEVIATIONS * deviation && (worked.matters)(from, to, bar.magnitude);
    let seen = Boundary { at: after.start, p, contrast, shift: to - from };
    (p <= ALPHA && far && contrast.auc >= 0.9).then_some(seen)
}
