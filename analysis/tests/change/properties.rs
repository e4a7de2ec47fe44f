//! What must hold for any series.

use crate::noise::{Kind, Random, series, stepped};
use proptest::prelude::*;
use quarterdeck_analysis::change::{Findings, Options, Tier, detect, detect_all};

/// Anything that a file may hold.
fn any_values() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        4 => 0.0..1000.0,
        1 => -1000.0..1000.0,
        1 => Just(0.0),
        1 => Just(7.0),
        1 => any::<f64>(),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::MAX), Just(f64::MIN_POSITIVE)],
    ];
    prop::collection::vec(value, 0..80)
}

/// A step of some size somewhere in noise, as one would measure it.
fn measured() -> impl Strategy<Value = Vec<f64>> {
    (10usize..160, 0.0..1.0, 0.5..2.0, any::<u64>()).prop_map(|(points, place, factor, seed)| {
        let values = series(Kind::Independent, points, 0.02, &mut Random::new(seed));
        stepped(values, (place * points as f64) as usize, factor)
    })
}

/// What does not depend on the unit.
fn told(found: &Findings) -> Vec<(usize, Tier)> {
    found.changes.iter().map(|c| (c.at, c.tier)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_input_gives_places_within_it(values in any_values()) {
        let found = detect(&values, &Options::default());
        for change in &found.changes {
            prop_assert!(change.at < values.len() && values[change.at].is_finite());
            prop_assert!((0.0..=1.0).contains(&change.p_value) && change.overlap >= 0.5);
            prop_assert!(change.before.low <= change.before.median && change.before.median <= change.before.high);
        }
        prop_assert_eq!(found.points, values.iter().filter(|v| v.is_finite()).count());
        prop_assert_eq!(format!("{found:?}"), format!("{:?}", detect(&values, &Options::default())));
    }

    #[test]
    fn the_unit_does_not_matter(values in measured(), power in -30i32..30) {
        let unit = libm::exp2(f64::from(power));
        let scaled: Vec<f64> = values.iter().map(|v| v * unit).collect();
        let (a, b) = (detect(&values, &Options::default()), detect(&scaled, &Options::default()));
        prop_assert_eq!(told(&a), told(&b));
        for (a, b) in a.changes.iter().zip(&b.changes) {
            prop_assert_eq!((a.p_value, a.meaning), (b.p_value, b.meaning));
            prop_assert!((a.before.median * unit - b.before.median).abs() <= 1e-9 * b.before.median);
        }
    }

    #[test]
    fn missing_points_only_move_the_index(values in measured(), every in 2usize..9) {
        let mut holes = Vec::new();
        for (at, value) in values.iter().enumerate() {
            if at % every == 0 {
                holes.push(f64::NAN);
            }
            holes.push(*value);
        }
        let (a, b) = (detect(&values, &Options::default()), detect(&holes, &Options::default()));
        let moved: Vec<_> = told(&a).into_iter().map(|(at, tier)| (at + at / every + 1, tier)).collect();
        prop_assert_eq!(moved, told(&b));
    }

    #[test]
    fn another_series_changes_only_the_tier(values in measured(), other in measured()) {
        let alone = detect(&values, &Options::default());
        let series = [(values.as_slice(), Options::default()), (other.as_slice(), Options::default())];
        let both = detect_all(&series, 0.05);
        let plain = |found: &Findings| {
            let changes = found.changes.iter().map(|c| quarterdeck_analysis::change::Change { tier: Tier::Suspected, ..c.clone() });
            (changes.collect::<Vec<_>>(), found.drifts.clone())
        };
        prop_assert_eq!(plain(&alone), plain(&both[0]));
    }
}
