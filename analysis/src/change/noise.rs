//! The autocorrelation of a series' noise, apart from what happens in it.

use super::bar::Bar;
use super::dependence::lag_one;
use super::drift::detrended;
use super::ranked::Ranked;
use super::scale::Scaled;
use super::segmentation::{Worked, segmentation};
use super::spread::cleaned;

/// Autocorrelation that is taken for granted when steps are taken out to measure it.
const USUAL: f64 = 0.4;

/// Autocorrelation that is not worth measuring twice.
const LITTLE: f64 = 0.1;

/// Most probability by chance of a step that is taken out.
const ALPHA: f64 = 0.01;

/// Autocorrelation of what is left when clear steps, or a clear slope, are taken out: in a short series they look like it.
///
/// A step is clear when it would be one at an autocorrelation of [`USUAL`], and a slope when it explains half of the
/// values' variance, so that a wave is not taken out with them.
pub(super) fn dependence(scaled: &Scaled, bar: &Bar) -> f64 {
    let values = &scaled.values;
    let whole = lag_one(values);
    if whole < LITTLE {
        return whole;
    }
    let worked = Worked { values, ranked: Ranked::new(values), matters: scaled.matters() };
    let clear = Bar { alpha: ALPHA, dependence: whole.min(USUAL), ..*bar };
    let steps = lag_one(&segmentation(&worked, &clear).residuals(values));
    let slope = detrended(values, &cleaned(values)).map_or(whole, |rest| lag_one(&rest));
    whole.min(steps).min(slope)
}
