//! Probe rounds.

use crate::payload::*;
use crate::tests::samples::{probe, round};

#[test]
fn the_state_of_a_round_needs_three_probes_in_a_row_to_be_down() {
    use Outcome::{Degraded, Down, Unknown, Up};
    let cases: [(&[Outcome], Outcome); 12] = [
        (&[Down, Down, Down, Up], Down),
        (&[Up, Down, Down, Up, Down], Degraded),
        (&[], Unknown),
        (&[Unknown, Unknown], Unknown),
        (&[Up, Up, Up, Up, Up], Up),
        (&[Up, Up, Down, Down, Down], Down),
        (&[Up, Up, Up, Down, Down], Degraded),
        (&[Down, Down, Down, Up, Up], Up),
        (&[Up, Degraded, Up], Degraded),
        (&[Down], Down),
        (&[Down, Down], Down),
        (&[Up, Unknown, Down, Unknown, Down, Down], Down),
    ];
    for (outcomes, expected) in cases {
        let round = round("api", outcomes.iter().map(|o| probe(*o, 1.0)).collect());
        assert_eq!(round.state(), expected, "{outcomes:?}");
    }
}

#[test]
fn one_service_that_could_not_be_probed_makes_the_number_of_services_down_unknown() {
    let up = round("a", vec![probe(Outcome::Up, 1.0)]);
    let unknown = round("b", vec![probe(Outcome::Unknown, 1.0)]);
    let down = |rounds| {
        let metrics = Health { rounds, ..Health::default() }.metrics();
        metrics.into_iter().find(|m| m.id.as_str() == "health.services_down").map(|m| m.value)
    };
    assert_eq!(down(vec![up.clone()]), Some(0.0));
    assert_eq!(down(vec![up.clone(), unknown]), None);
    assert_eq!(down(vec![up, round("c", vec![probe(Outcome::Down, 1.0)])]), Some(1.0));
    assert_eq!(down(Vec::new()), None);
}

#[test]
fn the_median_is_of_right_answers_only() {
    let probes = |outcomes: &[(Outcome, f64)]| outcomes.iter().map(|(o, ms)| probe(*o, *ms)).collect();
    let even = round("a", probes(&[(Outcome::Up, 1.0), (Outcome::Down, 99.0), (Outcome::Degraded, 4.0)]));
    assert_eq!((even.median_ms(), even.good_percent()), (Some(2.5), Some(200.0 / 3.0)));
    let none = round("a", probes(&[(Outcome::Down, 99.0)]));
    assert_eq!((none.median_ms(), none.good_percent()), (None, Some(0.0)));
}
