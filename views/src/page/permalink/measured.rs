//! What a snapshot holds, as tables: benchmarks and probe rounds.

use super::Section;
use super::load;
use super::payload::{cell, number, table};
use crate::chart::column;
use crate::format::date::precise;
use crate::format::{UNKNOWN, date_time, maybe, value, zoned};
use crate::page::rows::plural;
use quarterdeck_analysis::Zone;
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::payload::{Benchmark, Entry, Health, Load, Outcome, Round};
use quarterdeck_model::{SectionState, Unit};

pub(super) fn benchmark(p: &Benchmark) -> Vec<Section> {
    let mut out = Vec::new();
    if !p.entries.is_empty() {
        out.push(entries(p));
    }
    if !p.loads.is_empty() {
        out.push(loads(p));
        out.extend(p.loads.iter().flat_map(load::sections));
    }
    if out.is_empty() {
        let summary = format!("{} stated by the report.", plural(p.figures.len(), "figure", "figures"));
        out.push(Section { title: "Benchmarks".to_owned(), summary, ..Section::default() });
    }
    out
}

fn entries(p: &Benchmark) -> Section {
    let rows = p.entries.iter().map(|e: &Entry| {
        let spread =
            e.estimate.spread.map(|s| format!("{} to {}", value(s.lower, &e.unit), value(s.upper, &e.unit)));
        let samples = e.estimate.samples.map(number);
        vec![
            cell(&e.name),
            cell(&e.measure),
            value(e.estimate.value, &e.unit),
            spread.unwrap_or_else(|| UNKNOWN.to_owned()),
            samples.unwrap_or_else(|| UNKNOWN.to_owned()),
            cell(&e.estimate.estimator),
            state(e.section.state, &e.section.reasons),
        ]
    });
    let mut columns = vec![column("Benchmark", false), column("Measure", false)];
    columns.extend(["Value", "Spread", "Samples"].map(|t| column(t, true)));
    columns.extend(["Estimator", "State"].map(|t| column(t, false)));
    let summary = plural(p.entries.len(), "benchmark.", "benchmarks.");
    Section { title: "Benchmarks".to_owned(), summary, table: table(columns, rows, p.entries.len()) }
}

fn state(state: SectionState, reasons: &[String]) -> String {
    match reasons.first() {
        Some(reason) => format!("{}: {}", state.as_str(), cell(reason)),
        None => state.as_str().to_owned(),
    }
}

fn loads(p: &Benchmark) -> Section {
    let rows = p.loads.iter().map(|l: &Load| {
        let responses = l.responses();
        let percentile = |q: f64| responses.as_ref().and_then(|histogram| quantile_ms(histogram, q));
        let at = |q: f64| maybe(percentile(q), &Unit::Milliseconds).text();
        let rate = |r: Option<f64>| maybe(r, &Unit::PerSecond).text();
        vec![
            cell(&l.name),
            rate(l.rate_asked),
            rate(l.rate_achieved),
            at(0.5),
            at(0.95),
            at(0.99),
            format!("{} of {}", l.errors.map_or_else(|| "unknown".to_owned(), number), number(l.requests)),
            state(l.section.state, &l.section.reasons),
        ]
    });
    let mut columns = vec![column("Load", false)];
    columns.extend(["Asked", "Achieved", "p50", "p95", "p99", "Errors"].map(|t| column(t, true)));
    columns.push(column("State", false));
    Section {
        title: "Load runs".to_owned(),
        summary: String::new(),
        table: table(columns, rows, p.loads.len()),
    }
}

pub(super) fn health(p: &Health) -> Vec<Section> {
    let named =
        |r: &Round, canary: bool| if canary { format!("canary {}", r.service) } else { r.service.clone() };
    let all = p.rounds.iter().map(|r| (r, false)).chain(p.canaries.iter().map(|r| (r, true)));
    let rows = all.map(|(r, canary)| {
        let certificate = r.certificate.as_ref().map(|c| date_time(c.expires_at));
        vec![
            cell(&named(r, canary)),
            r.state().as_str().to_owned(),
            maybe(r.good_percent(), &Unit::Percent).text(),
            maybe(r.median_ms(), &Unit::Milliseconds).text(),
            certificate.unwrap_or_else(|| UNKNOWN.to_owned()),
            cell(&r.target),
        ]
    });
    let columns = vec![
        column("Service", false),
        column("State", false),
        column("Good probes", true),
        column("Median time", true),
        column("Certificate until", false),
        column("Target", false),
    ];
    let rounds = Section {
        title: "Services".to_owned(),
        summary: format!("{} probed.{}", plural(p.rounds.len(), "service", "services"), lateness(p)),
        table: table(columns, rows, p.rounds.len() + p.canaries.len()),
    };
    vec![rounds, probes(p)]
}

/// How late the rounds of a watch began; empty for a round by itself.
fn lateness(p: &Health) -> String {
    let planned = p.rounds.iter().map(|round| round.late_ms.len()).max().unwrap_or(0);
    let latest = p.rounds.iter().flat_map(|round| &round.late_ms).copied().fold(0.0, f64::max);
    let rounds = plural(planned, "planned round", "planned rounds");
    match planned {
        0 => String::new(),
        _ => format!(" {rounds}, begun at most {} late.", value(latest, &Unit::Milliseconds)),
    }
}

/// Bad probes first: what a reader of an incident needs.
fn probes(p: &Health) -> Section {
    let mut all: Vec<_> =
        p.rounds.iter().flat_map(|r| r.probes.iter().map(move |probe| (r, probe))).collect();
    all.sort_by_key(|(_, probe)| probe.outcome == Outcome::Up);
    let time = |ms: Option<f64>| maybe(ms, &Unit::Milliseconds).text();
    let rows = all.iter().map(|(round, probe)| {
        let status = probe.status.map_or_else(|| UNKNOWN.to_owned(), |s| s.to_string());
        vec![
            cell(&round.service),
            // They are seconds apart, or less.
            precise(probe.planned_at).replace(' ', "\u{a0}"),
            probe.outcome.as_str().to_owned(),
            status,
            time(probe.phases.first_byte_ms),
            time(probe.phases.total_ms),
            probe.detail.as_deref().map(cell).unwrap_or_default(),
        ]
    });
    let columns = vec![
        column("Service", false),
        column(if zoned(Zone::is_utc) { "Planned (UTC)" } else { "Planned" }, false),
        column("Outcome", false),
        column("Status", true),
        column("First byte", true),
        column("Total", true),
        column("Detail", false),
    ];
    let summary = "Probes that were not up come first.".to_owned();
    Section { title: "Probes".to_owned(), summary, table: table(columns, rows, all.len()) }
}
