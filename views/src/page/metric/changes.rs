//! Where the levels of a metric begin: rows of its page.

use crate::chart::{Column, Row, Table, change_percent as percent};
use crate::context::Context;
use crate::format::{self, UNKNOWN, date};
use crate::page::rows::plural;
use quarterdeck_analysis::change::{Change, Drift, Findings, Level, Meaning};
use quarterdeck_model::{Run, Series, Unit};

/// Folders from the metric's page to the root.
const DEPTH: usize = super::DEPTH;
/// Changes listed and drawn: the newest.
const MOST: usize = 20;
/// Columns of the table, and whether they hold numbers.
const COLUMNS: [(&str, bool); 6] = [
    ("Since", false),
    ("What", false),
    ("Change", true),
    ("Before", true),
    ("After", true),
    ("By chance", true),
];

/// The table, newest first; empty where nothing was found.
pub(super) fn rows(context: &Context<'_>, series: &Series, found: &Findings) -> Table {
    let mut rows: Vec<(usize, Row)> = Vec::new();
    rows.extend(found.changes.iter().map(|change| (change.at, change_row(context, series, change))));
    rows.extend(found.drifts.iter().map(|drift| (drift.from, drift_row(context, series, drift))));
    if rows.is_empty() {
        return Table::default();
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let judged = context.assessment.changes.iter().filter(|found| found.judged).count();
    Table {
        columns: COLUMNS
            .iter()
            .map(|(text, numeric)| Column { text: (*text).to_owned(), numeric: *numeric })
            .collect(),
        rows: rows.into_iter().take(MOST).map(|(_, row)| row).collect(),
        note: format!(
            "{} judged together; levels are medians with their 95 % interval.",
            plural(judged, "series was", "series were")
        ),
    }
}

fn run<'a>(context: &Context<'a>, series: &Series, at: usize) -> Option<&'a Run> {
    context.run(series.points.get(at)?.run)
}

fn row(context: &Context<'_>, series: &Series, at: usize, cells: [String; 5]) -> Row {
    let when = run(context, series, at).map_or_else(|| UNKNOWN.to_owned(), |run| date(run.taken_at));
    let href = series.points.get(at).map(|point| context.run_href(point.run, DEPTH)).unwrap_or_default();
    Row { cells: std::iter::once(when).chain(cells).collect(), href }
}

fn change_row(context: &Context<'_>, series: &Series, change: &Change) -> Row {
    let mut what = format!("{} {}", change.tier.as_str(), change.meaning.as_str());
    if change.accepted {
        what.push_str(", accepted");
    } else if !change.present {
        what.push_str(", gone since");
    }
    let level = |level: &Level| interval(level, &series.unit);
    let cells =
        [what, percent(change.percent), level(&change.before), level(&change.after), chance(change.p_value)];
    row(context, series, change.at, cells)
}

fn drift_row(context: &Context<'_>, series: &Series, drift: &Drift) -> Row {
    let what = match drift.meaning {
        Meaning::Regression => "slow drift, worse",
        Meaning::Improvement => "slow drift, better",
        Meaning::Shift => "slow drift",
    };
    let until = run(context, series, drift.to)
        .map_or_else(String::new, |run| format!(" until {}", date(run.taken_at)));
    let value = |v| format::value(v, &series.unit);
    let cells = [
        format!("{what}{until}"),
        percent(drift.percent),
        value(drift.before),
        value(drift.after),
        UNKNOWN.to_owned(),
    ];
    row(context, series, drift.from, cells)
}

fn interval(level: &Level, unit: &Unit) -> String {
    let value = |v| format::value(v, unit);
    format!("{} ({} to {})", value(level.median), value(level.low), value(level.high))
}

/// `1 in 20,000`.
fn chance(p: f64) -> String {
    if p < 1e-6 {
        "< 1 in 1,000,000".to_owned()
    } else {
        format!("1 in {}", format::count((1.0 / p).round()))
    }
}
