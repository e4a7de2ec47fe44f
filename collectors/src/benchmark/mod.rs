//! Benchmarks: one file a tool; every entry says how its figure was estimated.

pub mod command;
mod criterion;
mod formats;
mod hyperfine;
pub mod live;
pub(crate) mod load;
pub(crate) mod micro;
mod performance_report;

pub(crate) use self::formats::FORMATS;
use quarterdeck_model::payload::{Benchmark, Entry, Figure, Load};
use quarterdeck_model::{Section, SectionState};
use std::collections::BTreeSet;

/// Several reports as one, entries sorted by name. A benchmark that two reports measured is not averaged: the first
/// counts, the others are kept without counting.
pub(crate) fn merge(parts: Vec<Benchmark>) -> Benchmark {
    let mut all = Benchmark::default();
    for part in parts {
        all.entries.extend(part.entries);
        add_loads(&mut all, part.loads, part.figures);
    }
    sort(&mut all.entries);
    for at in 1..all.entries.len() {
        let (before, rest) = all.entries.split_at_mut(at);
        if let (Some(first), Some(again)) = (before.last(), rest.first_mut())
            && (&first.name, &first.measure) == (&again.name, &again.measure)
        {
            let reason =
                format!("{} was measured more than once in this collection; the first counts", again.name);
            again.section = Section::because(SectionState::Failed, reason);
        }
    }
    all
}

/// Adds the load runs of a report and what it states of them. A run of a name that is there is kept without counting.
fn add_loads(all: &mut Benchmark, loads: Vec<Load>, figures: Vec<Figure>) {
    let there: BTreeSet<String> = all.loads.iter().map(|load| load.name.clone()).collect();
    let again: BTreeSet<String> =
        loads.iter().map(|load| load.name.clone()).filter(|name| there.contains(name)).collect();
    let name = |figure: &Figure| figure.labels.get("load").unwrap_or_default().to_owned();
    all.figures.extend(figures.into_iter().filter(|figure| !again.contains(&name(figure))));
    all.loads.extend(loads.into_iter().map(|mut load| {
        if again.contains(&load.name) {
            let which = if load.name.is_empty() { "the load run" } else { &load.name };
            let reason = format!("{which} was measured more than once in this collection; the first counts");
            load.section = Section::because(SectionState::Failed, reason);
        }
        load
    }));
}

/// By name and measure; the order of equal ones is kept.
fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| (&a.name, &a.measure).cmp(&(&b.name, &b.measure)));
}

/// What entries make of the whole: one that does not count makes it partial.
fn section(entries: &[Entry], unread: Vec<String>, nothing: &str) -> Section {
    let failed = entries.iter().filter(|e| !e.section.state.counts());
    let mut reasons: Vec<String> = failed.flat_map(|e| e.section.reasons.clone()).collect();
    reasons.extend(unread);
    let some = entries.iter().any(|e| e.section.state.counts());
    let state = match (some, reasons.is_empty()) {
        (true, true) => SectionState::Ok,
        (true, false) => SectionState::Partial,
        (false, false) => SectionState::Failed,
        (false, true) => return Section::because(SectionState::Empty, nothing),
    };
    Section { state, reasons }
}

#[cfg(test)]
mod tests;
