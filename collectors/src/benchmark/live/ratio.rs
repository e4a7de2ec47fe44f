//! The target against a reference that was measured in turn with it: what the machine does to both cancels out.

use super::outcome::Judged;
use quarterdeck_model::payload::{Figure, MedianSpread};
use quarterdeck_model::{Direction, Labels, MetricId, Unit};

/// Percentiles whose ratio is a figure.
const RATIOS: [(f64, &str); 2] =
    [(0.5, "benchmark.latency_p50_ratio"), (0.99, "benchmark.latency_p99_ratio")];

/// For each percentile the median, over the pairs of repeats of which both are valid, of target / reference.
pub(super) fn figures(name: &str, target: &[Judged], reference: &[Judged]) -> Vec<Figure> {
    let pairs: Vec<(&Judged, &Judged)> =
        target.iter().zip(reference).filter(|(a, b)| a.is_valid() && b.is_valid()).collect();
    let ratio = |q: f64| {
        let each = pairs.iter().map(|(a, b)| {
            let (a, b) = a.percentile_ms(q).zip(b.percentile_ms(q))?;
            (b > 0.0).then(|| a / b)
        });
        Some(MedianSpread::of(&each.collect::<Option<Vec<f64>>>()?)?.median)
    };
    let figure = |(q, id): &(f64, &str)| {
        Some(Figure {
            metric: MetricId::new(*id),
            labels: Labels::one("load", name),
            value: ratio(*q)?,
            unit: Unit::Ratio,
            direction: Direction::LowerIsBetter,
        })
    };
    RATIOS.iter().filter_map(figure).collect()
}

/// One line on the reference: `3 of 5 repeats valid, p99 0.201 ms (MAD 0.004)`, and why the others are not.
pub(super) fn told(reference: &[Judged]) -> String {
    let valid: Vec<&Judged> = reference.iter().filter(|repeat| repeat.is_valid()).collect();
    let p99: Option<Vec<f64>> = valid.iter().map(|repeat| repeat.percentile_ms(0.99)).collect();
    let p99 = p99.and_then(|all| MedianSpread::of(&all));
    let p99 = p99.map_or_else(String::new, |s| format!(", p99 {:.3} ms (MAD {:.3})", s.median, s.mad));
    let why = reference.iter().find_map(|repeat| repeat.section.reasons.first());
    let why = why.map_or_else(String::new, |reason| format!("; {reason}"));
    format!("{} of {} repeats valid{p99}{why}", valid.len(), reference.len())
}
