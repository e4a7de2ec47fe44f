//! One case each, read like the definitions.

use crate::noise::{Kind, Random, series, stepped};
use quarterdeck_analysis::change::{Change, Findings, Meaning, Options, Tier, detect, detect_all, of_label};
use quarterdeck_model::Direction;

fn calm(points: usize) -> Vec<f64> {
    series(Kind::Independent, points, 0.02, &mut Random::new(7))
}

fn found(values: &[f64]) -> Findings {
    detect(values, &Options::default())
}

fn one(values: &[f64]) -> Change {
    let found = found(values);
    assert_eq!(found.changes.len(), 1, "{found:#?}");
    found.changes.into_iter().next().unwrap()
}

#[test]
fn an_outlier_is_no_change_wherever_it_is() {
    for at in [0, 1, 50, 98, 99] {
        let mut values = calm(100);
        values[at] *= 3.0;
        assert_eq!(found(&values).changes, [], "at {at}");
    }
}

#[test]
fn a_step_is_suspected_after_three_points_and_confirmed_after_seven() {
    let young = one(&stepped(calm(103), 100, 1.1));
    assert_eq!((young.at, young.tier), (100, Tier::Suspected), "{young:#?}");
    let old = one(&stepped(calm(107), 100, 1.1));
    assert_eq!((old.at, old.tier), (100, Tier::Confirmed), "{old:#?}");
    assert!(old.present && !old.accepted && old.p_value < 0.001, "{old:#?}");
    assert!((old.percent.unwrap() - 10.0).abs() < 3.0, "{old:#?}");
    assert!(old.before.low < old.before.median && old.before.median < old.before.high, "{old:#?}");
}

#[test]
fn better_and_worse_are_the_metrics_own() {
    let up = stepped(calm(200), 100, 1.1);
    let meaning = |direction| {
        let options = Options { direction, ..Options::default() };
        detect(&up, &options).changes.into_iter().map(|c| c.meaning).collect::<Vec<_>>()
    };
    assert_eq!(meaning(Direction::LowerIsBetter), [Meaning::Regression]);
    assert_eq!(meaning(Direction::HigherIsBetter), [Meaning::Improvement]);
    assert_eq!(meaning(Direction::Neutral), [Meaning::Shift]);
}

#[test]
fn a_drift_is_its_own_finding() {
    for points in [60, 200, 1000] {
        let found = found(&series(Kind::Drift, points, 0.02, &mut Random::new(3)));
        assert_eq!(found.changes, [], "{points}");
        assert_eq!(found.drifts.len(), 1, "{points}");
        assert!((found.drifts[0].percent.unwrap() - 15.0).abs() < 4.0, "{found:#?}");
    }
}

#[test]
fn a_change_that_went_back_is_not_present() {
    let found = found(&stepped(stepped(calm(150), 50, 1.2), 100, 1.0 / 1.2));
    let told: Vec<_> = found.changes.iter().map(|c| (c.at, c.meaning, c.present)).collect();
    assert_eq!(told, [(50, Meaning::Regression, false), (100, Meaning::Improvement, true)]);
}

#[test]
fn an_accepted_level_is_silent_and_the_new_baseline() {
    let values = stepped(calm(120), 100, 1.1);
    let options = Options { accepted: vec![101], ..Options::default() };
    let found = detect(&values, &options);
    assert!(found.changes.iter().all(|c| c.accepted), "{found:#?}");
    let level = found.level.unwrap();
    assert!(level.points <= 20 && level.median > 1050.0, "{level:?}");
}

#[test]
fn machines_are_not_compared() {
    let labels: Vec<&str> = (0..120).map(|at| if at < 60 { "old" } else { "new" }).collect();
    let values = stepped(calm(120), 60, 1.5);
    assert_eq!(found(&values).changes.len(), 1);
    assert_eq!(found(&of_label(&values, &labels, "old")).changes, []);
    assert_eq!(found(&of_label(&values, &labels, "new")).changes, []);
}

#[test]
fn a_shift_smaller_than_asked_for_is_not_told() {
    let values = stepped(calm(200), 100, 1.05);
    let options = Options { magnitude: 0.08, ..Options::default() };
    assert_eq!(detect(&values, &options).changes, []);
}

#[test]
fn counts_that_rise_from_zero_are_found_without_a_percentage() {
    let values: Vec<f64> = (0..40).map(|at| if at < 20 { 0.0 } else { 3.0 }).collect();
    let change = one(&values);
    assert_eq!((change.at, change.tier, change.percent), (20, Tier::Confirmed, None));
}

#[test]
fn among_many_series_a_weak_change_is_only_suspected() {
    let weak = stepped(calm(107), 100, 1.1);
    let alone = found(&weak);
    let p = alone.p_value();
    assert!(p > 1e-7 && p < 1.0, "not weak: {p}");
    let quiet = vec![1.0; 8];
    let mut series: Vec<(&[f64], Options)> = vec![(&quiet, Options::default()); (0.06 / p) as usize];
    series.push((&weak, Options::default()));
    let last = detect_all(&series, 0.05).pop().unwrap();
    assert_eq!(last.changes.iter().map(|c| c.tier).collect::<Vec<_>>(), [Tier::Suspected]);
}
