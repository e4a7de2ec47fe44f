//! The verdict for people: on a terminal, and as Markdown for a job summary or a comment.

use super::{Gate, words};
use crate::comparison;
use crate::markdown::{escape, table};
use crate::page::rows::plural;
use crate::text::{visible, visible_lines};
use quarterdeck_analysis::gate::{ConditionReport, GateOutcome, Place};
use std::fmt::Write as _;

/// Places told on a terminal, and in a comment.
const MOST_PLACES: usize = 10;

/// Every condition; below one that does not hold, the figures, the places and the snapshots.
pub fn text(gate: &Gate<'_>) -> String {
    let mut out = String::new();
    for condition in &gate.report.conditions {
        let _ = writeln!(out, "{:<11}{}", words::mark(condition.outcome), words::sentence(condition));
        if condition.outcome != GateOutcome::Met || gate.all {
            details(&mut out, condition);
        }
    }
    if let Some(since) = gate.since {
        let _ = writeln!(out, "baseline: {}", visible(since));
    }
    let _ = write!(out, "gate: {}", words::outcome(gate.report.outcome));
    visible_lines(&out)
}

fn details(out: &mut String, condition: &ConditionReport) {
    // One figure alone is in the sentence already.
    if condition.figures.len() > 1 || condition.figures.iter().any(|f| f.baseline.is_some()) {
        for figure in condition.figures.iter().take(MOST_PLACES) {
            let _ = writeln!(out, "             {}", words::figure(figure));
        }
    }
    for place in condition.places.iter().take(MOST_PLACES) {
        let _ = writeln!(out, "             {}: {}", position(place), words::of_place(place));
    }
    for (what, ids) in [("snapshot", &condition.evidence), ("compared with", &condition.compared_with)] {
        if !ids.is_empty() {
            let _ = writeln!(out, "             {what}: {}", words::snapshots(ids));
        }
    }
}

/// `src/a.rs:12`.
fn position(place: &Place) -> String {
    let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
    visible(&format!("{}{line}", place.path))
}

/// The verdict, and a table of the conditions that do not hold (of all, where that is asked for), then new findings and
/// files by name.
pub fn markdown(gate: &Gate<'_>) -> String {
    let mut out = format!("### Quality gate: {}\n", words::outcome(gate.report.outcome));
    let told: Vec<&ConditionReport> = gate.told().collect();
    if !told.is_empty() {
        let row =
            |c: &&ConditionReport| vec![words::mark(c.outcome).to_owned(), c.text.clone(), c.why.clone()];
        let columns = ["", "condition", "why"].map(|name| (name, false));
        let _ = write!(out, "\n{}", table(&columns, told.iter().map(row)));
    }
    let rest = gate.report.conditions.len() - told.len();
    if rest > 0 {
        let also = if told.is_empty() { "" } else { "other " };
        let (one, many) = (format!("{also}condition holds"), format!("{also}conditions hold"));
        let _ = writeln!(out, "\n{}.", plural(rest, &one, &many));
    }
    for condition in told.iter().filter(|c| !c.places.is_empty()) {
        places(&mut out, condition);
    }
    if let Some(since) = gate.since {
        let _ = writeln!(out, "\nBaseline: {}.", escape(since));
    }
    if let Some(compared) = gate.compared {
        comparison::changes(&mut out, compared);
    }
    out
}

fn places(out: &mut String, condition: &ConditionReport) {
    let _ = writeln!(out, "\n<details><summary>{}</summary>\n", escape(&condition.text));
    for place in condition.places.iter().take(MOST_PLACES) {
        let _ = writeln!(out, "- {}: {}", escape(&position(place)), escape(&words::of_place(place)));
    }
    let more = condition.places.len().saturating_sub(MOST_PLACES);
    if more > 0 {
        let _ = writeln!(out, "- and {more} more");
    }
    out.push_str("\n</details>\n");
}
