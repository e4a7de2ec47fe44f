//! Differences in words: the sign says up or down, the word says better or worse, never a colour alone.

use super::number::{count, fixed, percent};
use super::quantity::{Scale, quantity};
use super::{MINUS, THIN, UNKNOWN};
use quarterdeck_model::{Direction, Unit};
use serde::Serialize;

/// A difference as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Delta {
    /// `+22.8 %`, `−0.2 pp`, `−5`, or `—` when unknown.
    pub text: String,
    /// `worse`, `better`, or empty when neither (unchanged, neutral metric, unknown).
    pub word: &'static str,
    /// The same in words: `5.2 % worse`, `unchanged`, `not known`.
    pub words: String,
    /// What it is measured from: `13.1 ms on 16 Nov 2026`; empty when unknown.
    pub from: String,
}

impl Delta {
    /// Nothing to compare with.
    pub fn unknown() -> Self {
        Self { text: UNKNOWN.to_owned(), word: "", words: "not known".to_owned(), from: String::new() }
    }

    /// The same, saying what it is measured from.
    #[must_use]
    pub fn since(mut self, from: String) -> Self {
        self.from = from;
        self
    }
}

/// From `before` to `after`: percentage points for percentages and points, numbers for counts, and per cent of
/// `before` for everything else (unknown when `before` is 0).
pub fn delta(before: Option<f64>, after: Option<f64>, unit: &Unit, direction: Direction) -> Delta {
    let Some((before, after)) = before.zip(after).filter(|(b, a)| b.is_finite() && a.is_finite()) else {
        return Delta::unknown();
    };
    let change = after - before;
    let size = match unit {
        Unit::Percent => Some(format!("{}{THIN}pp", fixed(change.abs(), pp_decimals(change)))),
        Unit::Points => Some(fixed(change.abs(), 1)),
        Unit::Count => Some(count(change.abs())),
        _ if change == 0.0 => Some(percent("0")),
        _ if before == 0.0 => None,
        _ => Some(percent(&relative(change / before.abs() * 100.0))),
    };
    size.map_or_else(|| raw(change, unit, direction), |size| told(&size, change, direction))
}

/// From a baseline of 0 there is no percentage: the plain difference is shown.
fn raw(change: f64, unit: &Unit, direction: Direction) -> Delta {
    let scale = Scale::of(unit, change);
    if !scale.apply(change).is_finite() {
        return Delta::unknown();
    }
    told(&quantity(change.abs(), unit).text(), change, direction)
}

fn told(size: &str, change: f64, direction: Direction) -> Delta {
    let shown_zero = !size.chars().any(|c| matches!(c, '1'..='9'));
    if shown_zero {
        return Delta { text: size.to_owned(), word: "", words: "unchanged".to_owned(), from: String::new() };
    }
    let worse = change * direction.worse_sign();
    let word = if worse > 0.0 {
        "worse"
    } else if worse < 0.0 {
        "better"
    } else {
        ""
    };
    let sign = if change > 0.0 { '+' } else { MINUS };
    let text = format!("{sign}{size}");
    let words = if word.is_empty() { text.clone() } else { format!("{size} {word}") };
    Delta { text, word, words, from: String::new() }
}

fn relative(percent: f64) -> String {
    let size = percent.abs();
    fixed(size, if size < 99.5 { 1 } else { 0 })
}

fn pp_decimals(change: f64) -> usize {
    if change != 0.0 && change.abs() < 0.095 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: f64, after: f64, unit: Unit, direction: Direction) -> String {
        let d = delta(Some(before), Some(after), &unit, direction);
        format!("{} | {}", d.text, d.words).replace(THIN, "_")
    }

    #[test]
    fn differences_say_which_way_is_worse() {
        let (lower, higher) = (Direction::LowerIsBetter, Direction::HigherIsBetter);
        assert_eq!(check(13.1, 16.1, Unit::Milliseconds, lower), "+22.9_% | 22.9_% worse");
        assert_eq!(check(86.2, 86.4, Unit::Percent, higher), "+0.2_pp | 0.2_pp better");
        assert_eq!(check(46.0, 41.0, Unit::Count, lower), "\u{2212}5 | 5 better");
        assert_eq!(check(0.0, 3.0, Unit::Milliseconds, lower), "+3.00_ms | 3.00_ms worse");
        assert_eq!(check(2.0, 2.0, Unit::Milliseconds, lower), "0_% | unchanged");
        assert_eq!(check(50.0, 60.0, Unit::Count, Direction::Neutral), "+10 | +10");
        assert_eq!(delta(None, Some(1.0), &Unit::Count, lower), Delta::unknown());
        assert_eq!(delta(Some(f64::NAN), Some(1.0), &Unit::Count, lower), Delta::unknown());
    }
}
