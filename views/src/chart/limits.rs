//! Targets, alert limits, the zones beyond them, and natural process limits.

use super::input::Placed;
use super::{Band, BandKind, LimitKind, LimitLine};
use crate::format::locale;
use quarterdeck_analysis::policy::{Limit, Op};
use quarterdeck_model::Unit;

/// Points from which on natural limits are drawn.
const ENOUGH_POINTS: usize = 15;

/// A limit as the policy states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// The limit, in the series' unit.
    pub value: f64,
    /// Whether values below it are the good ones.
    pub good_below: bool,
    /// Whether the limit itself is on the bad side.
    pub limit_is_bad: bool,
    /// `target < 328 µs`, `alert > 500 µs`: written in the margin.
    pub label: String,
}

impl Threshold {
    /// A target: values for which it holds are good.
    pub fn target(limit: Limit, unit: &Unit) -> Self {
        Self {
            value: limit.value,
            good_below: matches!(limit.op, Op::Less | Op::AtMost),
            limit_is_bad: !limit.holds(limit.value),
            label: format!("target {}", words(limit, unit)),
        }
    }

    /// An alert limit: values for which it holds are bad.
    pub fn alert(limit: Limit, unit: &Unit) -> Self {
        Self {
            value: limit.value,
            good_below: matches!(limit.op, Op::More | Op::AtLeast),
            limit_is_bad: limit.holds(limit.value),
            label: format!("alert {}", words(limit, unit)),
        }
    }

    /// Whether `value` lies on the bad side.
    pub fn exceeded(&self, value: f64) -> bool {
        let beyond = if self.good_below { value > self.value } else { value < self.value };
        beyond || (self.limit_is_bad && value == self.value)
    }
}

/// `< 328 µs`, `≥ 80 %`: a limit in the unit of its metric.
pub fn words(limit: Limit, unit: &Unit) -> String {
    let sign = match limit.op {
        Op::Less => "<",
        Op::AtMost => "≤",
        Op::More => ">",
        Op::AtLeast => "≥",
    };
    format!("{sign} {}", bound(limit.value, unit))
}

/// A limit is written as it was set: 95 %, not 95.0 %.
fn bound(value: f64, unit: &Unit) -> String {
    let shown = crate::format::quantity::apart(value, unit);
    let decimal = locale().decimal;
    let number = match shown.number.split_once(decimal) {
        Some((_, decimals)) if !decimals.contains('e') => {
            shown.number.trim_end_matches('0').trim_end_matches(decimal).to_owned()
        }
        _ => shown.number,
    };
    crate::format::Quantity { number, unit: shown.unit }.text()
}

