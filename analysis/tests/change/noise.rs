//! Series in which nothing happens, of several kinds of noise, from a seed.

/// Steele, Lea and Flood's SplitMix64: the same numbers on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x0123_4567)
    }

    /// Between 0 and 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Standard normal (Box and Muller).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(self.uniform()));
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }
}

/// Kinds of noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Independent,
    Autocorrelated,
    Outliers,
    TwoRunners,
    Quantised,
    OutlierLast,
    Drift,
}

/// `points` values around 1000 with `cv` relative noise of that kind.
pub(crate) fn series(kind: Kind, points: usize, cv: f64, random: &mut Random) -> Vec<f64> {
    let mut before = random.normal();
    let mut values: Vec<f64> = (0..points)
        .map(|at| {
            let fresh = random.normal();
            before = 0.5 * before + libm::sqrt(0.75) * fresh;
            let value = libm::exp(cv * if kind == Kind::Autocorrelated { before } else { fresh });
            let factor = match kind {
                Kind::Outliers if random.uniform() < 0.03 => 1.5 + 1.5 * random.uniform(),
                Kind::TwoRunners if random.uniform() < 0.5 => 1.1,
                Kind::Drift => 1.0 + 0.15 * at as f64 / points as f64,
                _ => 1.0,
            };
            let value = 1000.0 * value * factor;
            if kind == Kind::Quantised { (value / 50.0).round() * 50.0 } else { value }
        })
        .collect();
    if let (Kind::OutlierLast, Some(last)) = (kind, values.last_mut()) {
        *last *= 3.0;
    }
    values
}

/// `values` times `factor` from point `at` on.
pub(crate) fn stepped(mut values: Vec<f64>, at: usize, factor: f64) -> Vec<f64> {
    values.iter_mut().skip(at).for_each(|value| *value *= factor);
    values
}
