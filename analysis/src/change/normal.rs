//! The normal distribution, by `libm` alone, so that native and WASM agree to the last bit.

/// Density at `z`.
pub(super) fn density(z: f64) -> f64 {
    libm::exp(-z * z / 2.0) / libm::sqrt(2.0 * std::f64::consts::PI)
}

/// Probability of more than `z`.
pub(super) fn upper_tail(z: f64) -> f64 {
    libm::erfc(z / std::f64::consts::SQRT_2) / 2.0
}

/// The `z` that is exceeded with probability `p`, for `p` up to one half.
///
/// Newton's method on the logarithm of the tail, from the rational start 26.2.23 of M. Abramowitz and I. Stegun,
/// "Handbook of Mathematical Functions", 1964: that is within 4.5e-4 for moderate `p`, and four steps settle the rest.
pub(super) fn upper_quantile(p: f64) -> f64 {
    let p = p.clamp(1e-290, 0.5);
    let log_p = libm::log(p);
    let t = libm::sqrt(-2.0 * log_p);
    let mut z = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328))
            / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    for _ in 0..4 {
        let tail = upper_tail(z);
        z += (libm::log(tail) - log_p) * tail / density(z);
    }
    z.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_and_tail_are_inverse() {
        for z in [0.0, 0.1, 1.0, 1.959_963_985, 4.0, 8.0, 20.0, 30.0] {
            assert!((upper_quantile(upper_tail(z)) - z).abs() < 1e-9, "{z}");
        }
        assert!((upper_tail(1.959_963_985) - 0.025).abs() < 1e-10);
    }
}
