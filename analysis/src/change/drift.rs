//! Slow drift: a ramp that explains the values better than the steps it was cut into.

/// Least points of a ramp, and its least share of the span that it was looked for in.
const LEAST: usize = 12;
const SHARE: f64 = 0.1;

/// How much better a ramp must be than steps, in units of the criterion.
const CLEARLY: f64 = 3.0;

/// Parameters that a step beside a line counts for: it was chosen as the best of all places (N. R. Zhang and D. O. Siegmund,
/// "A modified Bayes information criterion", Biometrics 63/1, 2007), from values that a slope had already been seen in.
const BESIDE: usize = 4;

/// Knots that a ramp may begin and end at.
const KNOTS: usize = 40;

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
    /// How far the middle of the way hangs below the straight line, times four: growth of so many units a run is curved
    /// in logarithms.
    bend: f64,
    /// Sum of squared residuals.
    rss: f64,
}

impl Ramp {
    /// What the ramp adds at point `at`.
    pub(super) fn at(&self, at: usize) -> f64 {
        let share = share(at, self.from, self.to);
        self.height * share + self.bend * share * (share - 1.0)
    }
}

fn share(at: usize, from: usize, to: usize) -> f64 {
    let along = at as f64 - from as f64;
    (along / (to as f64 - from as f64).max(1.0)).clamp(0.0, 1.0)
}

/// The points of `start..end` as constant levels that begin at `steps`.
#[derive(Debug, Clone)]
pub(super) struct Stairs {
    /// First point.
    pub(super) start: usize,
    /// One more than the last.
    pub(super) end: usize,
    /// First points of the levels but the first.
    pub(super) steps: Vec<usize>,
}

/// The ramp that, alone or together with some of the steps, explains `values` better than the steps alone do.
///
/// All are fitted by least squares and compared by the Bayesian information criterion (G. Schwarz, "Estimating the
/// dimension of a model", Annals of Statistics 6/2, 1978). `weight` is the share of the points that autocorrelation
/// leaves as independent.
pub(super) fn ramp(values: &[f64], stairs: &Stairs, weight: f64) -> Option<Ramp> {
    let points = values.get(stairs.start..stairs.end)?;
    let n = points.len() as f64;
    let mean = points.iter().sum::<f64>() / n.max(1.0);
    // Noise of less than this share is the rounding of the machine.
    let floor = 1e-14 * points.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>();
    let cost = |rss: f64, parameters: usize| {
        weight * n * libm::log(rss.max(floor)) + parameters as f64 * libm::log(n)
    };
    if floor <= 0.0 {
        return None;
    }
    let steps = stairs.steps.len();
    let alone = cost(moments(values, stairs).square, 1 + 2 * steps);
    let mut left = stairs.clone();
    let mut best = best_ramp(points, stairs.start).map(|ramp| (cost(ramp.rss, 4), ramp));
    loop {
        for curved in [false, true] {
            let line = line(values, &left, curved);
            let cost = cost(line.rss, 2 + usize::from(curved) + BESIDE * left.steps.len());
            if best.is_none_or(|b| cost < b.0) {
                best = Some((cost, line));
            }
        }
        if left.steps.is_empty() {
            break;
        }
        left = without_least(values, left);
    }
    // A step and a short ramp differ in little; where they do not differ clearly it is a step.
    let most = alone - if steps > 0 { CLEARLY } else { 0.0 };
    best.filter(|(cost, _)| *cost < most).map(|(_, ramp)| ramp)
}

/// `values` less the parabola through them, where it explains half of the variance of `clean`, the values without outliers.
pub(super) fn detrended(values: &[f64], clean: &[f64]) -> Option<Vec<f64>> {
    let flat = Stairs { start: 0, end: clean.len(), steps: Vec::new() };
    let ramp = line(clean, &flat, true);
    let explains = ramp.rss <= moments(clean, &flat).square / 2.0;
    explains.then(|| values.iter().enumerate().map(|(at, v)| v - ramp.at(at)).collect())
}

/// The same without the step that explains least beside a line.
fn without_least(values: &[f64], stairs: Stairs) -> Stairs {
    let without = |at: usize| {
        let mut fewer = stairs.clone();
        fewer.steps.remove(at);
        (line(values, &fewer, false).rss, fewer)
    };
    let all = (0..stairs.steps.len()).map(without);
    all.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(stairs, |(_, fewer)| fewer)
}

/// Sums over levels, each around its own mean: squares of the residuals, and moments with the line (s, the share of the
/// way) and the curve (s² − s).
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    square: f64,
    line: f64,
    curve: f64,
    line_line: f64,
    line_curve: f64,
    curve_curve: f64,
}

fn moments(values: &[f64], stairs: &Stairs) -> Moments {
    let mut edges = vec![stairs.start];
    edges.extend(&stairs.steps);
    edges.push(stairs.end);
    let mut sums = Moments::default();
    for pair in edges.windows(2) {
        let part = values.get(pair[0]..pair[1]).unwrap_or_default();
        let shapes = || {
            (pair[0]..pair[1]).map(|at| share(at, stairs.start, stairs.end - 1)).map(|s| (s, s * (s - 1.0)))
        };
        let n = part.len().max(1) as f64;
        let mean = part.iter().sum::<f64>() / n;
        let (line, curve) = shapes().fold((0.0, 0.0), |sum, s| (sum.0 + s.0 / n, sum.1 + s.1 / n));
        for (value, shape) in part.iter().zip(shapes()) {
            let (v, l, c) = (value - mean, shape.0 - line, shape.1 - curve);
            sums.square += v * v;
            sums.line += l * v;
            sums.curve += c * v;
            sums.line_line += l * l;
            sums.line_curve += l * c;
            sums.curve_curve += c * c;
        }
    }
    sums
}

/// One line (or parabola) through all levels, least squares.
fn line(values: &[f64], stairs: &Stairs, curved: bool) -> Ramp {
    let m = moments(values, stairs);
    let determinant = m.line_line * m.curve_curve - m.line_curve * m.line_curve;
    let (height, bend) = if curved && determinant > 1e-12 * m.line_line * m.curve_curve {
        (
            (m.line * m.curve_curve - m.curve * m.line_curve) / determinant,
            (m.curve * m.line_line - m.line * m.line_curve) / determinant,
        )
    } else if m.line_line > 0.0 {
        (m.line / m.line_line, 0.0)
    } else {
        (0.0, 0.0)
    };
    let (from, to) = (stairs.start, stairs.end.saturating_sub(1));
    let rss = (m.square - height * m.line - bend * m.curve).max(0.0);
    let mut ramp = Ramp { from, to, level: 0.0, height, bend, rss };
    let first = stairs.start..stairs.steps.first().copied().unwrap_or(stairs.end);
    let count = first.len().max(1) as f64;
    let rest = first.filter_map(|at| values.get(at).map(|v| v - ramp.at(at)));
    ramp.level = rest.sum::<f64>() / count;
    ramp
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
        Ramp { from, to, level: mean + (all.0 - height * shape) / n as f64, height, bend: 0.0, rss }
    }
}
