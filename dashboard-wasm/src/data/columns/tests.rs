//! Facets narrow together, and their counts are what a click would give.

use super::*;
use crate::data::pace::Straight;
use crate::state::address;
use crate::testing::{self, history};

fn columns(history: &History) -> Columns {
    let contexts = testing::at_once(Contexts::of(history, &mut Straight)).expect("wanted");
    Columns::of(history, &contexts)
}

fn count(hash: &str) -> usize {
    columns(&history()).filter(&address::read(hash)).runs
}

fn runs_of(filtered: &Filtered, facet: Facet) -> Vec<(&str, usize)> {
    filtered.values.get(facet.index()).into_iter().flatten().map(|v| (v.value.as_str(), v.runs)).collect()
}

#[test]
fn without_filters_every_run_is_there() {
    assert_eq!(count(""), history().runs.len());
}

#[test]
fn facets_narrow_together_and_values_of_one_facet_widen() {
    let main = count("#branch=main");
    let both = count("#branch=main,feature");
    assert!(main > 0 && both > main);
    assert_eq!(count("#branch=main&kind=coverage") + count("#branch=main&kind=tests"), main);
}

#[test]
fn the_counts_are_what_a_click_would_give() {
    let columns = columns(&testing::tagged());
    let choice = address::read("#branch=feature&from=2026-11-02");
    let filtered = columns.filter(&choice);
    for facet in Facet::ALL {
        for (value, runs) in runs_of(&filtered, facet) {
            let alone = choice.clone().with_facet(facet, [value.to_owned()].into());
            assert_eq!(columns.filter(&alone).runs, runs, "{facet:?} {value}");
        }
    }
}

#[test]
fn the_filter_agrees_with_the_runs_themselves() {
    let history = history();
    let choice = address::read("#kind=coverage&from=2026-11-03&to=2026-11-05");
    let (from, to) = choice.range.bounds();
    let keep = columns(&history).filter(&choice).keep;
    for (run, kept) in history.runs.iter().zip(keep) {
        let expected = run.kind.as_str() == "coverage" && (from..to).contains(&run.taken_at.millis());
        assert_eq!(kept, expected, "{}", run.id);
    }
}

#[test]
fn a_chosen_value_that_does_not_occur_is_listed_with_zero() {
    let filtered = columns(&history()).filter(&address::read("#branch=gone"));
    assert_eq!(filtered.runs, 0);
    assert!(runs_of(&filtered, Facet::Branch).contains(&("gone", 0)));
}

#[test]
fn a_run_may_have_several_tags_and_services() {
    let columns = columns(&testing::tagged());
    let count = |hash: &str| columns.filter(&address::read(hash)).runs;
    let both = count("#tag=tier%3Dweb");
    assert!(both > 0 && count("#tag=tier%3Dweb&tag=tag%3Dv1") < both);
    assert_eq!(count("#tag=tier%3Dweb,tag%3Dv1"), both, "every run of that release is of that tier");
    assert_eq!(count("#service=api"), 22);
    assert_eq!(count("#service=api,db"), 22);
    assert_eq!(count("#service=-"), 22);
}

#[test]
fn a_run_that_does_not_say_its_host_can_be_found() {
    assert_eq!(count("#host=-"), history().runs.len());
}

#[test]
fn no_runs_at_all_is_no_error() {
    assert_eq!(columns(&History::default()).filter(&Choice::default()), Filtered::default());
}
