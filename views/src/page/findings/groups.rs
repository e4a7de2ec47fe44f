//! Open findings by rule, by file and by tool.

use super::job::Job;
use crate::Status;
use crate::context::Context;
use crate::format::{UNKNOWN, count, date, delta};
use crate::page::area::AreaPart;
use crate::page::grid::{Cell, Grid, GridColumn, column, linked, numbers, status, text};
use crate::page::rows::{run_link, sentence};
use crate::text::Shown;
use quarterdeck_analysis::compare::findings::{Missing, missing};
use quarterdeck_analysis::open::Tracked;
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Direction, SectionState, Unit};
use std::collections::BTreeMap;

/// Rules that are listed.
const MOST_RULES: usize = 40;
/// Files that are listed.
const MOST_FILES: usize = 20;
/// Tools that are listed.
const MOST_TOOLS: usize = 40;

/// The word for a severity.
pub(super) fn severity(severity: Severity) -> &'static str {
    if severity == Severity::Unknown { "not rated" } else { severity.as_str() }
}

/// The file and line of a finding.
pub(super) fn place(finding: &Finding) -> Shown {
    let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
    let path = if finding.path.is_empty() { "(no file)" } else { &finding.path };
    Shown::cut(&format!("{path}{line}"), 120)
}

fn open(findings: &Findings) -> impl Iterator<Item = &Finding> {
    findings.items.iter().filter(|finding| !finding.suppressed)
}

/// How many findings of each (tool, rule).
fn by_rule(findings: &Findings) -> BTreeMap<(&str, &str), Vec<&Finding>> {
    let mut all: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in open(findings) {
        all.entry((&finding.tool, &finding.rule)).or_default().push(finding);
    }
    all
}

/// Whether all that `tool` finds of `class` is listed.
fn listed(findings: &Findings, class: Class, tool: &str) -> bool {
    missing(findings, class, tool).is_none()
}

/// Rules with the most open findings, the worst first.
pub(super) fn rules(context: &Context<'_>, job: &Job<'_>, now: &Findings) -> AreaPart {
    let before = job.base.map(|(_, findings)| (findings, by_rule(findings)));
    let mut oldest: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for one in &job.tracked.open {
        let since = oldest.entry((&one.finding.tool, &one.finding.rule)).or_insert(one.since);
        *since = one.since.min(*since);
    }
    let mut all: Vec<((&str, &str), Vec<&Finding>)> = by_rule(now).into_iter().collect();
    let worst = |found: &[&Finding]| found.iter().map(|f| f.severity).max();
    all.sort_by_key(|(rule, found)| (std::cmp::Reverse(worst(found)), std::cmp::Reverse(found.len()), *rule));
    let row = |(rule, found): &((&str, &str), Vec<&Finding>)| -> Vec<Cell> {
        let class = found.first().map(|finding| finding.class);
        let then = before.as_ref().and_then(|(findings, rules)| {
            let known = class.is_some_and(|class| listed(findings, class, rule.0));
            known.then(|| rules.get(rule).map_or(0.0, |found| found.len() as f64))
        });
        let change = delta(then, Some(found.len() as f64), &Unit::Count, Direction::LowerIsBetter);
        let since = oldest.get(rule).map(|run| {
            let day = context.run(*run).map(|run| date(run.taken_at)).unwrap_or_default();
            linked(Shown::new(&day), run_link(context, *run, 0).href)
        });
        let example = found.first().map(|finding| finding.message.as_str()).unwrap_or_default();
        vec![
            text(rule.1).with_sub(rule.0),
            text(worst(found).map_or(UNKNOWN, severity)),
            text(class.map_or(UNKNOWN, Class::as_str)),
            text(&count(found.len() as f64)),
            text(&change.text).with_sub(change.word),
            since.unwrap_or_else(|| text(UNKNOWN)),
            Cell { text: Shown::cut(example, 100), ..Cell::default() },
        ]
    };
    let rows = all.iter().map(row).collect();
    let none = "The report lists no single open finding.";
    AreaPart::titled("By rule")
        .saying(numbered(now))
        .grids(vec![Grid::of(rule_columns(), none).filled(rows, MOST_RULES)])
}

