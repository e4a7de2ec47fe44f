//! Percentiles of response times over days and weeks, from the histograms of all runs put together.

use crate::chart::{Column, Row, Table};
use crate::context::Context;
use crate::format::{self, UNKNOWN};
use crate::page::rows::plural;
use crate::routes;
use quarterdeck_analysis::merged::Merged;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::payload::{Load, Payload};
use quarterdeck_model::{Kind, Labels, Run, Series, Snapshot, Unit};

pub use quarterdeck_model::Snapshots;

/// What tells one load from others: runs of one job on one host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LoadKey<'a> {
    /// Its name; may be empty.
    pub(crate) name: &'a str,
    pub(crate) job: &'a str,
    pub(crate) host: Option<&'a str>,
}

impl LoadKey<'_> {
    /// The name of the files of a chart of it.
    pub(crate) fn chart_name(&self, what: &str) -> String {
        let labels = self.host.map_or_else(Labels::none, |host| Labels::one("host", host));
        routes::chart_name(what, self.job, labels.with("load", self.name))
    }
}

/// Days before now that are looked at.
const WINDOWS: [i64; 3] = [7, 30, 90];
/// Percentiles shown.
const PERCENTILES: [(f64, &str); 4] = [(0.5, "p50"), (0.95, "p95"), (0.99, "p99"), (0.999, "p99.9")];

/// One row a window for a percentile of response times; empty for every other series, and without any histogram.
pub(super) fn windows(context: &Context<'_>, series: &Series, snapshots: &Snapshots<'_>) -> Table {
    if !series.key.metric.as_str().starts_with("benchmark.latency_p") {
        return Table::default();
    }
    let labels = &series.key.labels;
    let name = labels.get("load").unwrap_or_default();
    percentiles(context, LoadKey { name, job: &series.key.job, host: labels.get("host") }, snapshots)
}

/// One row a window of one load; empty without any histogram.
pub(crate) fn percentiles(context: &Context<'_>, key: LoadKey<'_>, snapshots: &Snapshots<'_>) -> Table {
    let rows: Vec<Option<Merged>> =
        WINDOWS.iter().map(|days| merged(context, key, snapshots, *days)).collect();
    if rows.iter().all(Option::is_none) {
        return Table::default();
    }
    let texts =
        ["Until now", "Runs", "Response times"].into_iter().chain(PERCENTILES.iter().map(|(_, name)| *name));
    let column = |(at, text): (usize, &str)| Column { text: text.to_owned(), numeric: at > 0 };
    Table {
        columns: texts.chain(["Longest"]).enumerate().map(column).collect(),
        note: note(&rows),
        rows: WINDOWS.iter().zip(rows).map(|(days, merged)| row(*days, merged.as_ref())).collect(),
    }
}

/// The valid runs of the last days put together.
pub(crate) fn merged(
    context: &Context<'_>,
    key: LoadKey<'_>,
    snapshots: &Snapshots<'_>,
    days: i64,
) -> Option<Merged> {
    let since = context.now.millis().saturating_sub(days * DAY_MS);
    let recent = context.history.runs.iter().rev().take_while(|run| run.taken_at.millis() > since);
    let own = recent.filter(|run| run.taken_at <= context.now && key.holds(run));
    Merged::of(own.filter_map(|run| load(snapshots.get(&run.id)?, key)))
}

impl LoadKey<'_> {
    /// Whether a run could have given a point of the load's series: also one with too few response times for it.
    fn holds(self, run: &Run) -> bool {
        run.kind == Kind::Benchmark
            && run.counts()
            && run.job == self.job
            && run.labels.get("host") == self.host
    }
}

fn load<'a>(snapshot: &'a Snapshot, key: LoadKey<'_>) -> Option<&'a Load> {
    let Payload::Benchmark(benchmark) = &snapshot.payload else { return None };
    benchmark.loads.iter().find(|load| load.name == key.name)
}

fn row(days: i64, merged: Option<&Merged>) -> Row {
    let time = |ms: Option<f64>| format::maybe(ms, &Unit::Milliseconds).text();
    let count = |n: Option<f64>| n.map_or_else(|| UNKNOWN.to_owned(), format::count);
    let mut cells = vec![
        format!("Last {days} days"),
        count(merged.map(|m| m.runs as f64)),
        count(merged.map(|m| m.samples() as f64)),
    ];
    cells.extend(PERCENTILES.iter().map(|(q, _)| time(merged.and_then(|m| m.percentile_ms(*q)))));
    cells.push(time(merged.map(Merged::longest_ms)));
    Row { cells, href: String::new() }
}

/// Runs without a histogram are in no row: the page says so.
fn note(rows: &[Option<Merged>]) -> String {
    let left_out = rows.iter().flatten().map(|merged| merged.left_out).max().unwrap_or_default();
    if left_out == 0 {
        return String::new();
    }
    format!("{} kept no histogram and could not be counted.", plural(left_out, "more run", "more runs"))
}
