//! Robust spread, and values with their outliers drawn in.

use crate::baseline::median;

/// Standard deviation of normal noise, told from the median absolute deviation; where more than half of the values are
/// equal (counts, coarse timers) from the mean absolute deviation. `residuals` are around their level.
pub(super) fn spread(residuals: Vec<f64>) -> f64 {
    let absolute: Vec<f64> = residuals.iter().map(|r| r.abs()).collect();
    let mean = absolute.iter().sum::<f64>() / absolute.len().max(1) as f64;
    let middle = median(absolute).unwrap_or(0.0);
    if middle > mean * 1e-6 { middle * 1.4826 } else { mean * 1.2533 }
}

/// Half the width of the running median.
const HALF: usize = 3;

/// `values` with each drawn to within four standard deviations of the running median of seven: what a line is fitted to.
/// (F. R. Hampel's identifier, "The influence curve and its role in robust estimation", JASA 69, 1974.)
pub(super) fn cleaned(values: &[f64]) -> Vec<f64> {
    let smooth: Vec<f64> = (0..values.len())
        .map(|i| {
            let window = values.get(i.saturating_sub(HALF)..(i + HALF + 1).min(values.len()));
            median(window.unwrap_or_default().to_vec()).unwrap_or(0.0)
        })
        .collect();
    let sd = spread(values.iter().zip(&smooth).map(|(v, s)| v - s).collect());
    values.iter().zip(&smooth).map(|(v, s)| v.clamp(s - 4.0 * sd, s + 4.0 * sd)).collect()
}
