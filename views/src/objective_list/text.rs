//! The objectives in words: for a terminal, a job summary.

use super::{Entry, ObjectiveList};
use crate::format::fixed;
use crate::markdown::table;
use crate::text::{plural, visible_lines};
use std::fmt::Write as _;

/// Plain text, one objective a line, with what it rests on below it.
pub fn text(list: &ObjectiveList) -> String {
    let mut out = format!("{}, {}, at {}\n", list.project, summary(list), list.now);
    for entry in &list.objectives {
        let _ = write!(out, "\n{}  {}: {}", mark(entry), named(entry), entry.figure);
        let _ = writeln!(out, ", target {}{}", entry.target_words, window(entry));
        for line in below(entry) {
            let _ = writeln!(out, "  {line}");
        }
    }
    visible_lines(&out)
}

/// A table for a job summary or a comment.
pub fn markdown(list: &ObjectiveList) -> String {
    let row = |entry: &Entry| {
        let target = format!("{}{}", entry.target_words, window(entry));
        vec![mark(entry).to_owned(), named(entry), entry.figure.clone(), target, entry.why.clone()]
    };
    let columns = ["", "objective", "figure", "target", "why"].map(|name| (name, false));
    let rows = list.objectives.iter().map(row);
    format!("### Objectives: {}\n\n{}", summary(list), table(&columns, rows))
}

fn summary(list: &ObjectiveList) -> String {
    format!(
        "{} met, {} at risk, {} missed, {} without enough data",
        list.met, list.at_risk, list.missed, list.not_enough_data
    )
}

fn mark(entry: &Entry) -> &'static str {
    match entry.attainment {
        "met" => "● met",
        "at risk" => "◆ at risk",
        "missed" => "▲ missed",
        _ => "○ not enough data",
    }
}

fn named(entry: &Entry) -> String {
    if entry.about.is_empty() { entry.name.clone() } else { format!("{} ({})", entry.name, entry.about) }
}

fn window(entry: &Entry) -> String {
    match entry.window {
        "latest" => String::new(),
        window => format!(" over the {window}"),
    }
}

fn below(entry: &Entry) -> Vec<String> {
    let mut lines = Vec::new();
    if !entry.why.is_empty() {
        lines.push(entry.why.clone());
    }
    if let Some(budget) = &entry.budget {
        let left = budget.left_percent.map_or("unknown".to_owned(), |left| format!("{} %", fixed(left, 0)));
        let rate = budget.burn_rate.map_or("unknown".to_owned(), |rate| fixed(rate, 1));
        let coverage = fixed((budget.coverage_percent * 10.0).floor() / 10.0, 1);
        lines.push(format!(
            "error budget left: {left}, burn rate {rate}; {coverage} % known, {}{}",
            plural(usize::try_from(budget.probes).unwrap_or(usize::MAX), "probe", "probes"),
            shown(budget.probes, budget.needed_probes)
        ));
    }
    let stretch = entry.stretch.as_ref().zip(entry.stretch_met);
    lines.extend(
        stretch.map(|(stretch, met)| {
            format!("stretch target {stretch}: {}", if met { "met" } else { "not met" })
        }),
    );
    if entry.snapshots > 0 {
        lines.push(format!(
            "{}, the newest {}",
            plural(entry.snapshots, "snapshot", "snapshots"),
            entry.latest.as_deref().unwrap_or("unknown")
        ));
    }
    lines
}

/// Whether so many probes could show the target at all.
fn shown(probes: u64, needed: Option<u64>) -> String {
    let needed = needed.filter(|needed| *needed > probes);
    needed.map(|n| format!(" of the {n} that would show the target at 95 % confidence")).unwrap_or_default()
}
