//! `scenario_<name>_<unix>.json`: one chaos experiment.

use super::document::{Document, Report};
use super::names::percent_of;
use super::node::Node;
use super::time::Clock;
use crate::payload::{Chaos, Experiment, Impact, Recovery, Verdict};
use crate::wire::WireError;
use crate::{Diagnostic, Payload, Section, Snapshot};

/// Reads one scenario.
pub(super) fn read(document: &Document, clock: &Clock<'_>) -> Result<Vec<Snapshot>, WireError> {
    let root = document.root();
    let (taken_at, remarks) = clock.time(&root)?;
    let mut report = Report { taken_at, format: "acgs2-chaos-scenario", remarks: document.remarks.clone() };
    report.remarks.extend(remarks);
    let mut own = Vec::new();
    let (availability, errors) = shares(&root, &mut own);
    let experiment = Experiment {
        scenario: scenario(&root, clock),
        verdict: verdict(&root, &mut own),
        started_at: Some(taken_at),
        duration_s: root.first(&["duration_seconds", "duration"]).and_then(|n| positive(&n)),
        faults_injected: injected(&root),
        availability_percent: availability,
        error_percent: errors,
        recovery: recovery(&root, &mut own),
        impacts: impacts(&root),
        events: Vec::new(),
        reasons: Vec::new(),
        tracks: Vec::new(),
    };
    let section = match experiment.verdict {
        Verdict::Error => {
            Section::because(crate::SectionState::Failed, "the report does not say how it ended")
        }
        _ => Section::ok(),
    };
    let payload = Payload::Chaos(Chaos { experiments: vec![experiment] });
    Ok(vec![report.snapshot("acgs2-chaos", section, payload, own)])
}

/// The scenario's name: its own, else from `scenario_<name>_<unix>.json`.
fn scenario(root: &Node<'_>, clock: &Clock<'_>) -> String {
    let own = root.get("scenario").and_then(|s| s.text().or_else(|| s.get("name").and_then(|n| n.text())));
    let from_name = || {
        let base = clock.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let rest = base.strip_prefix("scenario_").unwrap_or(base);
        let stem = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
        stem.rsplit_once('_').map_or(stem, |(name, _)| name).to_owned()
    };
    own.map_or_else(from_name, str::to_owned)
}

fn verdict(root: &Node<'_>, remarks: &mut Vec<Diagnostic>) -> Verdict {
    if injected(root) == Some(0) {
        remarks.push(Diagnostic::note(
            "",
            "no failure was injected: the scenario says nothing about the system",
        ));
        return Verdict::NotInjected;
    }
    match root.first(&["success", "passed"]).and_then(|n| n.flag()) {
        Some(true) => Verdict::Pass,
        Some(false) => Verdict::Fail,
        None => Verdict::Error,
    }
}

fn injected(root: &Node<'_>) -> Option<u64> {
    let node = root.get("failures_injected")?;
    if node.is_array() { Some(node.items().len() as u64) } else { node.count() }
}

/// Availability and error rate as percentages. Both zero contradict each other: nothing was measured.
fn shares(root: &Node<'_>, remarks: &mut Vec<Diagnostic>) -> (Option<f64>, Option<f64>) {
    let metrics = root.get("chaos_metrics");
    let averages = metrics.as_ref().and_then(|m| m.get("avg_metrics"));
    let field = |key: &str| {
        averages.as_ref().and_then(|a| a.get(key)).or_else(|| metrics.as_ref().and_then(|m| m.get(key)))
    };
    let fields = [field("availability"), field("error_rate")];
    let sum: f64 = fields.iter().flatten().filter_map(Node::number).sum();
    if sum == 0.0 {
        if fields.iter().any(Option::is_some) {
            remarks.push(Diagnostic::note("", "availability and error rate are 0: neither was measured"));
        }
        return (None, None);
    }
    // 99.2 and 0.8 are percentages both; 0.99 and 0.01 are ratios both.
    let percentages = (sum - 100.0).abs() < 1.0;
    let [good, bad] = fields.map(|node| node.and_then(|node| percent(&node, percentages, remarks)));
    (good, bad)
}

/// The share at `node` as a percentage; up to 1 it is a ratio, unless it is known to be a percentage.
fn percent(node: &Node<'_>, known: bool, remarks: &mut Vec<Diagnostic>) -> Option<f64> {
    let number = node.number()?;
    let ratio = number <= 1.0 && !known;
    let value = if ratio { percent_of(number) } else { number };
    if !(0.0..=100.0).contains(&value) {
        remarks.push(node.warning(format!("{value} is no percentage, 0 to 100 was expected: left out")));
        return None;
    }
    if ratio {
        remarks.push(node.note(format!("{number} was taken as a ratio, {value} %")));
    }
    Some(value)
}

fn positive(node: &Node<'_>) -> Option<f64> {
    node.number().filter(|n| *n > 0.0)
}

/// Time until good again; 0 seconds is no measurement.
fn recovery(root: &Node<'_>, remarks: &mut Vec<Diagnostic>) -> Option<Recovery> {
    let node = root.get("recovery_time_seconds")?;
    let seconds = positive(&node);
    if seconds.is_none() {
        remarks.push(node.note("no recovery time above 0 seconds: it was not measured"));
    }
    seconds.map(|seconds| Recovery { seconds, plus_minus: None, censored: false })
}

/// Declared targets; that system measured nothing about them.
fn impacts(root: &Node<'_>) -> Vec<Impact> {
    let radius = root.get("blast_radius");
    let list =
        radius.as_ref().and_then(|r| r.first(&["services", "affected_services", "targets"])).or(radius);
    let services = list.map(|l| l.items()).unwrap_or_default();
    let impact = |name: &str| Impact { service: name.to_owned(), target: true, availability_percent: None };
    services.iter().filter_map(Node::text).map(impact).collect()
}
