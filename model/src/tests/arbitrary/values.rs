//! Any value: hostile names, extreme numbers.

use crate::payload::*;
use crate::*;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

/// Names that have broken other programs.
const HOSTILE: [&str; 9] = [
    "</script><img src=x onerror=alert(1)>",
    "../../../etc/passwd",
    "\u{202e}txt.exe\u{2066}",
    "nul\0byte\u{1}\u{1b}[31m",
    "line\u{2028}break\r\n\ttab",
    "\"quoted\\\" 'and' `ticked`",
    "~0/~1/%2F",
    "\u{feff}\u{fffd}\u{10ffff}é",
    "",
];

pub(in crate::tests) fn text() -> impl Strategy<Value = String> {
    let long = Just("x".repeat(10_000));
    prop_oneof![6 => "[a-z]{1,8}", 3 => select(&HOSTILE[..]).prop_map(str::to_owned), 2 => any::<String>(), 1 => long]
}

/// Any number but NaN and infinity.
pub(in crate::tests) fn number() -> impl Strategy<Value = f64> {
    let extremes =
        [0.0, -0.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 1e15, 9_007_199_254_740_993.0, 0.1];
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![select(extremes.to_vec()), NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE, -1e3..1e3]
}

pub(in crate::tests) fn percent() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(100.0), 0.0..100.0]
}

pub(in crate::tests) fn time() -> impl Strategy<Value = Timestamp> {
    let millis = prop_oneof![
        8 => 1_700_000_000_000i64..1_900_000_000_000,
        1 => -62_167_219_200_000i64..=253_402_300_799_999,
    ];
    millis.prop_map(|m| Timestamp::from_millis(m).expect("within the years 0 to 9999"))
}

pub(in crate::tests) fn labels() -> impl Strategy<Value = Labels> {
    btree_map(text(), text(), 0..3).prop_map(Labels)
}

pub(in crate::tests) fn section() -> impl Strategy<Value = Section> {
    let states = [SectionState::Ok, SectionState::Partial, SectionState::Failed, SectionState::Empty];
    (select(states.to_vec()), vec(text(), 0..3)).prop_map(|(state, reasons)| Section { state, reasons })
}

pub(in crate::tests) fn direction() -> impl Strategy<Value = Direction> {
    select(vec![Direction::LowerIsBetter, Direction::HigherIsBetter, Direction::Neutral])
}

pub(in crate::tests) fn unit() -> impl Strategy<Value = Unit> {
    text().prop_map(|t| Unit::parse(&t)).boxed().prop_union(select(vec![Unit::Count, Unit::Percent]).boxed())
}

pub(in crate::tests) fn figure() -> impl Strategy<Value = Figure> {
    (text(), labels(), number(), unit(), direction()).prop_map(|(metric, labels, value, unit, direction)| {
        Figure { metric: MetricId::new(metric), labels, value, unit, direction }
    })
}
