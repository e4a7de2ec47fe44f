//! Where the levels of a series begin: split generously, merge what does not hold, place what remains.

use super::bar::Bar;
use super::boundary::{Boundary, boundary};
use super::dependence::long_run;
use super::locate::locate;
use super::ranked::{Ranked, Segment};

/// Below this (in standard deviations, before autocorrelation) a split is not even tried.
const TRIED: f64 = 2.0;

/// Splits within splits; a guard against series that are only ever split at their edge.
const DEPTH: usize = 48;

/// Times that boundaries are placed: levels depend on places and places on levels.
const PLACED: usize = 2;

/// Most probability by chance of a step that is taken out to see the waves beside it.
const LIKELY: f64 = 0.05;

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
    let waves = |found: &Segmentation| long_run(&found.residuals(worked.values));
    let found = waves(&first);
    if found <= bar.dependence {
        return first;
    }
    // A step that was missed is a wave too: without the likely ones, only waves are left.
    let likely = segmentation(worked, &Bar { alpha: bar.alpha.max(LIKELY), ..*bar });
    let dependence = found.min(waves(&likely)).max(bar.dependence);
    segmentation(worked, &Bar { dependence, ..*bar })
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
    let low = || {
        all().filter(|(at, b)| {
            b.contrast.auc < bar.overlap || b.shift.abs() < bar.drifts.least(b.at) || small(*at)
        })
    };
    let by_overlap =
        |a: &(usize, &Boundary), b: &(usize, &Boundary)| a.1.contrast.auc.total_cmp(&b.1.contrast.auc);
    weak.max_by(by_p).or_else(|| low().min_by(by_overlap)).map(|(at, _)| at)
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