fn rule_columns() -> Vec<GridColumn> {
    vec![
        column("Rule"),
        column("Severity"),
        column("Class").only("medium"),
        numbers("Open"),
        numbers("Δ baseline").only("medium"),
        column("Oldest since").only("medium"),
        column("For example").only("wide"),
    ]
}

/// Classes of which only numbers are known.
fn numbered(now: &Findings) -> String {
    let only = |class: &Class| {
        now.tools.iter().any(|tool| missing(now, *class, &tool.tool) == Some(Missing::OnlyCounted))
    };
    let classes: Vec<&str> = Class::ALL.into_iter().filter(only).map(Class::as_str).collect();
    match classes.as_slice() {
        [] => String::new(),
        classes => format!("Of {} more are counted than listed: what follows is a part.", classes.join(", ")),
    }
}

/// Files with the most open findings.
pub(super) fn files(now: &Findings) -> AreaPart {
    let mut all: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in open(now).filter(|finding| !finding.path.is_empty()) {
        all.entry(&finding.path).or_default().push(finding);
    }
    let mut all: Vec<(&str, Vec<&Finding>)> = all.into_iter().collect();
    all.sort_by_key(|(path, found)| (std::cmp::Reverse(found.len()), *path));
    let row = |(path, found): &(&str, Vec<&Finding>)| -> Vec<Cell> {
        let worst = found.iter().map(|finding| finding.severity).max();
        let mut rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        vec![
            text(path),
            text(&count(found.len() as f64)),
            text(worst.map_or(UNKNOWN, severity)),
            Cell { text: Shown::cut(&rules.join(", "), 100), ..Cell::default() },
        ]
    };
    let columns = vec![column("File"), numbers("Open"), column("Worst"), column("Rules").only("medium")];
    let grid =
        Grid::of(columns, "The report names no file.").filled(all.iter().map(row).collect(), MOST_FILES);
    AreaPart::titled("By file").grids(vec![grid])
}

/// What every tool looked for, and whether it really ran.
pub(super) fn tools(now: &Findings, tracked: &Tracked) -> AreaPart {
    let row = |tool: &ToolReport| -> Vec<Cell> {
        let looked: Vec<&str> = tool.looked_for.iter().map(|class| class.as_str()).collect();
        let version = tool.version.as_deref().unwrap_or_default();
        let ran = tool.section.state.counts();
        let found = tracked.open.iter().filter(|one| one.finding.tool == tool.tool).count();
        let whole = tool.looked_for.iter().all(|class| listed(now, *class, &tool.tool));
        let number = if ran && whole { count(found as f64) } else { UNKNOWN.to_owned() };
        let why = tool.section.reasons.first().map(|why| sentence(why)).unwrap_or_default();
        vec![
            text(format!("{} {version}", tool.tool).trim()).with_sub(&why),
            status(state(tool.section.state)),
            text(&looked.join(", ")),
            text(&number),
        ]
    };
    let columns = vec![column("Tool"), column("State"), column("Looks for"), numbers("Open")];
    let grid = Grid::of(columns, "The report names no tool.")
        .filled(now.tools.iter().map(row).collect(), MOST_TOOLS);
    AreaPart::titled("By tool").grids(vec![grid])
}

fn state(state: SectionState) -> Status {
    match state {
        SectionState::Ok => Status::NO_TARGET.named("Ran"),
        SectionState::Partial => Status::AT_RISK.named("Ran in part"),
        SectionState::Failed => Status::NO_DATA.named("Did not run"),
        SectionState::Empty => Status::NO_DATA.named("Looked at nothing"),
    }
}
