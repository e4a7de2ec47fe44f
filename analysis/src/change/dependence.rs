//! How much one point says about the next: without it, a slow wave looks like many steps.

use super::spread::spread;

/// Lags that the far end of the variogram is averaged over.
const LAGS: usize = 6;

/// Lags that waves are looked for at.
const WAVES: usize = 10;

/// Largest ρ told.
const MOST: f64 = 0.97;

/// Standard errors that are added: a ρ that is too small raises false alarms.
const MARGIN: f64 = 0.75;

/// Share of the largest differences that is left out: those across steps and to outliers.
const TRIMMED: f64 = 0.2;

/// What is left of the mean square of normal noise when they are.
const KEPT: f64 = 0.44;

/// Lag-1 autocorrelation of `values` apart from their steps and outliers: 0 to 0.95.
///
/// One minus the variogram at lag 1 over its level a few lags further (N. Cressie, "Statistics for Spatial Data", 1993,
/// ch. 2.4). Differences cancel the level, so a step touches no more of them than the lag is long, and the largest are
/// trimmed: no segmentation is needed first, whose own fit would hide what is looked for.
pub(super) fn lag_one(values: &[f64]) -> f64 {
    let n = values.len();
    let level = far_level(values);
    if n < 6 || level <= 0.0 {
        return 0.0;
    }
    let ratio = difference(values, 1) / level;
    // The far end is not yet the level of an AR(1) process: its ρ is the fixed point.
    let mut rho: f64 = 0.0;
    for _ in 0..12 {
        rho = (1.0 - ratio * far_share(rho, n)).clamp(0.0, MOST);
    }
    (rho + MARGIN / libm::sqrt(n as f64)).min(MOST)
}

/// Variance of the difference between two points a few lags apart, steps and outliers left out, as if noise were normal.
pub(super) fn far_variance(values: &[f64]) -> f64 {
    far_level(values) / KEPT
}

/// Standard deviation of an AR(1) process of `points` points with that ρ and far variance (see [`far_variance`]).
pub(super) fn deviation(far_variance: f64, rho: f64, points: usize) -> f64 {
    libm::sqrt(far_variance / (2.0 * far_share(rho, points)))
}

/// The lags of the far end of the variogram.
fn far_lags(n: usize) -> std::ops::RangeInclusive<usize> {
    let far = LAGS.min(n / 6).max(2);
    far.div_ceil(2).max(2)..=far
}

/// The variogram (times two, trimmed) at its far end.
fn far_level(values: &[f64]) -> f64 {
    let lags = far_lags(values.len());
    let count = lags.clone().count() as f64;
    lags.map(|lag| difference(values, lag)).sum::<f64>() / count
}

/// The far end as a share of the level of an AR(1) process.
fn far_share(rho: f64, n: usize) -> f64 {
    let lags = far_lags(n);
    let count = lags.clone().count() as f64;
    lags.map(|lag| 1.0 - power(rho, lag)).sum::<f64>() / count
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

/// Trimmed mean of the squared differences at `lag`.
fn difference(values: &[f64], lag: usize) -> f64 {
    let later = values.get(lag..).unwrap_or_default();
    let mut squares: Vec<f64> = values.iter().zip(later).map(|(a, b)| (b - a) * (b - a)).collect();
    let kept = (squares.len() as f64 * (1.0 - TRIMMED)) as usize;
    if kept == 0 {
        return 0.0;
    }
    squares.sort_by(f64::total_cmp);
    squares.iter().take(kept).sum::<f64>() / kept as f64
}

/// The ρ of an AR(1) process with the long-run variance of `residuals` (around their levels), 0 to 0.97: waves longer than
/// what one point says about the next, under noise that hides it.
///
/// Bartlett's weights up to lag ten (W. K. Newey and K. D. West, "A simple, positive semi-definite, heteroskedasticity and
/// autocorrelation consistent covariance matrix", Econometrica 55/3, 1987), on residuals drawn in to three deviations.
pub(super) fn long_run(residuals: &[f64]) -> f64 {
    let sd = spread(residuals.to_vec());
    let drawn: Vec<f64> = residuals.iter().map(|r| r.clamp(-3.0 * sd, 3.0 * sd)).collect();
    let product = |lag: usize| -> f64 {
        drawn.iter().zip(drawn.get(lag..).unwrap_or_default()).map(|(a, b)| a * b).sum()
    };
    let square = product(0);
    if square <= 0.0 {
        return 0.0;
    }
    let weight = |lag: usize| 1.0 - lag as f64 / (WAVES + 1) as f64;
    let inflation = 1.0 + 2.0 * (1..=WAVES).map(|lag| weight(lag) * product(lag)).sum::<f64>() / square;
    ((inflation - 1.0) / (inflation + 1.0)).clamp(0.0, MOST)
}

/// Share of many points that counts as independent when they follow an AR(1) process: (1−ρ)/(1+ρ).
pub(super) fn independent(rho: f64) -> f64 {
    (1.0 - rho) / (1.0 + rho)
}

/// What the standardised difference of `before` and `after` points is multiplied with when they follow an AR(1) process:
/// the variance of a mean of k such points is that of independent ones times (1+ρ)/(1−ρ) − 2ρ(1−ρ^k)/(k(1−ρ)²).
pub(super) fn shrinkage(rho: f64, before: usize, after: usize) -> f64 {
    let variance = |points: usize| {
        let k = points.max(1) as f64;
        let powers = libm::pow(rho, k);
        ((1.0 + rho) / (1.0 - rho) - 2.0 * rho * (1.0 - powers) / (k * (1.0 - rho) * (1.0 - rho))) / k
    };
    let plain = 1.0 / before.max(1) as f64 + 1.0 / after.max(1) as f64;
    libm::sqrt((plain / (variance(before) + variance(after))).min(1.0))
}
