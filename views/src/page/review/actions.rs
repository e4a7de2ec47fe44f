//! What was decided to be done in the period before, and whether it is.

use super::notes::{PeriodNotes, previous};
use super::words::word;
use super::{Cell, Grid, Topic};
use crate::Status;
use crate::page::grid::{column, status, text};
use crate::page::rows::plural;
use quarterdeck_analysis::period::Period;

/// Actions that are listed.
const MOST: usize = 30;

/// The actions of the newest notes before `period`.
pub(super) fn topic(notes: &[PeriodNotes], period: Period) -> Topic {
    let before = previous(notes, period);
    let actions = before.map(PeriodNotes::actions).unwrap_or_default();
    let open = actions.iter().filter(|action| !action.done).count();
    let row = |action: &super::Action| -> Vec<Cell> {
        let look = if action.done { Status::MEETS.named("Done") } else { Status::AT_RISK.named("Open") };
        vec![status(look), Cell { text: action.text.clone(), ..text("") }]
    };
    let none = match before {
        None => format!("No notes of an earlier {} were written.", word(period)),
        Some(notes) => format!("The notes of {} hold no action.", notes.period.name()),
    };
    let grid = Grid::of(vec![column("State"), column("Action")], &none);
    let sub = before.filter(|_| !actions.is_empty()).map(|notes| {
        format!(
            "{} in the notes of {}, {open} open",
            plural(actions.len(), "action", "actions"),
            notes.period.name()
        )
    });
    Topic {
        anchor: "actions",
        title: format!("Last {}'s actions", word(period)),
        sub: sub.unwrap_or_default(),
        grids: vec![grid.filled(actions.iter().map(row).collect(), MOST)],
        ..Topic::default()
    }
}
