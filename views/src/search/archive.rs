//! Entries about what was measured: metrics and benchmarks, alerts, snapshots.

use super::{Entry, Group};
use crate::context::Context;
use crate::format::{date, date_time};
use crate::page::alerts::row;
use crate::page::rows::{plural, source};
use crate::routes;
use quarterdeck_model::{Kind, Run, Series};

const ALERT_BYTES: usize = 7_000;
const SNAPSHOT_BYTES: usize = 11_000;

/// Metrics, and benchmarks by themselves, in `room` bytes together.
pub(super) fn metrics(all: &Context<'_>, room: usize) -> [Group; 2] {
    let entry = |series: &&Series| {
        let (name, detail) = all.names(series);
        Entry::new(&name.text, &detail.text, all.metric_href(&series.key, 0))
    };
    let (measured, others): (Vec<&Series>, Vec<&Series>) =
        all.history.series.iter().partition(|series| series.kind == Kind::Benchmark);
    let rest = "all are in the list of the explorer.";
    let metrics = Group::filled(("Metric", "metrics"), others.iter().map(entry), room, rest);
    let left = room.saturating_sub(metrics.bytes());
    let benchmarks = Group::filled(("Benchmark", "benchmarks"), measured.iter().map(entry), left, rest);
    [metrics, benchmarks]
}

/// Alerts: open ones first, then the worst, then the newest.
pub(super) fn alerts(told: &Context<'_>) -> Group {
    let entries = told.assessment.alerts.iter().map(|alert| {
        let row = row(told, alert, 0);
        let opened = told.run(alert.opened).map(|run| date(run.taken_at)).unwrap_or_default();
        let name = format!("{}: {}", row.metric.text.text, alert.kind.as_str());
        let detail = format!("{}, since {opened}", row.state.text);
        Entry::new(&name, &detail, format!("{}#{}", routes::ALERTS, row.anchor))
    });
    Group::filled(("Alert", "alerts"), entries, ALERT_BYTES, "open ones and the newest come first.")
}

/// The newest runs.
pub(super) fn snapshots(all: &Context<'_>) -> Group {
    let entry = |run: &Run| {
        let detail = format!("{}, {}", run.job, source(run).text);
        Entry::new(&date_time(run.taken_at), &detail, routes::snapshot(&run.id))
    };
    let runs = &all.history.runs;
    let mut group =
        Group::filled(("Snapshot", "snapshots"), runs.iter().rev().map(entry), SNAPSHOT_BYTES, "");
    if !group.note.is_empty() {
        let (found, whole) = (group.entries.len(), plural(runs.len(), "snapshot", "snapshots"));
        group.note =
            format!("The newest {found} of {whole} can be found here; all are listed under Snapshots.");
    }
    group
}
