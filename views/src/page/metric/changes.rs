//! Where the levels of a metric begin: rows of its page and marks of its chart.

use crate::chart::{Change as ChartMark, Column, Row, Table};
use crate::context::Context;
use crate::format::{self, UNKNOWN, date};
use crate::page::rows::plural;
use quarterdeck_analysis::change::{Change, Drift, Findings, Level, Meaning, Tier};
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

/// Marks of the confirmed changes, and of suspected ones under that name.
pub(super) fn marks(context: &Context<'_>, series: &Series, found: &Findings) -> Vec<ChartMark> {
    let time = |at: usize| run(context, series, at).map(|run| run.taken_at.millis());
    let starts: Vec<usize> = found.changes.iter().map(|change| change.at).collect();
    let all = found.changes.iter().enumerate().filter_map(|(number, change)| {
        let begins = number.checked_sub(1).and_then(|before| starts.get(before)).copied().unwrap_or(0);
        let ends = starts.get(number + 1).copied().unwrap_or(series.points.len()).checked_sub(1)?;
        let tier = match (change.accepted, change.tier) {
            (true, _) => "accepted",
            (_, Tier::Confirmed) => "change",
            (_, Tier::Suspected) => "suspected",
        };
        Some(ChartMark {
            at: time(change.at)?,
            label: format!("{tier} {}", percent(change.percent)),
            before: time(begins).map(|at| (at, change.before.median)),
            after: time(ends).map(|at| (at, change.after.median)),
        })
    });
    let mut all: Vec<ChartMark> = all.collect();
    all.drain(..all.len().saturating_sub(MOST));
    all
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

fn percent(percent: Option<f64>) -> String {
    let Some(percent) = percent else { return "from 0".to_owned() };
    let sign = if percent < 0.0 { "−" } else { "+" };
    format!("{sign}{} %", format::fixed(percent.abs(), 1))
}

/// `1 in 20,000`.
fn chance(p: f64) -> String {
    if p < 1e-6 {
        "< 1 in 1,000,000".to_owned()
    } else {
        format!("1 in {}", format::count((1.0 / p).round()))
    }
}
