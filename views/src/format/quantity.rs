//! A value with its unit: time units scale themselves, the unit stands after a thin space.

use super::number::{count, decimals, fixed, percent as with_sign, significant};
use super::{THIN, UNKNOWN, locale};
use quarterdeck_model::Unit;
use serde::Serialize;

/// A number and its unit, apart so that the unit can be muted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// `16.1`, or `—` when unknown.
    pub number: String,
    /// `ms`; empty for counts and unknown values.
    pub unit: String,
}

impl Quantity {
    /// The unknown.
    pub fn unknown() -> Self {
        Self { number: UNKNOWN.to_owned(), unit: String::new() }
    }

    /// Both, with a thin space between.
    pub fn text(&self) -> String {
        match self.unit.as_str() {
            "" => self.number.clone(),
            "%" => with_sign(&self.number),
            unit => format!("{}{THIN}{unit}", self.number),
        }
    }

    /// The same where the locale sets the sign of per cent right behind its number: it is part of that then.
    fn placed(self) -> Self {
        let tight = self.unit == "%" && locale().tight_percent;
        if tight { Self { number: self.text(), unit: String::new() } } else { self }
    }
}

/// How values of one unit are shown: divided by `factor`, with `unit` behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Stored values are multiplied by this.
    pub factor: f64,
    /// What stands behind the number.
    pub unit: String,
}

impl Scale {
    /// The scale fit for a value of the size of `value` (0 is shown in the stored unit).
    pub fn of(unit: &Unit, value: f64) -> Self {
        let same = |text: &str| Self { factor: 1.0, unit: text.to_owned() };
        match unit {
            Unit::Count | Unit::Ratio => same(""),
            Unit::Points => same("/100"),
            Unit::Percent => same("%"),
            Unit::Days => same("d"),
            Unit::PerSecond => same("/s"),
            Unit::Nanoseconds => time(1.0, value),
            Unit::Microseconds => time(1e3, value),
            Unit::Milliseconds => time(1e6, value),
            Unit::Seconds => time(1e9, value),
            Unit::Bytes => bytes(1.0, value, ""),
            Unit::Megabytes => bytes(1e6, value, ""),
            Unit::BytesPerSecond => bytes(1.0, value, "/s"),
            Unit::Other(text) => same(&crate::text::shorten(&crate::text::visible(text), 12)),
        }
    }

    /// `value` in this scale.
    pub fn apply(&self, value: f64) -> f64 {
        value * self.factor
    }
}

/// `value` (in `unit`) as it is shown everywhere; not a number is unknown.
pub fn quantity(value: f64, unit: &Unit) -> Quantity {
    apart(value, unit).placed()
}

/// The same with the unit always apart.
pub(crate) fn apart(value: f64, unit: &Unit) -> Quantity {
    if !value.is_finite() {
        return Quantity::unknown();
    }
    let scale = Scale::of(unit, value);
    Quantity { number: number(scale.apply(value), unit), unit: scale.unit }
}

/// [`quantity`] as one text: `16.1 ms`.
pub fn value(value: f64, unit: &Unit) -> String {
    quantity(value, unit).text()
}

/// A known value, or the unknown.
pub fn maybe(value: Option<f64>, unit: &Unit) -> Quantity {
    value.map_or_else(Quantity::unknown, |v| quantity(v, unit))
}

fn number(value: f64, unit: &Unit) -> String {
    match unit {
        Unit::Count | Unit::Bytes if value == value.trunc() => count(value),
        Unit::Percent => percent(value),
        Unit::Points => fixed(value, 1),
        Unit::Days => fixed(value, if value.abs() < 10.0 { 1 } else { 0 }),
        _ => significant(value, 3),
    }
}

/// Percentages keep two decimals near the ends, where they matter (99.95 %), and one in between.
fn percent(value: f64) -> String {
    let near_end = (99.0..100.0).contains(&value) || (value != 0.0 && value.abs() < 1.0);
    let shown = fixed(value, if near_end { 2 } else { 1 });
    // 99.996 must not read as 100.00 %: show what is missing instead.
    if near_end && shown.starts_with("100") { fixed(value, decimals(100.0 - value, 1)) } else { shown }
}

/// Steps of a scale: from this many base units on, that many base units make one of the named.
type Steps = [(f64, &'static str)];

fn time(nanoseconds: f64, value: f64) -> Scale {
    const STEPS: &Steps = &[(1.0, "ns"), (1e3, "µs"), (1e6, "ms"), (1e9, "s")];
    if value == 0.0 {
        let unit = STEPS.iter().find(|(size, _)| *size == nanoseconds).map_or("", |(_, name)| name);
        return Scale { factor: 1.0, unit: unit.to_owned() };
    }
    if (value * nanoseconds).abs() >= 1.2e11 {
        return Scale { factor: nanoseconds / 6e10, unit: "min".to_owned() };
    }
    step(STEPS, nanoseconds, value, "")
}

fn bytes(base: f64, value: f64, suffix: &str) -> Scale {
    step(&[(1.0, "B"), (1e3, "kB"), (1e6, "MB"), (1e9, "GB"), (1e12, "TB")], base, value, suffix)
}

fn step(steps: &Steps, base: f64, value: f64, suffix: &str) -> Scale {
    // Half a unit in the third digit is allowed for, so that 999.96 µs is not shown as 1000 µs.
    let size = (value * base).abs() * 1.0005;
    let largest = steps.iter().rev().find(|(from, _)| size >= *from).or(steps.first());
    largest.map_or(Scale { factor: 1.0, unit: String::new() }, |(from, name)| Scale {
        factor: base / from,
        unit: format!("{name}{suffix}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64, unit: Unit) -> String {
        quantity(value, &unit).text().replace(THIN, "_")
    }

    #[test]
    fn times_scale_themselves() {
        assert_eq!(shown(0.328, Unit::Milliseconds), "328_µs");
        assert_eq!(shown(16.14, Unit::Milliseconds), "16.1_ms");
        assert_eq!(shown(1234.0, Unit::Nanoseconds), "1.23_µs");
        assert_eq!(shown(999.96, Unit::Microseconds), "1.00_ms");
        assert_eq!(shown(75.0, Unit::Seconds), "75.0_s");
        assert_eq!(shown(600.0, Unit::Seconds), "10.0_min");
        assert_eq!(shown(0.0, Unit::Milliseconds), "0_ms");
        assert_eq!(shown(0.25, Unit::Nanoseconds), "0.250_ns");
    }

    #[test]
    fn other_units() {
        assert_eq!(shown(86.44, Unit::Percent), "86.4_%");
        assert_eq!(shown(99.95, Unit::Percent), "99.95_%");
        assert_eq!(shown(99.9996, Unit::Percent), "99.9996_%");
        assert_eq!(shown(100.0, Unit::Percent), "100.0_%");
        assert_eq!(shown(41.0, Unit::Count), "41");
        assert_eq!(shown(12345.0, Unit::PerSecond), "12_345_/s");
        assert_eq!(shown(3.5, Unit::Megabytes), "3.50_MB");
        assert_eq!(shown(1500.0, Unit::BytesPerSecond), "1.50_kB/s");
        assert_eq!(shown(59.9, Unit::Points), "59.9_/100");
        assert_eq!(shown(9.25, Unit::Days), "9.2_d");
        assert_eq!(shown(2.0, Unit::Other("a\u{202e}b".into())), "2.00_a⟨U+202E⟩b");
        assert_eq!(shown(f64::NAN, Unit::Count), UNKNOWN);
    }
}
