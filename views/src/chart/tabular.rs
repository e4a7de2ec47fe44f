//! The same figures as a table.

use super::input::Placed;
use super::{Column, Row, Table};
use crate::format::{count, date_time, value};
use crate::routes;
use crate::text::visible;
use quarterdeck_model::{History, Run, Unit};

/// How a table of values is made.
pub(crate) struct Listing<'a> {
    /// Where runs are.
    pub(crate) history: &'a History,
    /// The unit of the values.
    pub(crate) unit: &'a Unit,
    /// Most rows.
    pub(crate) most: usize,
    /// Folders below the root.
    pub(crate) depth: usize,
}

/// A heading.
pub(crate) fn column(text: &str, numeric: bool) -> Column {
    Column { text: text.to_owned(), numeric }
}

/// The newest of `points` as (run, value), newest first.
pub(crate) fn table(listing: &Listing<'_>, points: &[(u32, f64)]) -> Table {
    let columns = vec![column("When", false), column("Value", true), column("Source", false)];
    let row = |(run, v): &(u32, f64)| {
        let run = listing.history.runs.get(*run as usize)?;
        let cells = vec![date_time(run.taken_at), value(*v, listing.unit), source(run)];
        Some(Row { cells, href: routes::at_depth(listing.depth, &routes::snapshot(&run.id)) })
    };
    let rows: Vec<Row> = points.iter().rev().take(listing.most).filter_map(row).collect();
    let note = if rows.len() < points.len() {
        format!("The last {} of {} values.", rows.len(), count(points.len() as f64))
    } else {
        String::new()
    };
    Table { columns, rows, note }
}

pub(super) fn pairs(points: &[Placed]) -> Vec<(u32, f64)> {
    points.iter().map(|p| (p.run, p.value)).collect()
}

/// `main @ 9f31c2a`, with `(uncommitted changes)` where there were some; `—` when nothing is known.
pub(crate) fn source(run: &Run) -> String {
    let commit = run.commit.as_deref().map(short_commit);
    let mut text = match (run.branch.as_deref().map(visible), commit) {
        (Some(branch), Some(commit)) => format!("{branch} @ {commit}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => crate::format::UNKNOWN.to_owned(),
    };
    if run.dirty == Some(true) {
        text.push_str(" (uncommitted changes)");
    }
    crate::text::shorten(&text, crate::text::NAME_LENGTH)
}

/// The first seven characters of a commit.
pub(crate) fn short_commit(commit: &str) -> String {
    visible(&commit.chars().take(7).collect::<String>())
}
