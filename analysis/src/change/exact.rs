//! The rank sum's exact distribution, for few points on one side: there the normal one is far too heavy.

use super::normal::upper_quantile;

/// Most points on the smaller side.
const FEW: usize = 40;

/// Most additions.
const WORK: usize = 20_000;

/// The standard normal quantile that is as improbable as at most `inversions` pairs in the wrong order between `few` and
/// `many` points, one-sided; `None` where the normal approximation does as well or the count takes too long.
///
/// The number of arrangements with a given number of inversions is a coefficient of the Gaussian binomial (H. B. Mann and
/// D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of
/// Mathematical Statistics 18/1, 1947), a product of (1 − q^(many+i)) / (1 − q^i).
pub(super) fn quantile(few: usize, many: usize, inversions: f64) -> Option<f64> {
    let most = inversions.max(0.0) as usize;
    if few == 0 || few > FEW || few * (most + 1) > WORK {
        return None;
    }
    let mut count = vec![0.0_f64; most + 1];
    *count.first_mut()? = 1.0;
    let mut arrangements = 1.0;
    for i in 1..=few {
        arrangements *= (many + i) as f64 / i as f64;
        for at in (many + i..=most).rev() {
            count[at] -= count[at - many - i];
        }
        for at in i..=most {
            count[at] += count[at - i];
        }
    }
    let p = count.iter().sum::<f64>() / arrangements;
    (p.is_finite() && p > 0.0 && p < 0.5).then(|| upper_quantile(p))
}

#[cfg(test)]
mod tests {
    use super::super::normal::upper_tail;
    use super::*;

    #[test]
    fn worked_by_hand() {
        // 3 against 3: 20 arrangements, of which 1 has no inversion and 2 have at most one.
        let p = |inversions| upper_tail(quantile(3, 3, inversions).unwrap());
        assert!((p(0.0) - 1.0 / 20.0).abs() < 1e-9);
        assert!((p(1.0) - 2.0 / 20.0).abs() < 1e-9);
        assert!((p(2.0) - 4.0 / 20.0).abs() < 1e-9);
    }

    #[test]
    fn refuses_what_is_long() {
        assert_eq!(quantile(41, 100, 3.0), None);
        assert_eq!(quantile(30, 5000, 60_000.0), None);
    }
}
