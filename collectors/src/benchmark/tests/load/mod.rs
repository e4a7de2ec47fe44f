//! Reports of load tools: one line a fixture.

mod autocannon;
mod hdr_hgrm;
mod hdr_hlog;
mod jmeter;
mod k6;
mod k6_json;
mod locust;
mod oha;
mod vegeta;
mod wrk;

use crate::benchmark::merge;
use crate::fixtures::{self, Row};
use crate::format::Reading;
use quarterdeck_model::payload::{Benchmark, Entry, Figure, Load};
use quarterdeck_model::{Direction, Kind, Labels, MetricId, Payload, Section, Unit};
use std::fmt::Write as _;

fn check(format: &str, rows: &[Row]) {
    fixtures::check(Kind::Benchmark, format, rows, figures);
}

/// Loads, entries and figures, each with its name in brackets when it has one.
fn figures(reading: &Reading) -> String {
    let Payload::Benchmark(benchmark) = &reading.payload else { return "no benchmark".to_owned() };
    let loads = benchmark.loads.iter().map(load);
    let entries = benchmark.entries.iter().map(entry);
    loads.chain(entries).chain(benchmark.figures.iter().map(figure)).collect::<Vec<_>>().join(", ")
}

fn load(load: &Load) -> String {
    let errors = load.errors.map_or("unknown".to_owned(), |n| n.to_string());
    let mut out = format!(
        "[{}] {} of {} failed in {} s",
        load.name,
        errors,
        load.requests,
        load.duration_s.map_or("unknown".to_owned(), |s| s.to_string())
    );
    let _ = load.rate_asked.map(|rate| write!(out, ", asked {rate} a second"));
    let _ = load.rate_achieved.map(|rate| write!(out, ", {rate} a second"));
    for (name, histogram) in [("response", &load.response), ("service", &load.service)] {
        let Some(histogram) = histogram.as_ref().map(|h| h.decode().unwrap()) else { continue };
        let at = |q| histogram.value_at_quantile(q);
        let _ = write!(out, ", {name} of {} in us: {} {} {}", histogram.len(), at(0.5), at(0.95), at(0.99));
    }
    if !load.section.state.counts() {
        out.push_str(", does not count");
    }
    out
}

fn entry(entry: &Entry) -> String {
    let estimate = &entry.estimate;
    let samples = estimate.samples.map(|n| format!(", n = {n}")).unwrap_or_default();
    let (value, by) = (estimate.value, &estimate.estimator);
    let counts = if entry.section.state.counts() { "" } else { ", does not count" };
    format!(
        "{} {} {value} {} by {by} {:?}{samples}{counts}",
        entry.name, entry.measure, entry.unit, entry.direction
    )
}

fn figure(figure: &Figure) -> String {
    let name = figure.labels.get("load").map(|name| format!(" [{name}]")).unwrap_or_default();
    let metric = figure.metric.as_str().trim_start_matches("benchmark.").to_owned();
    format!("{metric}{name} {} {} {:?}", figure.value, figure.unit, figure.direction)
}

#[test]
fn a_run_of_two_reports_counts_once() {
    let load = |name: &str| Load {
        name: name.to_owned(),
        section: Section::ok(),
        duration_s: Some(10.0),
        rate_asked: None,
        rate_achieved: Some(1.0),
        requests: 10,
        errors: Some(0),
        response: None,
        service: None,
        send_lag: None,
        measured: None,
    };
    let p50 = |name: &str| Figure {
        metric: MetricId::new("benchmark.latency_p50_ms"),
        labels: Labels::one("load", name),
        value: 1.0,
        unit: Unit::Milliseconds,
        direction: Direction::LowerIsBetter,
    };
    let report =
        |name: &str| Benchmark { loads: vec![load(name)], figures: vec![p50(name)], ..Benchmark::default() };
    let merged = merge(vec![report("a"), report("b"), report("a")]);
    let counted: Vec<_> = merged.loads.iter().map(|l| (l.name.as_str(), l.section.state.counts())).collect();
    assert_eq!(counted, [("a", true), ("b", true), ("a", false)]);
    assert_eq!(merged.figures, [p50("a"), p50("b")]);
}
