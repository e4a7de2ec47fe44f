//! `performance_benchmark_report_*.json`: stated figures with their targets.

use super::document::{Document, Report, section};
use super::names::Figures;
use super::node::Node;
use super::time::Clock;
use crate::payload::Benchmark;
use crate::wire::WireError;
use crate::{Payload, SectionState, Snapshot};

/// Reads one report: a benchmark snapshot with the `actual` of every result. Targets are configuration and stay out.
pub(super) fn read(document: &Document, clock: &Clock<'_>) -> Result<Vec<Snapshot>, WireError> {
    let root = document.root();
    let (taken_at, remarks) = clock.time(&root)?;
    let mut report =
        Report { taken_at, format: "acgs2-performance-report", remarks: document.remarks.clone() };
    report.remarks.extend(remarks);
    let mut figures = Figures::default();
    for (name, result) in results(&root) {
        figures.add(name, result.first(&["actual", "value"]));
    }
    let mut section = section(figures.figures.len(), figures.missing);
    let errors = errors(&root);
    if !errors.is_empty() {
        let none = figures.figures.is_empty();
        section.state = if none { SectionState::Failed } else { SectionState::Partial };
        section.reasons.extend(errors);
    }
    if section.state == SectionState::Empty && section.reasons.is_empty() {
        section.reasons.push("the report holds no result".to_owned());
    }
    let payload = Payload::Benchmark(Benchmark { figures: figures.figures, ..Benchmark::default() });
    Ok(vec![report.snapshot("acgs2-performance", section, payload, figures.remarks)])
}

/// Results by name: a list of `{metric, actual}`, or an object of them by name.
fn results<'a>(root: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    let Some(results) = root.get("results") else { return Vec::new() };
    if !results.is_array() {
        return results.fields();
    }
    let named = |item: Node<'a>| {
        let name = item.first(&["metric", "name"]).and_then(|n| n.text()).filter(|n| !n.is_empty());
        (name.unwrap_or("unnamed"), item)
    };
    results.items().into_iter().map(named).collect()
}

/// The report's own errors, as reasons.
fn errors(root: &Node<'_>) -> Vec<String> {
    let items = root.get("errors").map(|e| e.items()).unwrap_or_default();
    let text = |item: &Node<'_>| {
        let own = item.text().or_else(|| item.first(&["message", "error"]).and_then(|m| m.text()));
        own.map_or_else(|| "an error without text".to_owned(), str::to_owned)
    };
    items.iter().map(text).collect()
}