/// Least and largest of `points`; 0–1 of none.
pub(super) fn span(points: &[Placed]) -> (f64, f64) {
    let low = points.iter().map(|p| p.value).fold(f64::INFINITY, f64::min);
    let high = points.iter().map(|p| p.value).fold(f64::NEG_INFINITY, f64::max);
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

/// Widens `span` to hold `limit`, unless the figures would then shrink to less than a third of the height.
pub(super) fn include(span: (f64, f64), limit: f64, unit: &Unit) -> Option<(f64, f64)> {
    let (low, high) = span;
    let size = high.abs().max(low.abs());
    let usual = if matches!(unit, Unit::Count) { size.max(3.0) } else { (high - low).max(size * 0.15) };
    let wide = (low.min(limit), high.max(limit));
    (limit.is_finite() && wide.1 - wide.0 <= usual * 3.0).then_some(wide)
}

/// Lines for the limits within the axis.
pub(super) fn lines(
    target: Option<&Threshold>,
    alert: Option<&Threshold>,
    (from, to): (f64, f64),
) -> Vec<LimitLine> {
    let line = |t: &Threshold, kind| LimitLine {
        value: t.value,
        label: t.label.clone(),
        kind,
        from: None,
        until: None,
    };
    let target = target.map(|t| line(t, LimitKind::Target));
    let alert = alert.map(|t| line(t, LimitKind::Alert));
    target.into_iter().chain(alert).filter(|l| (from..=to).contains(&l.value)).collect()
}

/// The zones beyond the alert limit and between target and alert limit, cut to the axis.
pub(super) fn zones(
    target: Option<&Threshold>,
    alert: Option<&Threshold>,
    (from, to): (f64, f64),
) -> Vec<Band> {
    let Some(alert) = alert else { return Vec::new() };
    let end = if alert.good_below { to } else { from };
    let mut zones = vec![(alert.value, end, BandKind::Alert)];
    if let Some(target) = target.filter(|t| t.good_below == alert.good_below) {
        zones.push((target.value, alert.value, BandKind::Warn));
    }
    // A target beyond the alert limit, or a limit beyond the axis, leaves no zone.
    let band = |(a, b, kind): (f64, f64, BandKind)| {
        let (low, high) = (a.min(b).clamp(from, to), a.max(b).clamp(from, to));
        (high > low && ordered(a, b, alert.good_below)).then_some(Band {
            from: low,
            to: high,
            kind,
            since: None,
            until: None,
        })
    };
    zones.into_iter().filter_map(band).collect()
}

fn ordered(near: f64, far: f64, good_below: bool) -> bool {
    if good_below { near < far } else { near > far }
}

/// Natural process limits: mean ± 2.66 × mean moving range, once there are 15 points. They describe a steady process
/// only: where more than one point in ten lies outside (a step, a trend), there are none to show.
///
/// Source: individuals chart (XmR), W. A. Shewhart 1931; the factor 2.66 = 3/d2 for ranges of two, D. J. Wheeler,
/// *Understanding Variation* (1993).
pub(super) fn noise(points: &[Placed]) -> Option<Band> {
    if points.len() < ENOUGH_POINTS {
        return None;
    }
    let n = points.len() as f64;
    let mean = points.iter().map(|p| p.value / n).sum::<f64>();
    let moves = points.windows(2).map(|w| if let [a, b] = w { (b.value - a.value).abs() } else { 0.0 });
    let reach = 2.66 * moves.map(|m| m / (n - 1.0)).sum::<f64>();
    let (from, to) = (mean - reach, mean + reach);
    let outside = points.iter().filter(|p| !(from..=to).contains(&p.value)).count();
    let steady = outside * 10 <= points.len();
    (steady && from.is_finite() && to.is_finite() && from < to).then_some(Band {
        from,
        to,
        kind: BandKind::Noise,
        since: points.first().map(|p| p.at),
        until: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(value: f64, good_below: bool) -> Threshold {
        Threshold { value, good_below, limit_is_bad: false, label: String::new() }
    }

    fn placed(values: &[f64]) -> Vec<Placed> {
        (0i64..).zip(values).map(|(at, v)| Placed { at, value: *v, run: 0 }).collect()
    }

    #[test]
    fn zones_lie_beyond_their_limits() {
        let (below, above) = ((limit(3.0, true), limit(5.0, true)), (limit(95.0, false), limit(90.0, false)));
        let zone = |z: &Band| (z.from, z.to, z.kind);
        let got: Vec<_> = zones(Some(&below.0), Some(&below.1), (0.0, 10.0)).iter().map(zone).collect();
        assert_eq!(got, [(5.0, 10.0, BandKind::Alert), (3.0, 5.0, BandKind::Warn)]);
        let got: Vec<_> = zones(Some(&above.0), Some(&above.1), (80.0, 100.0)).iter().map(zone).collect();
        assert_eq!(got, [(80.0, 90.0, BandKind::Alert), (90.0, 95.0, BandKind::Warn)]);
        assert_eq!(zones(None, Some(&limit(50.0, true)), (0.0, 10.0)), [], "outside the axis");
        assert_eq!(
            zones(Some(&below.1), Some(&below.0), (0.0, 10.0)).len(),
            1,
            "target beyond the alert limit"
        );
    }

    #[test]
    fn a_limit_keeps_its_strictness() {
        let limit = |text: &str| text.parse::<Limit>().unwrap();
        let target = Threshold::target(limit("< 0.328"), &Unit::Milliseconds);
        assert_eq!(target.label.replace('\u{202f}', "_"), "target < 328_µs");
        assert!(target.exceeded(0.328) && !target.exceeded(0.327));
        let alert = Threshold::alert(limit("< 90"), &Unit::Percent);
        assert_eq!(alert.label.replace('\u{202f}', "_"), "alert < 90_%");
        assert!(alert.exceeded(89.9) && !alert.exceeded(90.0));
    }

    #[test]
    fn natural_limits_follow_the_moving_range() {
        // Alternating 9 and 11: mean 10, moving range 2, limits 10 ± 5.32.
        let values: Vec<f64> = (0..16).map(|i| if i % 2 == 0 { 9.0 } else { 11.0 }).collect();
        let band = noise(&placed(&values)).unwrap();
        assert!((band.from - 4.68).abs() < 1e-9 && (band.to - 15.32).abs() < 1e-9, "{band:?}");
        assert_eq!(noise(&placed(&values[..14])), None);
        assert_eq!(noise(&placed(&[5.0; 20])), None, "no spread, no band");
        let step: Vec<f64> = (0..40).map(|i| f64::from(i % 2) + if i < 20 { 0.0 } else { 50.0 }).collect();
        assert_eq!(noise(&placed(&step)), None, "a step is not noise");
    }

    #[test]
    fn a_limit_far_away_does_not_flatten_the_line() {
        assert_eq!(include((10.0, 12.0), 14.0, &Unit::Milliseconds), Some((10.0, 14.0)));
        assert_eq!(include((10.0, 12.0), 500.0, &Unit::Milliseconds), None);
        assert_eq!(include((0.0, 0.0), 3.0, &Unit::Count), Some((0.0, 3.0)));
    }
}
