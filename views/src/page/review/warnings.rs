//! What needs attention at the end of the period, and the alerts that came and went.

use super::given::{DEPTH, Given, delta};
use super::words::days;
use super::{Cell, Grid, Topic};
use crate::page::alerts;
use crate::page::grid::{column, linked, numbers, status, text};
use crate::page::overview::attention;
use crate::page::rows::{by_importance, plural};
use crate::routes;
use quarterdeck_analysis::alert::Alert;

/// Alerts that are listed.
const MOST: usize = 12;

/// The overview's list as it stood at the end of the period.
pub(super) fn attention_topic(given: &Given<'_>) -> Topic {
    let order = by_importance(given.then);
    let (rows, more) = attention::attention(given.then, &order);
    let row = |row: &crate::page::overview::AttentionRow| -> Vec<Cell> {
        let metric = &row.metric;
        let href = Some(&metric.href).filter(|href| !href.is_empty());
        let href = href.map(|href| routes::at_depth(DEPTH, href)).unwrap_or_default();
        vec![
            Cell { sub: metric.detail.clone(), ..linked(metric.name.clone(), href) },
            metric.status.map(status).unwrap_or_default(),
            text(&metric.now.text()),
            delta(&metric.week),
            text(&metric.target),
            Cell { text: row.state.clone(), ..text("") }.with_sub(&row.since),
        ]
    };
    let columns = vec![
        column("Metric"),
        column("Status"),
        numbers("Value"),
        numbers("Δ week").only("medium"),
        column("Target").only("medium"),
        column("State"),
    ];
    let shown = rows.len();
    let grid = Grid::of(columns, "Nothing fails, misses its target or is unknown among what is judged.");
    let mut grid = grid.filled(rows.iter().map(row).collect(), shown);
    grid.note = more.map(|more| format!("{} at that time.", more.text)).unwrap_or_default();
    Topic {
        anchor: "attention",
        title: "Needs attention".to_owned(),
        sub: "as it stood at the end, worst first".to_owned(),
        grids: vec![grid],
        ..Topic::default()
    }
}

/// Alerts opened and resolved, and those still open.
pub(super) fn alerts_topic(given: &Given<'_>) -> Topic {
    let flow = &given.review.alerts;
    let log = &given.facts.assessment.alerts;
    let of = |list: &[usize]| -> Vec<Vec<Cell>> {
        list.iter().filter_map(|index| log.get(*index)).map(|alert| row(given, alert)).collect()
    };
    let columns =
        || vec![column("Severity"), column("Alert"), column("First breach").only("medium"), column("Lasted")];
    let grid = |caption: &str, none: &str, list: &[usize]| {
        Grid::of(columns(), none).titled(caption).filled(of(list), MOST)
    };
    Topic {
        anchor: "alerts",
        title: "Alerts".to_owned(),
        sub: String::new(),
        sentences: vec![sentence(given)],
        grids: vec![
            grid("Open at the end", "No alert was open at the end of the period.", &flow.open),
            grid("Resolved in the period", "No alert was resolved in the period.", &flow.resolved),
        ],
        ..Topic::default()
    }
}

/// `3 alerts opened and 2 were resolved, after 1.5 days in the median; 4 were open at the end.`
pub(super) fn sentence(given: &Given<'_>) -> String {
    let flow = &given.review.alerts;
    let median = flow.median_days.map(|d| format!(", after {} in the median", days(d))).unwrap_or_default();
    let were = |count: usize| if count == 1 { "was" } else { "were" };
    format!(
        "{} opened and {} {} resolved{median}; {} {} open at the end.",
        plural(flow.opened.len(), "alert", "alerts"),
        flow.resolved.len(),
        were(flow.resolved.len()),
        flow.open.len(),
        were(flow.open.len()),
    )
}

fn row(given: &Given<'_>, alert: &Alert) -> Vec<Cell> {
    let row = alerts::row(given.then, alert, DEPTH);
    let name = linked(row.metric.text.clone(), row.metric.href.clone()).with_sub(&row.message);
    let severity = status(row.status).with_sub(row.severity);
    vec![severity, name, given.run(alert.opened), text(&row.lasted).with_sub(&row.persistence)]
}
