//! `collect`: snapshots results into the archive.

mod all;
mod asked;
mod benchmark;
mod code;
mod files;
mod health;
mod push;
mod stamp;
mod summary;
mod tests;
mod watch;

use super::Outcome;
use crate::args::{CollectArgs, CollectKind, Format};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::Collected;
use quarterdeck_model::plural;
use quarterdeck_model::{Kind, Level, Payload, Snapshot};
use serde_json::json;

pub(super) use asked::Asked;
#[cfg(target_os = "linux")]
pub(super) use health::configured_services;
pub(super) use push::Push;
pub(super) use stamp::Stamped;

pub(super) fn run(args: &CollectArgs, project: &Project, printer: &Printer) -> Outcome {
    match &args.kind {
        CollectKind::All(args) => all::run(args, project, printer),
        CollectKind::Coverage(one) => files::run(Kind::Coverage, one, project, printer),
        CollectKind::Benchmark(args) => benchmark::run(args, project, printer),
        CollectKind::Tests(args) => tests::run(args, project, printer),
        CollectKind::Findings(one) => files::run(Kind::Findings, one, project, printer),
        CollectKind::Health(health) => health::run(health, project, printer),
        CollectKind::Chaos(one) => files::run(Kind::Chaos, one, project, printer),
        CollectKind::Code(args) => code::run(args, project, printer),
    }
}

/// Stores what was collected and says so. A collection that failed is stored too: that it failed is a result.
fn finish(collected: Collected, stamped: &Stamped, printer: &Printer) -> Result<Exit, CliError> {
    let (exit, report) = keep(collected, stamped, printer)?;
    printer.answer(&report)?;
    Ok(exit)
}

/// Stores what was collected, and gives what is to be said of it.
pub(super) fn keep(
    collected: Collected,
    stamped: &Stamped,
    printer: &Printer,
) -> Result<(Exit, String), CliError> {
    printer.diagnostics(&collected.diagnostics, 10);
    let unreadable = collected.diagnostics.iter().any(|d| d.level == Level::Error);
    let snapshot = stamped.snapshot(collected);
    let path = stamped.store(&snapshot)?;
    summary::write(&snapshot, stamped)?;
    let exit = if unreadable || !snapshot.section.state.counts() { Exit::Unreadable } else { Exit::Done };
    Ok((exit, report(&snapshot, path.as_deref(), stamped.answer)))
}

/// What was stored, in the form asked for.
fn report(snapshot: &Snapshot, path: Option<&str>, format: Format) -> String {
    let metrics = snapshot.metrics();
    if format == Format::Json {
        let figure = |m: &quarterdeck_model::Metric| {
            let labels: serde_json::Map<_, _> =
                m.labels.iter().map(|(k, v)| (k.to_owned(), v.into())).collect();
            json!({"metric": m.id.as_str(), "labels": labels, "value": m.value, "unit": m.unit.as_str()})
        };
        let figures: Vec<_> = metrics.iter().map(figure).collect();
        let section = json!({"state": snapshot.section.state.as_str(), "reasons": snapshot.section.reasons});
        return json!({"kind": snapshot.kind().as_str(), "job": snapshot.collector.job, "path": path,
            "section": section, "figures": figures})
        .to_string();
    }
    let state = snapshot.section.state.as_str();
    let stored = path.map_or_else(|| "not stored (dry run)".to_owned(), ToOwned::to_owned);
    let mut lines = vec![format!("{} · {} · {state} · {stored}", snapshot.kind(), snapshot.collector.job)];
    lines.extend(snapshot.section.reasons.iter().map(|reason| format!("  {state}: {reason}")));
    lines.extend(metrics.iter().take(12).map(figure_line));
    if metrics.len() > 12 {
        lines.push(format!("  … and {}", plural(metrics.len() - 12, "more figure", "more figures")));
    }
    if let Payload::Benchmark(benchmark) = &snapshot.payload {
        lines.extend(benchmark.loads.iter().filter_map(quarterdeck_views::plain::load));
    }
    quarterdeck_views::text::visible_lines(&lines.join("\n"))
}

fn figure_line(metric: &quarterdeck_model::Metric) -> String {
    let labels = if metric.labels.is_empty() { String::new() } else { format!(" [{}]", metric.labels) };
    format!("  {}{labels} = {}", metric.id, quarterdeck_views::format::value(metric.value, &metric.unit))
}
