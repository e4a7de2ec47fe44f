//! Builds the page.

use super::card::Told;
use super::course::{SeriesOf, courses};
use super::{BenchmarksPage, EntryRow};
use crate::context::Context;
use crate::format::{self, Delta};
use crate::page::Shell;
use crate::page::metric::Snapshots;
use crate::page::rows::{beyond, by_importance, plural, run_link, trend_row};
use crate::page::shell::Facing;
use crate::routes;
use quarterdeck_model::Kind;
use std::collections::BTreeSet;

/// Loads that have a card.
const MOST_LOADS: usize = 40;
/// Other figures that are listed.
const MOST_ENTRIES: usize = 200;
/// Sparklines on the page.
const MOST_SPARKS: usize = 100;

/// Builds `benchmarks.html`. `snapshots` are those of the history.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> BenchmarksPage {
    let series = SeriesOf::of(context);
    let mut loads: Vec<Told<'_>> =
        courses(context, snapshots).into_iter().map(|course| Told::of(course, &series)).collect();
    loads.sort_by_key(|told| (told.status(context).rank, told.key));
    let shown: BTreeSet<usize> = loads.iter().flat_map(Told::shown).collect();
    let own = |index: &usize| {
        let present = context.summary(*index).is_some_and(|summary| !summary.superseded);
        let kind = context.series(*index).map(|series| series.kind);
        present && kind == Some(Kind::Benchmark) && !shown.contains(index)
    };
    let others: Vec<usize> = by_importance(context).into_iter().filter(own).collect();
    let summary = summary(context, &loads, others.len());
    let facing = Facing {
        path: routes::BENCHMARKS.to_owned(),
        title: "Benchmarks".to_owned(),
        description: summary.clone(),
    };
    let mut sparks = MOST_SPARKS;
    BenchmarksPage {
        shell: Shell::of(context, facing),
        summary,
        loads: (0..)
            .zip(loads.iter().take(MOST_LOADS))
            .map(|(n, told)| told.card(context, snapshots, n))
            .collect(),
        more: beyond(loads.len(), MOST_LOADS, ("load", "loads")),
        entries: others.iter().take(MOST_ENTRIES).map(|index| entry(context, *index, &mut sparks)).collect(),
        entries_more: beyond(others.len(), MOST_ENTRIES, ("figure", "figures")),
    }
}

fn summary(context: &Context<'_>, loads: &[Told<'_>], others: usize) -> String {
    let others = plural(others, "other figure", "other figures");
    if loads.is_empty() {
        return format!("No load has been run yet; {others}.");
    }
    let words = ["Invalid", "Valid in part", "Stale", "No data", "Valid"];
    let counted = words.map(|word| (word, loads.iter().filter(|l| l.status(context).word == word).count()));
    let parts: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {}", word.to_lowercase()))
        .collect();
    format!("{}, latest runs: {}; {others}.", plural(loads.len(), "load", "loads"), parts.join(", "))
}

fn entry(context: &Context<'_>, index: usize, sparks: &mut usize) -> EntryRow {
    let row = trend_row(context, index, sparks);
    let (Some(series), Some(summary)) = (context.series(index), context.summary(index)) else {
        return EntryRow { row, ..EntryRow::default() };
    };
    let run = series.points.last().map(|point| run_link(context, point.run, 0)).unwrap_or_default();
    let baseline = match (summary.baseline, summary.reading.known()) {
        (Some(before), Some(now)) => {
            let of = format::value(before.value, &series.unit);
            let from = format!("{of}, the median of {}", plural(before.points, "run before", "runs before"));
            format::delta(Some(before.value), Some(now), &series.unit, series.direction).since(from)
        }
        _ => Delta::unknown(),
    };
    EntryRow { row, baseline, run }
}
