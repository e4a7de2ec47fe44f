//! Where exactly a level begins.

use super::ranked::LEAST;
use super::spread::spread;

/// Points on either side within which a place counts as found.
const WITHIN: usize = 3;

/// Values count at most this many standard deviations beyond either level: an outlier says little about the place.
const BEYOND: f64 = 2.5;

/// The first point of the later of two levels, within points `from..to` of `values`; `at` is the place so far.
///
/// With a flat prior and normal noise around the two medians, the probability of each place given the values is known (A.
/// F. M. Smith, "A Bayesian approach to inference about a change-point in a sequence of random variables", Biometrika
/// 62/2, 1975). The place that has the most probability within three points is given: at small steps it is nearer to
/// the truth than the most probable single one.
pub(super) fn locate(values: &[f64], (from, at, to): (usize, usize, usize), medians: (f64, f64)) -> usize {
    let (before, after) = medians;
    let Some(points) = values.get(from..to) else { return at };
    let residuals =
        points.iter().enumerate().map(|(i, v)| v - if from + i < at { before } else { after }).collect();
    let sd = spread(residuals);
    if sd <= 0.0 || points.len() < 2 * LEAST {
        return at;
    }
    let level = |part: &[f64], median: f64| {
        let inside = part.iter().map(|v| v.clamp(median - BEYOND * sd, median + BEYOND * sd));
        inside.sum::<f64>() / part.len().max(1) as f64
    };
    let (early, late) = points.split_at(at - from);
    let (before, after) = (level(early, before), level(late, after));
    let shift = after - before;
    let (low, high) = (before.min(after) - BEYOND * sd, before.max(after) + BEYOND * sd);
    let (mut sum, mut log) = (0.0, Vec::with_capacity(points.len()));
    for value in points {
        log.push(sum);
        sum += shift / (sd * sd) * ((before + after) / 2.0 - value.clamp(low, high));
    }
    let allowed = LEAST..=points.len() - LEAST;
    let top = allowed.clone().filter_map(|i| log.get(i)).fold(f64::NEG_INFINITY, |a, b| a.max(*b));
    let weight: Vec<f64> = allowed.clone().filter_map(|i| log.get(i)).map(|l| libm::exp(l - top)).collect();
    let near = |i: usize| -> f64 {
        let window = i.saturating_sub(WITHIN)..(i + WITHIN + 1).min(weight.len());
        let own = weight.get(i).copied().unwrap_or(0.0);
        // A sharp place is given itself, not a neighbour that has it within three points too.
        weight.get(window).unwrap_or_default().iter().sum::<f64>() + own / 20.0
    };
    let scored = (0..weight.len()).map(|i| (i, near(i)));
    let best = scored.fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
    from + LEAST + best.0
}
