//! `check`: judges the latest results against the gate.

use super::Outcome;
use crate::args::{CheckArgs, Format};
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_analysis::gate::{self, GateOutcome, GateReport};
use serde_json::json;

pub(super) fn run(args: &CheckArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), printer)?;
    let policy = project.policy()?;
    let told = project.told(&project::history(&loaded, &policy));
    let report = gate::check(&told, &policy, now);
    let text = match args.answer.format {
        Format::Human => human(&report),
        Format::Markdown => markdown(&report),
        Format::Json => json!({"outcome": word(report.outcome), "conditions": report.conditions}).to_string(),
    };
    printer.answer(&text)?;
    Ok(exit(report.outcome))
}

fn exit(outcome: GateOutcome) -> Exit {
    match outcome {
        GateOutcome::Met => Exit::Done,
        GateOutcome::NotMet => Exit::GateFailed,
        GateOutcome::Missing => Exit::Unreadable,
    }
}

fn word(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Met => "met",
        GateOutcome::NotMet => "failed",
        GateOutcome::Missing => "data missing",
    }
}

fn mark(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Met => "● met      ",
        GateOutcome::NotMet => "▲ not met  ",
        GateOutcome::Missing => "○ no data  ",
    }
}

fn human(report: &GateReport) -> String {
    let rows = report.conditions.iter().map(|c| format!("{}{}: {}", mark(c.outcome), c.text, c.why));
    let mut lines: Vec<String> = rows.collect();
    lines.push(format!("gate: {}", word(report.outcome)));
    quarterdeck_views::text::visible_lines(&lines.join("\n"))
}

fn markdown(report: &GateReport) -> String {
    let cell = |text: &str| quarterdeck_views::text::visible(text).replace('|', "\\|");
    let row = |text: String, c: &gate::ConditionReport| {
        format!("{text}| {} | {} | {} |\n", mark(c.outcome).trim_end(), cell(&c.text), cell(&c.why))
    };
    let head =
        format!("### Quality gate: {}\n\n| | condition | why |\n|---|---|---|\n", word(report.outcome));
    report.conditions.iter().fold(head, row)
}
