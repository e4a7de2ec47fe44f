//! Wilson's score interval of a proportion (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
//! Inference", JASA 22, 1927), at 95 %.

/// The quantile of the normal distribution that leaves 2.5 % above it.
const Z: f64 = 1.959_963_984_540_054;

/// Lower and upper bound, 0–1, of the share behind `good` of `n`; `None` for `n` = 0.
pub fn interval(good: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (total, p) = (n as f64, good.min(n) as f64 / n as f64);
    let z2 = Z * Z;
    let centre = p + z2 / (2.0 * total);
    let half = Z * libm::sqrt(p * (1.0 - p) / total + z2 / (4.0 * total * total));
    let bound = |value: f64| (value / (1.0 + z2 / total)).clamp(0.0, 1.0);
    // Of none and of all the interval ends exactly there; rounding would leave it a bit short.
    let low = if good == 0 { 0.0 } else { bound(centre - half) };
    let high = if good >= n { 1.0 } else { bound(centre + half) };
    Some((low, high))
}

/// Unbroken good probes after which the lower bound reaches a share, 0–1; `None` for a share that none reach.
pub fn needed(share: f64) -> Option<u64> {
    // With all good the lower bound is n / (n + z²).
    let n = libm::ceil(share * Z * Z / (1.0 - share));
    (n.is_finite() && (0.0..1e15).contains(&n)).then_some(n as u64)
}

#[cfg(test)]
mod tests {
    use super::{interval, needed};

    #[test]
    fn three_nines_need_3838_unbroken_probes() {
        assert_eq!(needed(0.999), Some(3838));
        assert!(interval(3838, 3838).unwrap().0 >= 0.999);
        assert!(interval(3837, 3837).unwrap().0 < 0.999);
        assert_eq!((needed(1.0), needed(0.0), needed(f64::NAN)), (None, Some(0), None));
    }

    #[test]
    fn worked_intervals() {
        // Checked with statsmodels' proportion_confint(method="wilson").
        let (low, high) = interval(8, 10).unwrap();
        assert!((low - 0.490_162).abs() < 1e-6 && (high - 0.943_318).abs() < 1e-6, "{low} {high}");
        assert_eq!(interval(0, 0), None);
        let (low, high) = interval(0, 5).unwrap();
        assert!(low == 0.0 && high > 0.4);
        for n in 1..2000 {
            let (none, all) = (interval(0, n).unwrap(), interval(n, n).unwrap());
            assert_eq!((none.0, all.1), (0.0, 1.0), "{n}");
        }
    }
}
