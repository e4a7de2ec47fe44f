//! Where the levels of a series begin: split generously, merge what does not hold, place what remains.

use super::dependence::{long_run, shrinkage};
use super::locate::locate;
use super::maximum::p_of_largest;
use super::normal::upper_tail;
use super::ranked::{Contrast, LEAST, Ranked, Segment};

/// Below this (in standard deviations, before autocorrelation) a split is not even tried.
const TRIED: f64 = 2.0;

/// Splits within splits; a guard against series that are only ever split at their edge.
const DEPTH: usize = 48;

/// Share of a bump's height by which the levels around it may differ.
const BACK: f64 = 0.25;

/// Times that boundaries are placed: levels depend on places and places on levels.
const PLACED: usize = 2;

/// What a boundary must show to stay.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// Most probability by chance.
    pub(super) alpha: f64,
    /// Least probability that a later point is beyond an earlier one.
    pub(super) overlap: f64,
    /// Least shift of the median, as a share of the level (see [`super::scale`]).
    pub(super) magnitude: f64,
    /// Least shift in working units.
    pub(super) least: f64,
    /// Lag-1 autocorrelation (see [`super::dependence`]).
    pub(super) dependence: f64,
}

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

/// Values in working units, with their ranks.
pub(super) struct Worked<'a> {
    pub(super) values: &'a [f64],
    pub(super) ranked: Ranked,
    /// Whether a shift is large enough to matter: (earlier median, later median, least).
    pub(super) matters: fn(f64, f64, f64) -> bool,
}

/// Segments, and the boundaries between them.
pub(super) struct Segmentation {
    pub(super) segments: Vec<Segment>,
    pub(super) boundaries: Vec<Boundary>,
}

/// The levels of `worked`, every boundary of which meets `bar`.
///
/// Recursive best split (binary segmentation; A. J. Scott and M. Knott, "A cluster analysis method for grouping means in
/// the analysis of variance", Biometrics 30/3, 1974) finds too many, since a short bump shows only in a short segment;
/// bottom-up merging of the least significant neighbours (E. Keogh et al., "An online algorithm for segmenting time
/// series", ICDM 2001) keeps those that hold against their final neighbours.
pub(super) fn segmentation(worked: &Worked, bar: &Bar) -> Segmentation {
    let mut pruned = prune(worked, split(worked), bar);
    for _ in 0..PLACED {
        if pruned.boundaries.is_empty() {
            break;
        }
        pruned = prune(worked, place(worked, &pruned.segments), bar);
    }
    pruned
}

/// The same, held also against the waves that are left in the values when the levels are taken out.
pub(super) fn settled(worked: &Worked, bar: &Bar) -> Segmentation {
    let first = segmentation(worked, bar);
    if first.boundaries.is_empty() {
        return first;
    }
    let waves = long_run(&first.residuals(worked.values));
    if waves <= bar.dependence {
        return first;
    }
    segmentation(worked, &Bar { dependence: waves, ..*bar })
}

impl Segmentation {
    /// Values less the median of their segment.
    pub(super) fn residuals(&self, values: &[f64]) -> Vec<f64> {
        let mut all = values.to_vec();
        for segment in &self.segments {
            let median = segment.median(values);
            all.iter_mut().take(segment.end).skip(segment.start).for_each(|v| *v -= median);
        }
        all
    }
}

/// Best splits of best splits, from the whole series down.
fn split(worked: &Worked) -> Vec<Segment> {
    let mut scratch = Vec::new();
    let mut open = vec![(worked.ranked.segment(0, worked.ranked.len()), 0)];
    let mut done = Vec::new();
    while let Some((segment, depth)) = open.pop() {
        match worked.ranked.best_split(&segment, &mut scratch) {
            Some((at, z)) if z >= TRIED && depth < DEPTH => {
                let (left, right) = Ranked::cut(segment, at);
                open.push((right, depth + 1));
                open.push((left, depth + 1));
            }
            _ => done.push(segment),
        }
    }
    done
}

/// Merges neighbours, the least significant first, until every boundary meets the bar.
fn prune(worked: &Worked, mut segments: Vec<Segment>, bar: &Bar) -> Segmentation {
    let mut boundaries: Vec<Boundary> =
        (0..segments.len()).filter_map(|at| boundary(worked, &segments, at, bar)).collect();
    while let Some(worst) = worst(&boundaries, &segments, worked, bar) {
        let later = segments.remove(worst + 1);
        segments[worst] = worked.ranked.join(&segments[worst], &later);
        boundaries.remove(worst);
        for (at, slot) in boundaries.iter_mut().enumerate().take(worst + 2).skip(worst.saturating_sub(2)) {
            if let Some(new) = boundary(worked, &segments, at, bar) {
                *slot = new;
            }
        }
    }
    Segmentation { segments, boundaries }
}

/// The boundary to remove next: the least significant while one is not significant, then what overlaps most or is small.
fn worst(boundaries: &[Boundary], segments: &[Segment], worked: &Worked, bar: &Bar) -> Option<usize> {
    let all = || boundaries.iter().enumerate();
    let weak = all().filter(|(_, b)| b.p > bar.alpha);
    let by_p = |a: &(usize, &Boundary), b: &(usize, &Boundary)| {
        a.1.p.total_cmp(&b.1.p).then_with(|| b.1.contrast.z.abs().total_cmp(&a.1.contrast.z.abs()))
    };
    let small = |at: usize| {
        let level = |i: usize| segments.get(i).map_or(0.0, |s| s.median(worked.values));
        !(worked.matters)(level(at), level(at + 1), bar.magnitude)
    };
    let low =
        || all().filter(|(at, b)| b.contrast.auc < bar.overlap || b.shift.abs() < bar.least || small(*at));
    let by_overlap =
        |a: &(usize, &Boundary), b: &(usize, &Boundary)| a.1.contrast.auc.total_cmp(&b.1.contrast.auc);
    weak.max_by(by_p).or_else(|| low().min_by(by_overlap)).map(|(at, _)| at)
}

/// The boundary after segment number `at`.
fn boundary(worked: &Worked, segments: &[Segment], at: usize, bar: &Bar) -> Option<Boundary> {
    let (left, right) = (segments.get(at)?, segments.get(at + 1)?);
    let contrast = worked.ranked.contrast(left, right);
    let z = contrast.z.abs() * shrinkage(bar.dependence, left.len(), right.len());
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
    let shift = right.median(worked.values) - left.median(worked.values);
    Some(Boundary { at: right.start, p, contrast, shift })
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

/// The same segments with every boundary where the values place it between its neighbours.
fn place(worked: &Worked, segments: &[Segment]) -> Vec<Segment> {
    let mut starts = vec![0];
    for pair in segments.windows(2) {
        let from = starts.last().copied().unwrap_or(0);
        let medians = (pair[0].median(worked.values), pair[1].median(worked.values));
        starts.push(locate(worked.values, (from, pair[1].start, pair[1].end), medians));
    }
    starts.push(worked.ranked.len());
    starts.windows(2).map(|pair| worked.ranked.segment(pair[0], pair[1])).collect()
}
