//! Value axes: nice ends, nice ticks, labels with as many decimals as the step needs.

use super::{ValueAxis, ValueTick};
use crate::format::fixed;
use crate::format::quantity::Scale;
use quarterdeck_model::Unit;

/// Largest size of a value that is placed; beyond it differences would not be finite.
pub(super) const HUGE: f64 = 1e300;

/// What is asked of a value axis.
pub(super) struct Wish<'a> {
    /// Least and largest value that must fit.
    pub(super) span: (f64, f64),
    /// The unit of the values.
    pub(super) unit: &'a Unit,
    /// About how many steps.
    pub(super) steps: u32,
    /// Logarithmic, if all values are above 0.
    pub(super) log: bool,
}

/// A finished axis, the unit its labels are in, and whether it begins at zero.
pub(super) struct Fitted {
    pub(super) axis: ValueAxis,
    pub(super) scale: Scale,
    pub(super) from_zero: bool,
}

/// An axis that holds the asked span.
pub(super) fn fit(wish: &Wish<'_>) -> Fitted {
    let (low, high) = tidy(wish.span);
    let scale = Scale::of(wish.unit, if high.abs() > low.abs() { high } else { low });
    if wish.log && low > 0.0 {
        return Fitted { axis: logarithmic(low, high, &scale), scale, from_zero: false };
    }
    let counts = matches!(wish.unit, Unit::Count);
    let zero = low >= 0.0 && (counts || low <= 0.35 * high);
    let (low, high) = pad(if zero { 0.0 } else { low }, high, wish.unit);
    // Steps are chosen in the shown unit: 60 s reads better as 1 min than as 1.0333 min.
    let factor = scale.factor;
    let least = if counts { 1.0 } else { 0.0 };
    let step = (nice_step((high - low) * factor / f64::from(wish.steps.max(1)))).max(least) / factor;
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil().max(first + 1.0);
    let ticks = ticks(first, last, step, factor);
    let (from, to) = (first * step, last * step);
    Fitted { axis: ValueAxis { from, to, ticks, log: false }, scale, from_zero: from <= 0.0 && to >= 0.0 }
}

fn tidy((low, high): (f64, f64)) -> (f64, f64) {
    let fits = |v: f64| if v.is_finite() { v.clamp(-HUGE, HUGE) } else { 0.0 };
    let (low, high) = (fits(low), fits(high));
    if low <= high { (low, high) } else { (high, low) }
}

/// A constant series gets room around it; percentages stay within 0–100 where they were.
fn pad(low: f64, high: f64, unit: &Unit) -> (f64, f64) {
    let size = high.abs().max(low.abs());
    if high - low > size * 1e-9 {
        return (low, high);
    }
    match unit {
        _ if size == 0.0 => (0.0, 1.0),
        Unit::Percent if (95.0..=100.0).contains(&high) => (90.0, 100.0),
        _ => (low - size * 0.05, high + size * 0.05),
    }
}

fn ticks(first: f64, last: f64, step: f64, factor: f64) -> Vec<ValueTick> {
    let shown_decimals = decimals_of(step * factor);
    let count = (last - first).clamp(1.0, 12.0) as u32;
    (0..=count)
        .map(|i| (first + f64::from(i)) * step)
        .map(|at| ValueTick { at, label: fixed(at * factor, shown_decimals) })
        .collect()
}

/// The least of 1, 2, 2.5 and 5 times a power of ten that is not below `raw`.
pub(super) fn nice_step(raw: f64) -> f64 {
    if !raw.is_finite() || raw <= 0.0 {
        return 1.0;
    }
    let decade = decade_of(raw);
    let within = raw / decade * (1.0 - 1e-9);
    let nice = [1.0, 2.0, 2.5, 5.0].into_iter().find(|n| within <= *n).unwrap_or(10.0);
    nice * decade
}

/// The largest power of ten not above `size`, by multiplication alone: the same bits on every target.
fn decade_of(size: f64) -> f64 {
    let mut up = 1.0;
    if size >= 1.0 {
        while up * 10.0 <= size {
            up *= 10.0;
        }
        return up;
    }
    while 1.0 / up > size && up < 1e300 {
        up *= 10.0;
    }
    1.0 / up
}

