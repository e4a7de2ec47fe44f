//! The operating point in small: a hundred series of each kind, on fixed seeds, with room for luck.

use crate::noise::{Kind, Random, series, stepped};
use quarterdeck_analysis::change::{Findings, Options, Tier, detect_all};

const SERIES: usize = 100;

fn judged(make: impl Fn(&mut Random) -> Vec<f64>) -> Vec<Findings> {
    let mut random = Random::new(11);
    let columns: Vec<Vec<f64>> = (0..SERIES).map(|_| make(&mut random)).collect();
    let series: Vec<(&[f64], Options)> = columns.iter().map(|c| (c.as_slice(), Options::default())).collect();
    detect_all(&series, 0.05)
}

fn places(found: &Findings, least: Tier) -> impl Iterator<Item = usize> {
    found.changes.iter().filter(move |c| c.tier >= least).map(|c| c.at)
}

fn hits(all: &[Findings], at: usize, least: Tier) -> usize {
    all.iter().filter(|found| places(found, least).any(|place| place.abs_diff(at) <= 3)).count()
}

#[test]
fn series_in_which_nothing_happens_are_left_alone() {
    use Kind::*;
    for kind in [Independent, Autocorrelated, Outliers, TwoRunners, Quantised, OutlierLast, Drift] {
        let all = judged(|random| series(kind, 200, 0.02, random));
        let told = |least| all.iter().filter(|found| places(found, least).next().is_some()).count();
        assert_eq!(told(Tier::Confirmed), 0, "{kind:?}");
        assert!(told(Tier::Suspected) <= 2, "{kind:?}: {}", told(Tier::Suspected));
        let drifts = all.iter().filter(|found| !found.drifts.is_empty()).count();
        assert_eq!(drifts > 2, kind == Drift, "{kind:?}: {drifts}");
    }
}

#[test]
fn steps_are_found() {
    let step = |points, at, factor: f64| {
        judged(move |r| stepped(series(Kind::Independent, points, 0.02, r), at, factor))
    };
    assert!(hits(&step(200, 100, 1.05), 100, Tier::Confirmed) >= 98);
    assert!(hits(&step(200, 100, 0.95), 100, Tier::Confirmed) >= 98);
    assert!(hits(&step(200, 100, 1.03), 100, Tier::Confirmed) >= 85);
    assert!(hits(&step(103, 100, 1.10), 100, Tier::Suspected) >= 95);
    assert!(hits(&step(107, 100, 1.10), 100, Tier::Confirmed) >= 92);
}

#[test]
fn several_steps_are_found_each() {
    let all = judged(|r| {
        let values = series(Kind::Independent, 200, 0.02, r);
        stepped(stepped(stepped(values, 50, 1.1), 100, 1.0 / 1.1), 150, 1.1)
    });
    for at in [50, 100, 150] {
        assert!(hits(&all, at, Tier::Confirmed) >= 98, "{at}");
    }
}

#[test]
fn large_steps_are_found_in_noise_that_remembers() {
    let all = judged(|r| {
        let values = series(Kind::Autocorrelated, 200, 0.02, r);
        stepped(stepped(values, 60, 1.15), 140, 1.0 / 1.15)
    });
    for at in [60, 140] {
        assert!(hits(&all, at, Tier::Confirmed) >= 90, "{at}: {}", hits(&all, at, Tier::Confirmed));
    }
}

#[test]
fn a_short_drift_is_no_stairs_and_hides_no_step_before_it() {
    let all = judged(|r| {
        let values = stepped(series(Kind::Independent, 200, 0.02, r), 50, 1.2);
        let down = |at: usize| 1.0 - 0.4 * (at.saturating_sub(100) as f64 / 25.0).min(1.0);
        values.iter().enumerate().map(|(at, value)| value * down(at)).collect()
    });
    assert!(hits(&all, 50, Tier::Confirmed) >= 95);
    assert!(
        all.iter().filter(|found| places(found, Tier::Confirmed).any(|at| at.abs_diff(50) > 3)).count() <= 2
    );
    assert!(all.iter().filter(|found| !found.drifts.is_empty()).count() >= 95);
}
