//! Small histories of probes, one a second, and what follows from them.

use super::{Bounds, State, Track, track};
use crate::incident::Observation;
use proptest::prelude::*;
use quarterdeck_model::payload::Outcome;

/// One probe a second: `+` up, `~` degraded, `-` down, `?` not made, a space no probe.
fn follow(probes: &str) -> Track {
    let outcome = |c| match c {
        '+' => Outcome::Up,
        '~' => Outcome::Degraded,
        '-' => Outcome::Down,
        _ => Outcome::Unknown,
    };
    let probes = (0..).zip(probes.chars()).filter(|(_, c)| *c != ' ');
    track(&probes.map(|(at, c)| Observation { at, outcome: outcome(c) }).collect::<Vec<_>>())
}

/// Incidents as `(after, until]–(after, until] failed`.
fn told(probes: &str) -> Vec<String> {
    let bounds = |b: Bounds| format!("({}, {}]", b.after.map_or("…".to_owned(), |a| a.to_string()), b.until);
    let incident = |i: &super::Incident| {
        let end = i.end.map_or("open".to_owned(), bounds);
        format!("{}–{end} {}{}", bounds(i.start), i.failed, if i.flapped { " flapped" } else { "" })
    };
    follow(probes).incidents.iter().map(incident).collect()
}

#[test]
fn an_incident_begins_at_the_first_failing_probe_and_keeps_both_bounds() {
    assert_eq!(told("++---++"), ["(1, 2]–(4, 5] 3"]);
    assert_eq!(told("+~---~~"), ["(1, 2]–(4, 5] 3"], "degraded is a right answer");
    assert_eq!(told("++--++--++"), [""; 0], "two in a row are no incident");
    assert_eq!(told("++----+-++"), ["(1, 2]–(7, 8] 5"], "one good probe does not end it");
    assert_eq!(told("---++"), ["(…, 0]–(2, 3] 3"], "the record begins within it");
    assert_eq!(told("++---"), ["(1, 2]–open 3"]);
    assert_eq!(told("++-?-?-++"), ["(1, 2]–(6, 7] 3"], "what was not made is passed over");
    assert_eq!(told("+    -    -    -    +    +"), ["(0, 5]–(15, 20] 3"], "across snapshots");
}

#[test]
fn the_duration_is_that_of_the_middles_with_its_uncertainty() {
    let track = follow("+    -    -    -    +    +");
    assert_eq!(track.incidents[0].duration(), Some((15.0, 5.0)));
    assert_eq!(follow("---++").incidents[0].duration(), None);
    assert_eq!(follow("++---").incidents[0].duration(), None);
}

#[test]
fn states() {
    for (probes, state) in [
        ("", State::Unknown),
        ("???", State::Unknown),
        ("+", State::Up),
        ("--", State::Up),
        ("---", State::Down),
        ("---+", State::Down),
        ("---++", State::Up),
        ("++++++++++++++++-+-+-+-+", State::Flapping),
        // Flapping ended at the last failing probe, two good ones have not followed.
        ("+-+-~~~-++++~~~++~++~--", State::Down),
    ] {
        assert_eq!(follow(probes).state, state, "{probes}");
    }
}

#[test]
fn while_flapping_one_incident_stays_open() {
    let flapping = "+++++-+-+-+-+-+-+";
    let track = follow(flapping);
    assert!(track.change_percent > 30.0);
    assert_eq!(told(flapping), ["(4, 5]–open 6 flapped"]);
    // Steady again: it closes at the first good probe after the last failing one.
    let steady = format!("{flapping}{}", "+".repeat(25));
    assert_eq!(told(&steady), ["(4, 5]–(15, 16] 6 flapped"]);
    assert_eq!(follow(&steady).state, State::Up);
    // Two incidents that would have been told apart are one while it flaps.
    let told = told("++---++---++---++---++---++---++");
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[2].ends_with("open 12 flapped"), "{told:?}");
}

proptest! {
    #[test]
    fn incidents_follow_each_other_and_only_the_last_is_open(probes in "[+~?-]{0,120}") {
        let track = follow(&probes);
        let mut from = i64::MIN;
        for (index, incident) in track.incidents.iter().enumerate() {
            prop_assert!(incident.start.until > from);
            prop_assert!(incident.failed > 0);
            match incident.end {
                Some(end) => {
                    prop_assert!(end.until > incident.start.until);
                    from = end.until;
                }
                None => prop_assert_eq!(index + 1, track.incidents.len()),
            }
        }
        prop_assert_eq!(track.state == State::Down || track.state == State::Flapping,
            track.incidents.last().is_some_and(|incident| incident.end.is_none()));
    }
}
