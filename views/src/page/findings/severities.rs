//! Open findings by class and severity: what was not looked for has no number.

use super::course::{SORTS, looked};
use crate::Status;
use crate::format::{UNKNOWN, count, delta};
use crate::page::area::AreaPart;
use crate::page::grid::{Cell, Grid, column, numbers, status, text};
use quarterdeck_model::payload::{Class, Findings};
use quarterdeck_model::{Direction, Unit};

/// The part.
pub(super) fn part(now: &Findings, before: Option<&Findings>) -> AreaPart {
    let mut columns = vec![column("Class"), column("Looked for")];
    columns.extend(SORTS.iter().rev().map(|(_, name, _)| numbers(&capital(name)).only("medium")));
    columns.extend([numbers("Open"), numbers("Δ baseline"), numbers("Suppressed").only("wide")]);
    let rows = Class::ALL.iter().map(|class| row(*class, now, before)).collect();
    let grid = Grid::of(columns, "").filled(rows, Class::ALL.len());
    AreaPart::titled("Open by class and severity").grids(vec![grid])
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether a class was looked for, in part or not at all.
fn look(class: Class, findings: &Findings) -> Status {
    let tools = || findings.tools.iter().filter(|tool| tool.looked_for.contains(&class));
    match (tools().count(), looked(findings).contains(&class), findings.looked_for(class)) {
        (0, ..) => Status::NO_DATA.named("Not looked for"),
        (_, true, _) => Status::NO_TARGET.named("Looked for"),
        (_, false, true) => Status::AT_RISK.named("Known in part"),
        (_, false, false) => Status::NO_DATA.named("Did not run"),
    }
}

fn row(class: Class, now: &Findings, before: Option<&Findings>) -> Vec<Cell> {
    let known = now.looked_for(class);
    let own = || now.counts.iter().filter(|c| c.class == class);
    let number = |n: u64| text(&if known { count(n as f64) } else { UNKNOWN.to_owned() });
    let mut cells = vec![text(&capital(class.as_str())), status(look(class, now))];
    cells.extend(
        SORTS
            .iter()
            .rev()
            .map(|(severity, ..)| number(own().filter(|c| c.severity == *severity).map(|c| c.open).sum())),
    );
    let open = |findings: &Findings| {
        let whole = looked(findings).contains(&class);
        let counts = findings.counts.iter().filter(|c| c.class == class);
        whole.then(|| counts.map(|c| c.open).sum::<u64>() as f64)
    };
    let change = delta(before.and_then(open), open(now), &Unit::Count, Direction::LowerIsBetter);
    cells.push(number(own().map(|c| c.open).sum()));
    cells.push(text(&change.text).with_sub(change.word));
    cells.push(number(own().map(|c| c.suppressed).sum()));
    cells
}
