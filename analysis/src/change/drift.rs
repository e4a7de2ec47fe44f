//! Slow drift: a ramp that explains the values better than the steps it was cut into.

/// Least points of a ramp, and its least share of the span that it was looked for in.
const LEAST: usize = 12;
const SHARE: f64 = 0.25;

/// Knots that a ramp may begin and end at.
const KNOTS: usize = 24;

/// A level, a straight line, another level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ramp {
    /// First point of the line.
    pub(super) from: usize,
    /// Point where the later level is reached.
    pub(super) to: usize,
    /// The earlier level.
    pub(super) level: f64,
    /// Later level less earlier.
    pub(super) height: f64,
    /// Sum of squared residuals.
    rss: f64,
}

impl Ramp {
    /// What the ramp adds at point `at`.
    pub(super) fn at(&self, at: usize) -> f64 {
        self.height * share(at, self.from, self.to)
    }
}

fn share(at: usize, from: usize, to: usize) -> f64 {
    let along = at as f64 - from as f64;
    (along / (to as f64 - from as f64).max(1.0)).clamp(0.0, 1.0)
}

/// The ramp over `start..end` of `values` that explains them better than constant levels that begin at `steps` do.
///
/// Both are fitted by least squares and compared by the Bayesian information criterion (G. Schwarz, "Estimating the
/// dimension of a model", Annals of Statistics 6/2, 1978): a ramp has a level, a height and two ends; each step a
/// height and a place. `weight` is the share of the points that autocorrelation leaves as independent.
pub(super) fn ramp(values: &[f64], span: (usize, usize), steps: &[usize], weight: f64) -> Option<Ramp> {
    let (start, end) = span;
    let points = values.get(start..end)?;
    let n = points.len() as f64;
    let stairs = stairs(values, span, steps);
    let best = best_ramp(points, start)?;
    let total = stairs.max(best.rss);
    if total <= 1e-18 * n || best.rss >= stairs {
        return None;
    }
    let gain = weight * n * libm::log(stairs / best.rss.max(1e-12 * total));
    let penalty = libm::log(n) * (4.0 - (2 * steps.len() + 1) as f64);
    (gain > penalty).then_some(best)
}

fn stairs(values: &[f64], (start, end): (usize, usize), steps: &[usize]) -> f64 {
    let mut edges = vec![start];
    edges.extend(steps);
    edges.push(end);
    let part = |pair: &[usize]| -> f64 {
        let part = values.get(pair[0]..pair[1]).unwrap_or_default();
        let mean = part.iter().sum::<f64>() / part.len().max(1) as f64;
        part.iter().map(|v| (v - mean) * (v - mean)).sum()
    };
    edges.windows(2).map(part).sum()
}

/// The best of all ramps between two knots.
fn best_ramp(points: &[f64], start: usize) -> Option<Ramp> {
    let n = points.len();
    let least = LEAST.max((n as f64 * SHARE) as usize);
    if n < least + 1 {
        return None;
    }
    let knots = KNOTS.min(n - 1);
    let knot = |i: usize| i * (n - 1) / knots;
    let sums = Sums::new(points);
    let mut best: Option<Ramp> = None;
    for from in 0..knots {
        for to in from + 1..=knots {
            let (from, to) = (knot(from), knot(to));
            if to - from < least {
                continue;
            }
            let fitted = sums.fit(from, to);
            if best.is_none_or(|b| fitted.rss < b.rss) {
                best = Some(Ramp { from: fitted.from + start, to: fitted.to + start, ..fitted });
            }
        }
    }
    best
}

/// Prefix sums: a fit takes constant time.
struct Sums {
    /// Sum of the first i values, and of place times value.
    plain: Vec<(f64, f64)>,
    square: f64,
}

impl Sums {
    fn new(points: &[f64]) -> Self {
        let mean = points.iter().sum::<f64>() / points.len().max(1) as f64;
        let mut plain = vec![(mean, 0.0)];
        let (mut sum, mut moment, mut square) = (0.0, 0.0, 0.0);
        for (i, v) in points.iter().map(|v| v - mean).enumerate() {
            sum += v;
            moment += i as f64 * v;
            square += v * v;
            plain.push((sum, moment));
        }
        Self { plain, square }
    }

    /// Least squares of the values (less their mean) on the ramp's shape.
    fn fit(&self, from: usize, to: usize) -> Ramp {
        let n = self.plain.len() - 1;
        let mean = self.plain.first().map_or(0.0, |p| p.0);
        let sum_to =
            |i: usize| if i == 0 { (0.0, 0.0) } else { self.plain.get(i).copied().unwrap_or_default() };
        let (first, second, all) = (sum_to(from), sum_to(to), sum_to(n));
        let width = (to - from) as f64;
        // Sums of the shape, of its square, and of shape times value.
        let shape = (width - 1.0) / 2.0 + (n - to) as f64;
        let shape_square = (width - 1.0) * (2.0 * width - 1.0) / (6.0 * width) + (n - to) as f64;
        let product = ((second.1 - first.1) - from as f64 * (second.0 - first.0)) / width + all.0 - second.0;
        let spread = shape_square - shape * shape / n as f64;
        let height = if spread > 0.0 { (product - shape * all.0 / n as f64) / spread } else { 0.0 };
        let rss = (self.square - all.0 * all.0 / n as f64 - height * height * spread).max(0.0);
        Ramp { from, to, level: mean + (all.0 - height * shape) / n as f64, height, rss }
    }
}
