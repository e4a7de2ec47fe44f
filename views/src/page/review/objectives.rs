//! The objectives as they stood at the end of the period.

use super::given::{DEPTH, Given};
use super::{Cell, Grid, Topic};
use crate::page::grid::{column, linked, numbers, status, text};
use crate::page::objectives;
use crate::page::rows::plural;
use crate::routes;
use quarterdeck_analysis::objective::Attainment;

/// Objectives that are listed.
const MOST: usize = 24;

/// Each objective with its figure and what it rests on.
pub(super) fn topic(given: &Given<'_>) -> Topic {
    let page = objectives::build(given.then);
    let row = |row: &objectives::ObjectiveRow| -> Vec<Cell> {
        let href = Some(&row.name.href).filter(|href| !href.is_empty() && !href.starts_with('#'));
        let href = href.map(|href| routes::at_depth(DEPTH, href)).unwrap_or_default();
        vec![
            Cell { sub: row.about.clone(), ..linked(row.name.text.clone(), href) },
            status(row.status),
            text(&row.figure),
            text(&row.target).with_sub(&row.stretch),
            text(&row.window),
            text(&row.snapshots).with_sub(&row.why.text),
        ]
    };
    let columns = vec![
        column("Objective"),
        column("Attainment"),
        numbers("Figure"),
        numbers("Target").only("medium"),
        column("Window").only("wide"),
        column("Rests on").only("medium"),
    ];
    let rows = page.rows.iter().map(row).collect();
    Topic {
        anchor: "objectives",
        title: "Objectives".to_owned(),
        sub: "as they stood at the end; a window that is not over is told so far".to_owned(),
        sentences: vec![sentence(given)],
        grids: vec![Grid::of(columns, "No objective is configured.").filled(rows, MOST)],
        ..Topic::default()
    }
}

/// `5 of 8 objectives were attained, 1 at risk, 1 missed, 1 without enough data.`
pub(super) fn sentence(given: &Given<'_>) -> String {
    let all = &given.facts.assessment.objectives;
    let count = |wanted| all.iter().filter(|attained| attained.attainment == wanted).count();
    if all.is_empty() {
        return "No objective is configured.".to_owned();
    }
    format!(
        "{} of {} attained, {} at risk, {} missed, {} without enough data.",
        count(Attainment::Met),
        plural(all.len(), "objective was", "objectives were"),
        count(Attainment::AtRisk),
        count(Attainment::Missed),
        count(Attainment::NotEnough),
    )
}
