//! Chaos experiments of a snapshot: their timelines as charts, and all of it as tables.

use super::Section;
use super::payload::{cell, number, table};
use crate::chart::{ChartSpec, Figure, Frame, column, probes};
use crate::format::{Quantity, UNKNOWN, maybe, value};
use crate::page::rows::plural;
use crate::routes;
use quarterdeck_model::payload::{Chaos, Experiment, Impact, Payload, Recovery};
use quarterdeck_model::{SnapshotId, Unit};

/// Timelines that are drawn.
const MOST_CHARTS: usize = 5;

/// The timelines on the page of snapshot `id`; none for other payloads.
pub(super) fn charts(id: &SnapshotId, payload: &Payload) -> Vec<Figure> {
    let Payload::Chaos(p) = payload else { return Vec::new() };
    let drawn = p.experiments.iter().enumerate().filter_map(|(n, e)| {
        let frame = Frame { height: 240, ..Frame::full(format!("probes-{n}")) };
        probes(e, &frame)
    });
    let page = routes::snapshot(id);
    let figure = |spec: ChartSpec| {
        let name = spec.id.clone();
        Figure::on_page(spec, &page, &name)
    };
    drawn.take(MOST_CHARTS).map(figure).collect()
}

/// The tables of experiments: one row each, then what each verdict rests on and its timeline.
pub(super) fn sections(p: &Chaos) -> Vec<Section> {
    let rows = p.experiments.iter().map(|e: &Experiment| {
        vec![
            cell(&e.scenario),
            e.verdict.as_str().to_owned(),
            recovery(e).text(),
            maybe(e.availability_percent, &Unit::Percent).text(),
            maybe(e.error_percent, &Unit::Percent).text(),
            e.faults_injected.map_or_else(|| UNKNOWN.to_owned(), number),
            impact(e),
        ]
    });
    let mut columns = vec![column("Scenario", false), column("Verdict", false)];
    columns.extend(["Recovery", "Availability", "Errors", "Faults"].map(|t| column(t, true)));
    columns.push(column("Felt by", false));
    let summary = plural(p.experiments.len(), "experiment.", "experiments.");
    let mut out = vec![Section {
        title: "Experiments".to_owned(),
        summary,
        table: table(columns, rows, p.experiments.len()),
    }];
    out.extend(p.experiments.iter().filter(|e| !e.reasons.is_empty()).take(20).map(reasons));
    out.extend(p.experiments.iter().filter(|e| !e.events.is_empty()).take(20).map(timeline));
    out
}

/// A censored recovery says that it took longer than was watched.
pub(crate) fn recovery(e: &Experiment) -> Quantity {
    let shown = maybe(e.recovery.map(|r| r.seconds), &Unit::Seconds);
    match e.recovery {
        Some(r) if r.censored => Quantity { number: format!("> {}", shown.number), ..shown },
        Some(Recovery { plus_minus: Some(pm), .. }) => {
            Quantity { unit: format!("{} ± {}", shown.unit, value(pm, &Unit::Seconds)), ..shown }
        }
        _ => shown,
    }
}

fn impact(e: &Experiment) -> String {
    let one = |i: &Impact| {
        let role = if i.target { "" } else { " (not a target)" };
        format!("{}{role} {}", cell(&i.service), maybe(i.availability_percent, &Unit::Percent).text())
    };
    let shown: Vec<String> = e.impacts.iter().take(8).map(one).collect();
    let rest = e.impacts.len().saturating_sub(8);
    if rest > 0 { format!("{}, {rest} more", shown.join(", ")) } else { shown.join(", ") }
}

fn timeline(e: &Experiment) -> Section {
    let rows = e.events.iter().map(|event| {
        let detail = event.detail.as_deref().map(cell).unwrap_or_default();
        vec![value(event.at_s, &Unit::Seconds), cell(&event.what), detail]
    });
    let columns = vec![column("At", true), column("What", false), column("Detail", false)];
    Section {
        title: format!("Timeline of {}", cell(&e.scenario)),
        summary: String::new(),
        table: table(columns, rows, e.events.len()),
    }
}

/// What a verdict rests on, one sentence a row.
fn reasons(e: &Experiment) -> Section {
    let rows = e.reasons.iter().map(|reason| vec![cell(reason)]);
    Section {
        title: format!("Why {}: {}", cell(&e.scenario), e.verdict.as_str()),
        summary: String::new(),
        table: table(vec![column("What the verdict rests on", false)], rows, e.reasons.len()),
    }
}
