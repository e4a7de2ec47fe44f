//! The boundary between two levels: how probable it is by chance.

use super::bar::Bar;
use super::dependence::{deviation, shrinkage};
use super::maximum::p_of_largest;
use super::normal::upper_tail;
use super::ranked::{Contrast, LEAST, Segment};
use super::segmentation::Worked;

/// Share of a bump's height by which the levels around it may differ.
const BACK: f64 = 0.25;

/// A large shift: least points on either side, least overlap statistic, and least height in standard deviations; twice as
/// high with fewer points, since a kind of machine that stays for a few runs is soon five deviations away.
const FEW: usize = 5;
const MANY: usize = 8;
const APART: f64 = 0.95;
const LARGE: f64 = 5.0;

/// More standard deviations than this are not told apart.
const LARGEST: f64 = 1000.0;

/// Standard deviation of a median, of that of a mean.
const MEDIANS: f64 = 1.2533;

/// A boundary between two segments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Boundary {
    /// First point of the later one.
    pub(super) at: usize,
    /// Share of unchanged series that show as much.
    pub(super) p: f64,
    /// See [`Contrast`].
    pub(super) contrast: Contrast,
    /// Later median less earlier, in working units.
    pub(super) shift: f64,
}

/// The boundary after segment number `at`.
pub(super) fn boundary(worked: &Worked, segments: &[Segment], at: usize, bar: &Bar) -> Option<Boundary> {
    let (left, right) = (segments.get(at)?, segments.get(at + 1)?);
    let contrast = worked.ranked.contrast(left, right);
    let shift = right.median(worked.values) - left.median(worked.values);
    let plain = contrast.z.abs().max(large(worked, bar, (left, right), (shift, contrast.auc)));
    let z = plain * shrinkage(bar.dependence, left.len(), right.len());
    let points = worked.ranked.len();
    // A short level inside the series could have been found anywhere in it.
    let short = if left.len() < right.len() { left } else { right };
    let inside = short.start > 0 && short.end < points;
    let looked_at = if inside { 2 * short.len() } else { left.len() + right.len() };
    let places = points as f64 / looked_at as f64;
    let mut p = (p_of_largest(z, left.len() + right.len(), LEAST) * places.max(1.0)).min(1.0);
    if p > bar.alpha && contrast.auc >= bar.overlap {
        let before = at.checked_sub(1).and_then(|before| bump(worked, segments, before, bar));
        let after = bump(worked, segments, at, bar);
        p = before.into_iter().chain(after).fold(p, f64::min);
    }
    Some(Boundary { at: right.start, p, contrast, shift })
}

/// Standardised size of a large shift; 0 of one that is not. Ranks cannot tell that one is large: twenty points
/// above twenty others are 5.4 standard deviations however far above, which autocorrelation makes too few.
fn large(worked: &Worked, bar: &Bar, (left, right): (&Segment, &Segment), (shift, auc): (f64, f64)) -> f64 {
    let (before, after) = (left.len(), right.len());
    let sd = deviation(bar.far_variance, bar.dependence, worked.ranked.len());
    let size = shift.abs() / sd.max(f64::MIN_POSITIVE);
    let least = if before.min(after) < MANY { 2.0 * LARGE } else { LARGE };
    if before.min(after) < FEW || auc < APART || size < least {
        return 0.0;
    }
    (size / MEDIANS).min(LARGEST) / libm::sqrt(1.0 / before as f64 + 1.0 / after as f64)
}

/// Share of unchanged series that show a level as far from both its neighbours as segment number `at + 1` is; `None` where
/// those two are not one level. Short levels that go back are seen only so (B. Levin and J. Kline, "The CUSUM test of homogeneity
/// with an application in spontaneous abortion epidemiology", Statistics in Medicine 4/4, 1985); any two places may be its ends.
fn bump(worked: &Worked, segments: &[Segment], at: usize, bar: &Bar) -> Option<f64> {
    let (left, bump, right) = (segments.get(at)?, segments.get(at + 1)?, segments.get(at + 2)?);
    let median = |segment: &Segment| segment.median(worked.values);
    let (before, level, after) = (median(left), median(bump), median(right));
    let between = (level - before) * (level - after) <= 0.0;
    if between || (after - before).abs() > BACK * (level - before).abs().min((level - after).abs()) {
        return None;
    }
    let rest = left.len() + right.len();
    let z = worked.ranked.bump(left, bump, right).z.abs() * shrinkage(bar.dependence, rest, bump.len());
    let points = worked.ranked.len() as f64;
    Some((upper_tail(z) * points * points).min(1.0))
}
