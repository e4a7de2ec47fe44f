//! Segments of a series with their points in order of size, and the rank statistic between them.

use super::exact;

/// Least points on either side of a change.
pub(super) const LEAST: usize = 3;

/// A series by ranks: equal values share one number.
pub(super) struct Ranked {
    /// For each point the number of its value among the distinct values.
    class: Vec<u32>,
}

/// Points `start..end`, and the same sorted by value.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sorted: Vec<u32>,
}

/// What the rank statistic says of two neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contrast {
    /// Standard normal quantile, positive where the later side is higher.
    pub(super) z: f64,
    /// Probability that a later point is beyond an earlier one, in the direction of the change: 1/2 to 1.
    pub(super) auc: f64,
}

impl Segment {
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }

    /// The middle of `values` (the series' values) over the segment.
    pub(super) fn median(&self, values: &[f64]) -> f64 {
        let at = |i: usize| self.sorted.get(i).and_then(|p| values.get(*p as usize)).copied().unwrap_or(0.0);
        let last = self.len().saturating_sub(1);
        (at(last / 2) + at(self.len() / 2)) / 2.0
    }
}

impl Ranked {
    pub(super) fn new(values: &[f64]) -> Self {
        let mut order: Vec<u32> = (0u32..).take(values.len()).collect();
        order.sort_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]));
        let mut class = vec![0; values.len()];
        let mut number = 0;
        for (i, at) in order.iter().enumerate() {
            let value = values[*at as usize];
            if i > 0 && value > values[order[i - 1] as usize] {
                number += 1;
            }
            class[*at as usize] = number;
        }
        Self { class }
    }

    pub(super) fn len(&self) -> usize {
        self.class.len()
    }

    /// The segment of points `start..end`.
    pub(super) fn segment(&self, start: usize, end: usize) -> Segment {
        let mut sorted: Vec<u32> = (0u32..).skip(start).take(end - start).collect();
        sorted.sort_by_key(|at| (self.class[*at as usize], *at));
        Segment { start, end, sorted }
    }

    /// `segment` in two at `at`, in linear time.
    pub(super) fn cut(segment: Segment, at: usize) -> (Segment, Segment) {
        let (left, right) = segment.sorted.iter().partition(|p| (**p as usize) < at);
        let Segment { start, end, .. } = segment;
        (Segment { start, end: at, sorted: left }, Segment { start: at, end, sorted: right })
    }

    /// Two neighbours as one, in linear time.
    pub(super) fn join(&self, left: &Segment, right: &Segment) -> Segment {
        let mut sorted = Vec::with_capacity(left.sorted.len() + right.sorted.len());
        let (mut l, mut r) = (left.sorted.iter().peekable(), right.sorted.iter().peekable());
        while let (Some(a), Some(b)) = (l.peek(), r.peek()) {
            let first = self.class[**a as usize] <= self.class[**b as usize];
            sorted.extend(if first { l.next() } else { r.next() });
        }
        sorted.extend(l);
        sorted.extend(r);
        Segment { start: left.start, end: right.end, sorted }
    }

    /// Runs of equal values in `sorted`.
    fn ties<'a>(&'a self, sorted: &'a [u32]) -> impl Iterator<Item = &'a [u32]> {
        sorted.chunk_by(|a, b| self.class[*a as usize] == self.class[*b as usize])
    }

    /// Where `segment` is best split, and the absolute standardised rank sum there: A. N. Pettitt, "A non-parametric
    /// approach to the change-point problem", Applied Statistics 28/2, 1979, standardised at each split.
    pub(super) fn best_split(&self, segment: &Segment, rank: &mut Vec<f64>) -> Option<(usize, f64)> {
        let n = segment.len();
        if n < 2 * LEAST {
            return None;
        }
        rank.clear();
        rank.resize(n, 0.0);
        let (mut below, mut tied) = (0.0, 0.0);
        let middle = (n as f64 + 1.0) / 2.0;
        for run in self.ties(&segment.sorted) {
            let t = run.len() as f64;
            for at in run {
                rank[*at as usize - segment.start] = below + (t + 1.0) / 2.0 - middle;
            }
            below += t;
            tied += t * t * t - t;
        }
        let total = n as f64;
        let spread = (total + 1.0 - tied / (total * (total - 1.0))) / 12.0;
        if spread <= 1e-12 {
            return None;
        }
        let (mut sum, mut best) = (0.0, (0, 0.0));
        for (before, r) in (1..=n - LEAST).zip(rank.iter()) {
            sum += r;
            let square = sum * sum / (before as f64 * (n - before) as f64);
            if before >= LEAST && square > best.1 {
                best = (before, square);
            }
        }
        (best.0 > 0).then(|| (segment.start + best.0, libm::sqrt(best.1 / spread)))
    }

    /// Spearman's rank correlation with time, standardised for independent points.
    pub(super) fn trend(&self) -> f64 {
        let n = self.len() as f64;
        let all = self.segment(0, self.len());
        let (mut below, mut product, mut tied) = (0.0, 0.0, 0.0);
        for run in self.ties(&all.sorted) {
            let t = run.len() as f64;
            let rank = below + (t + 1.0) / 2.0 - (n + 1.0) / 2.0;
            product += run.iter().map(|at| f64::from(*at) + 1.0 - (n + 1.0) / 2.0).sum::<f64>() * rank;
            below += t;
            tied += t * t * t - t;
        }
        let time = n * (n * n - 1.0) / 12.0;
        let spread = time - tied / 12.0;
        if spread <= 0.0 { 0.0 } else { product / libm::sqrt(time * spread) * libm::sqrt(n - 1.0) }
    }

    /// The rank statistic of `right` against `left`.
    ///
    /// With few points on one side the exact distribution replaces the normal one, whose tail is far too heavy there:
    /// seven points above a hundred others are 4.4 standard deviations and less probable than 6.
    pub(super) fn contrast(&self, left: &Segment, right: &Segment) -> Contrast {
        self.against(&self.join(left, right), right)
    }

    /// The rank statistic of `bump` against both its neighbours together.
    pub(super) fn bump(&self, left: &Segment, bump: &Segment, right: &Segment) -> Contrast {
        self.against(&self.join(&self.join(left, bump), right), bump)
    }

    /// The rank statistic of `part` against the rest of `all`.
    fn against(&self, all: &Segment, part: &Segment) -> Contrast {
        let (before, after) = ((all.len() - part.len()) as f64, part.len() as f64);
        let pairs = before * after;
        if pairs <= 0.0 {
            return Contrast { z: 0.0, auc: 0.5 };
        }
        let inside = part.start..part.end;
        let (mut wins, mut lower, mut tied) = (0.0, 0.0, 0.0);
        for run in self.ties(&all.sorted) {
            let early = run.iter().filter(|at| !inside.contains(&(**at as usize))).count() as f64;
            let t = run.len() as f64;
            wins += (t - early) * (lower + early / 2.0);
            lower += early;
            tied += t * t * t - t;
        }
        let n = before + after;
        let plain = pairs * (n + 1.0) / 12.0;
        let spread = plain - pairs * tied / (12.0 * n * (n - 1.0));
        if spread <= 1e-9 {
            return Contrast { z: 0.0, auc: 0.5 };
        }
        let away = wins - pairs / 2.0;
        let mut z = away.abs() / libm::sqrt(spread);
        let few = part.len().min(all.len() - part.len());
        // Below 2 nothing follows from it.
        if z > 2.0
            && let Some(exact) = exact::quantile(few, all.len() - few, pairs / 2.0 - away.abs())
        {
            // Where most values are equal the exact count of distinct values does not hold, and neither alone is safe.
            z = if spread < plain * 0.9 { z.min(exact) } else { exact };
        }
        Contrast { z: z.copysign(away), auc: 0.5 + away.abs() / pairs }
    }
}
