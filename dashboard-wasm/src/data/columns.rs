//! The facets of all runs as dictionary-coded columns: filtering compares small numbers, never text.

use crate::state::{Choice, Facet};
use quarterdeck_model::{History, Run};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for a run that does not say its branch or host.
pub const UNSTATED: &str = "-";

/// One facet of all runs.
#[derive(Debug, Clone, Default, PartialEq)]
struct Column {
    /// The values that occur, sorted.
    values: Vec<String>,
    /// For each run, an index into `values`.
    codes: Vec<u32>,
}

/// All facets and the times of all runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    times: Vec<i64>,
    facets: [Column; 4],
}

/// One value of a facet and how many runs have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value as in the data; [`UNSTATED`] for none.
    pub value: String,
    /// Runs that have it and pass every other filter.
    pub runs: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What a choice makes of the runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filtered {
    /// For each run, whether it is chosen.
    pub keep: Vec<bool>,
    /// How many are.
    pub runs: usize,
    /// The values of each facet with their counts, in the order of [`Facet::ALL`].
    pub values: [Vec<Value>; 4],
}

impl Columns {
    /// The columns of a history.
    pub fn of(history: &History) -> Self {
        let times = history.runs.iter().map(|run| run.taken_at.millis()).collect();
        Self { times, facets: Facet::ALL.map(|facet| Column::of(&history.runs, facet)) }
    }

    /// Which runs are chosen, and how many there would be for every value of every facet.
    pub fn filter(&self, choice: &Choice) -> Filtered {
        let wanted = Facet::ALL.map(|facet| self.column(facet).wanted(choice.facet(facet)));
        let mut counts = Facet::ALL.map(|facet| vec![0usize; self.column(facet).values.len()]);
        let (from, to) = choice.range.bounds();
        let mut keep = vec![false; self.times.len()];
        for (run, (time, kept)) in self.times.iter().zip(&mut keep).enumerate() {
            if !(from..to).contains(time) {
                continue;
            }
            let codes = Facet::ALL.map(|facet| self.column(facet).code(run));
            let misses = Facet::ALL.map(|facet| !passes(&wanted, facet, &codes));
            let missed = misses.iter().filter(|miss| **miss).count();
            *kept = missed == 0;
            for (((miss, code), counts), _) in misses.iter().zip(codes).zip(&mut counts).zip(Facet::ALL) {
                // A run counts for a facet's value when no other facet refuses it.
                if missed == usize::from(*miss)
                    && let Some(count) = counts.get_mut(code)
                {
                    *count += 1;
                }
            }
        }
        let runs = keep.iter().filter(|kept| **kept).count();
        let values = Facet::ALL.map(|facet| self.values(facet, choice, counts.get(facet.index())));
        Filtered { keep, runs, values }
    }

    fn column(&self, facet: Facet) -> &Column {
        let [kind, project, branch, host] = &self.facets;
        match facet {
            Facet::Kind => kind,
            Facet::Project => project,
            Facet::Branch => branch,
            Facet::Host => host,
        }
    }

    /// The values of a facet that occur, and those that are chosen without occurring: else they could not be undone.
    fn values(&self, facet: Facet, choice: &Choice, counts: Option<&Vec<usize>>) -> Vec<Value> {
        let chosen = choice.facet(facet);
        let known = self.column(facet).values.iter().zip(counts.into_iter().flatten());
        let mut all: BTreeMap<&str, usize> = chosen.iter().map(|value| (value.as_str(), 0)).collect();
        all.extend(known.map(|(value, runs)| (value.as_str(), *runs)));
        let value = |(value, runs): (&str, usize)| Value {
            value: value.to_owned(),
            runs,
            chosen: chosen.contains(value),
        };
        all.into_iter().map(value).collect()
    }
}

fn passes(wanted: &[Option<Vec<bool>>; 4], facet: Facet, codes: &[usize; 4]) -> bool {
    let wanted = wanted.get(facet.index()).and_then(Option::as_ref);
    let code = codes.get(facet.index()).copied().unwrap_or(usize::MAX);
    wanted.is_none_or(|wanted| wanted.get(code).copied().unwrap_or(false))
}

impl Column {
    fn of(runs: &[Run], facet: Facet) -> Self {
        let values: BTreeSet<&str> = runs.iter().map(|run| value_of(run, facet)).collect();
        let values: Vec<&str> = values.into_iter().collect();
        let code = |run| values.binary_search(&value_of(run, facet)).unwrap_or_default();
        let codes = runs.iter().map(|run| u32::try_from(code(run)).unwrap_or(u32::MAX)).collect();
        Self { codes, values: values.into_iter().map(str::to_owned).collect() }
    }

    fn code(&self, run: usize) -> usize {
        self.codes.get(run).map_or(usize::MAX, |code| *code as usize)
    }

    /// For each value whether it is wanted; `None` when all are.
    fn wanted(&self, chosen: &BTreeSet<String>) -> Option<Vec<bool>> {
        (!chosen.is_empty()).then(|| self.values.iter().map(|value| chosen.contains(value)).collect())
    }
}

/// The value of a run in one facet.
pub fn value_of(run: &Run, facet: Facet) -> &str {
    let stated = match facet {
        Facet::Kind => Some(run.kind.as_str()),
        Facet::Project => Some(run.subject.as_str()),
        Facet::Branch => run.branch.as_deref(),
        Facet::Host => run.labels.get("host"),
    };
    stated.filter(|text| !text.is_empty()).unwrap_or(UNSTATED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing::history;

    fn count(hash: &str) -> usize {
        Columns::of(&history()).filter(&address::read(hash)).runs
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
        let columns = Columns::of(&history());
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
        let keep = Columns::of(&history).filter(&choice).keep;
        for (run, kept) in history.runs.iter().zip(keep) {
            let expected = run.kind.as_str() == "coverage" && (from..to).contains(&run.taken_at.millis());
            assert_eq!(kept, expected, "{}", run.id);
        }
    }

    #[test]
    fn a_chosen_value_that_does_not_occur_is_listed_with_zero() {
        let filtered = Columns::of(&history()).filter(&address::read("#branch=gone"));
        assert_eq!(filtered.runs, 0);
        assert!(runs_of(&filtered, Facet::Branch).contains(&("gone", 0)));
    }

    #[test]
    fn a_run_that_does_not_say_its_host_can_be_found() {
        assert_eq!(count("#host=-"), history().runs.len());
    }

    #[test]
    fn no_runs_at_all_is_no_error() {
        assert_eq!(Columns::of(&History::default()).filter(&Choice::default()), Filtered::default());
    }
}
