//! How much one point says about the next: without it, a slow wave looks like many steps.

/// Lags that the far end of the variogram is averaged over.
const LAGS: usize = 6;

/// Share of the largest differences that is left out: those across steps and to outliers.
const TRIMMED: f64 = 0.25;

/// Lag-1 autocorrelation of `values` apart from their steps and outliers: 0 to 0.95.
///
/// One minus the variogram at lag 1 over its level a few lags further (N. Cressie, "Statistics for Spatial Data", 1993,
/// ch. 2.4). Differences cancel the level, so a step touches no more of them than the lag is long, and the largest are
/// trimmed: no segmentation is needed first, whose own fit would hide what is looked for.
pub(super) fn lag_one(values: &[f64]) -> f64 {
    let n = values.len();
    let far = LAGS.min(n / 6).max(2);
    let near = far.div_ceil(2).max(2);
    let level: f64 = (near..=far).map(|lag| difference(values, lag)).sum::<f64>() / (far - near + 1) as f64;
    if n < 6 || level <= 0.0 {
        return 0.0;
    }
    (1.0 - difference(values, 1) / level).clamp(0.0, 0.95)
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

/// What a standardised statistic of `points` points is multiplied with when they follow an AR(1) process: its long-run
/// variance is (1+ρ)/(1−ρ) times that of independent ones. One standard error is added to ρ, since an estimate that is
/// too small raises false alarms.
pub(super) fn shrinkage(values: &[f64]) -> f64 {
    let rho = (lag_one(values) + margin(values.len())).min(0.97);
    libm::sqrt((1.0 - rho) / (1.0 + rho))
}

fn margin(points: usize) -> f64 {
    1.0 / libm::sqrt(points.max(1) as f64)
}
