//! The facets of all runs over their contexts: filtering compares small numbers, never text.

use crate::data::contexts::Contexts;
use crate::state::facet::FACETS;
use crate::state::{Choice, Facet};
use quarterdeck_model::sorted::{entry, sort_by};
use quarterdeck_model::{History, Run};
use std::collections::BTreeSet;

/// What stands for a run that does not say its branch, host, service or tag.
pub const UNSTATED: &str = "-";

/// One facet of all contexts.
#[derive(Debug, Clone, Default, PartialEq)]
struct Column {
    /// The values that occur, sorted.
    values: Vec<String>,
    /// For each context, indices into `values`: one, or several of a facet that may have several.
    codes: Vec<Vec<usize>>,
}

/// All facets and the times of all runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    times: Vec<i64>,
    of_run: Vec<u32>,
    facets: Vec<Column>,
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
    pub values: [Vec<Value>; FACETS],
}

/// Which facets refuse a context.
#[derive(Clone, Copy, PartialEq)]
enum Refused {
    ByNone,
    By(usize),
    BySeveral,
}

impl Columns {
    /// The columns of a history.
    pub fn of(history: &History, contexts: &Contexts) -> Self {
        Self {
            times: history.runs.iter().map(|run| run.taken_at.millis()).collect(),
            of_run: contexts.of_run.clone(),
            facets: Facet::ALL.iter().map(|facet| Column::of(history, contexts, *facet)).collect(),
        }
    }

    /// Which runs are chosen, and how many there would be for every value of every facet.
    pub fn filter(&self, choice: &Choice) -> Filtered {
        let refused = self.refused(choice);
        let mut seen = vec![0usize; refused.len()];
        let (from, to) = choice.range.bounds();
        let (mut keep, mut runs) = (vec![false; self.times.len()], 0);
        for ((time, context), kept) in self.times.iter().zip(&self.of_run).zip(&mut keep) {
            let context = *context as usize;
            if (from..to).contains(time)
                && let Some((seen, refused)) = seen.get_mut(context).zip(refused.get(context))
            {
                *seen += 1;
                *kept = *refused == Refused::ByNone;
                runs += usize::from(*kept);
            }
        }
        let values = Facet::ALL.map(|facet| self.values(facet, choice, &refused, &seen));
        Filtered { keep, runs, values }
    }

    /// For each context, which facets refuse it.
    fn refused(&self, choice: &Choice) -> Vec<Refused> {
        let wanted: Vec<_> = Facet::ALL
            .iter()
            .zip(&self.facets)
            .map(|(facet, column)| column.wanted(choice.facet(*facet)))
            .collect();
        let contexts = self.facets.first().map_or(0, |column| column.codes.len());
        let of = |context: usize| {
            let columns = self.facets.iter().zip(&wanted).enumerate();
            columns.fold(Refused::ByNone, |refused, (facet, (column, wanted))| {
                match (column.passes(context, wanted.as_deref()), refused) {
                    (true, refused) => refused,
                    (false, Refused::ByNone) => Refused::By(facet),
                    (false, _) => Refused::BySeveral,
                }
            })
        };
        (0..contexts).map(of).collect()
    }

    /// The values of a facet that occur, and those that are chosen without occurring: else they could not be undone.
    /// A run counts for a facet's value when no other facet refuses it.
    fn values(&self, facet: Facet, choice: &Choice, refused: &[Refused], seen: &[usize]) -> Vec<Value> {
        let chosen = choice.facet(facet);
        let Some(column) = self.facets.get(facet.index()) else { return Vec::new() };
        let mut counts = vec![0usize; column.values.len()];
        for ((codes, refused), seen) in column.codes.iter().zip(refused).zip(seen) {
            if matches!(refused, Refused::BySeveral)
                || matches!(refused, Refused::By(f) if *f != facet.index())
            {
                continue;
            }
            for code in codes {
                if let Some(count) = counts.get_mut(*code) {
                    *count += seen;
                }
            }
        }
        let mut all: Vec<(&str, usize)> = column.values.iter().map(String::as_str).zip(counts).collect();
        for value in chosen {
            entry(&mut all, value, || 0);
        }
        let value = |(value, runs): (&str, usize)| Value {
            value: value.to_owned(),
            runs,
            chosen: chosen.contains(value),
        };
        all.into_iter().map(value).collect()
    }
}

impl Column {
    fn of(history: &History, contexts: &Contexts, facet: Facet) -> Self {
        let sets: Vec<Vec<String>> =
            contexts.examples(history).map(|(run, services)| values_of(run, services, facet)).collect();
        let mut values: Vec<String> = sets.iter().flatten().cloned().collect();
        sort_by(&mut values, Ord::cmp);
        values.dedup();
        let code = |value: &String| values.binary_search(value).ok();
        let codes = sets.iter().map(|set| set.iter().filter_map(code).collect()).collect();
        Self { codes, values }
    }

    fn passes(&self, context: usize, wanted: Option<&[bool]>) -> bool {
        let Some(wanted) = wanted else { return true };
        let codes = self.codes.get(context).map(Vec::as_slice).unwrap_or_default();
        codes.iter().any(|code| wanted.get(*code).copied().unwrap_or(false))
    }

    /// For each value whether it is wanted; `None` when all are.
    fn wanted(&self, chosen: &BTreeSet<String>) -> Option<Vec<bool>> {
        (!chosen.is_empty()).then(|| self.values.iter().map(|value| chosen.contains(value)).collect())
    }
}

/// The values of a run in one facet; always one or more.
fn values_of(run: &Run, services: &[String], facet: Facet) -> Vec<String> {
    let one = |text: Option<&str>| text.map(str::to_owned).into_iter().collect();
    let tag =
        |(key, value): (&str, &str)| if value.is_empty() { key.to_owned() } else { format!("{key}={value}") };
    let mut values: Vec<String> = match facet {
        Facet::Kind => one(Some(run.kind.as_str())),
        Facet::Project => one(Some(&run.subject)),
        Facet::Branch => one(run.branch.as_deref()),
        Facet::Host => one(run.labels.get("host")),
        Facet::Service => services.to_vec(),
        Facet::State => one(Some(run.state.as_str())),
        Facet::Tag => run.labels.iter().filter(|(key, _)| *key != "host").map(tag).collect(),
    };
    values.retain(|value| !value.is_empty());
    if values.is_empty() {
        values.push(UNSTATED.to_owned());
    }
    values
}

#[cfg(test)]
mod tests;