/// How many decimals write multiples of `step` exactly, at most nine.
fn decimals_of(step: f64) -> usize {
    let mut scaled = step.abs();
    for decimals in 0..9 {
        let whole = (scaled + 0.5).floor();
        if whole >= 1.0 && (scaled - whole).abs() < 1e-6 * whole {
            return decimals;
        }
        scaled *= 10.0;
    }
    9
}

/// Powers of ten; where that gives fewer than three ticks, also 2 and 5 times them.
fn logarithmic(low: f64, high: f64, scale: &Scale) -> ValueAxis {
    let factor = scale.factor;
    let (from, mut to) = (decade_of(low * factor * (1.0 + 1e-12)), decade_of(high * factor));
    if to < high * factor * (1.0 - 1e-12) || to <= from {
        to *= 10.0;
    }
    let mut decades = vec![from];
    while let Some(last) = decades.last().copied().filter(|d| *d < to * 0.99) {
        decades.push(last * 10.0);
    }
    let stride = decades.len().div_ceil(6).max(1);
    let few = decades.len() <= 3;
    let tick = |at: f64| ValueTick { at: at / factor, label: fixed(at, decimals_of(at)) };
    let multiples: &[f64] = if few { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let all = decades.iter().step_by(stride).flat_map(|d| multiples.iter().map(move |m| d * m));
    let ticks = all.filter(|at| *at <= to * 1.000_001).map(tick).collect();
    ValueAxis { from: from / factor, to: to / factor, ticks, log: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, unit: Unit) -> String {
        let f = fit(&Wish { span: (low, high), unit: &unit, steps: 4, log: false });
        let labels: Vec<String> = f.axis.ticks.iter().map(|t| t.label.clone()).collect();
        format!("{} {}{}", labels.join(" "), f.scale.unit, if f.from_zero { ", from zero" } else { "" })
    }

    #[test]
    fn ends_and_ticks_are_round() {
        assert_eq!(labels(12.3, 16.8, Unit::Milliseconds), "12 14 16 18 ms");
        assert_eq!(labels(0.2, 0.33, Unit::Milliseconds), "200 250 300 350 µs");
        assert_eq!(labels(3.0, 41.0, Unit::Count), "0 20 40 60 , from zero");
        assert_eq!(labels(0.0, 2.0, Unit::Count), "0 1 2 , from zero");
        assert_eq!(labels(86.0, 86.4, Unit::Percent), "86.0 86.1 86.2 86.3 86.4 %");
        assert_eq!(labels(1.0, 10.0, Unit::Milliseconds), "0.0 2.5 5.0 7.5 10.0 ms, from zero");
    }

    #[test]
    fn odd_spans_give_an_axis_all_the_same() {
        assert_eq!(labels(100.0, 100.0, Unit::Percent), "90.0 92.5 95.0 97.5 100.0 %");
        assert_eq!(labels(0.0, 0.0, Unit::Count), "0 1 , from zero");
        assert_eq!(labels(-3.0, 2.0, Unit::Other("x".into())), "\u{2212}4 \u{2212}2 0 2 x, from zero");
        for (low, high) in
            [(f64::NAN, 1.0), (-1.7e308, 1.7e308), (5e-324, 5e-324), (1e300, f64::INFINITY), (2.0, 1.0)]
        {
            for log in [false, true] {
                let f = fit(&Wish { span: (low, high), unit: &Unit::Seconds, steps: 4, log });
                assert!(f.axis.from < f.axis.to && (f.axis.to - f.axis.from).is_finite(), "{low} {high}");
                assert!(f.axis.ticks.len() < 20);
            }
        }
    }

    #[test]
    fn logarithmic_axes_tick_at_powers_of_ten() {
        let f = fit(&Wish { span: (0.2, 4500.0), unit: &Unit::Count, steps: 4, log: true });
        let labels: Vec<String> = f.axis.ticks.into_iter().map(|t| t.label).collect();
        assert_eq!(labels, ["0.1", "1", "10", "100", "1000", "10\u{202f}000"]);
    }
}
