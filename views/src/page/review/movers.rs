//! Changes of level that became known in the period, and of a quarter its largest regressions with what became of them.

use super::given::Given;
use super::words::days;
use super::{Cell, Grid, Topic};
use crate::format::{fixed, percent as per_cent, value};
use crate::page::grid::{column, numbers, text};
use crate::page::rows::plural;
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::change::{Change, Tier};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::review::{Mover, days_open};

/// The movers, at most `most` each way.
pub(super) fn topic(given: &Given<'_>, most: usize) -> Topic {
    let movers = &given.review.movers;
    let grid = |caption: &str, list: &[Mover<'_>], none: &str| {
        let rows = list.iter().map(|mover| row(given, mover)).collect();
        let columns = vec![
            column("Metric"),
            numbers("Change"),
            numbers("Before"),
            numbers("After"),
            column("New level since").only("medium"),
            column("Certainty"),
        ];
        Grid::of(columns, none).titled(caption).filled(rows, most)
    };
    Topic {
        anchor: "movers",
        title: "Movers".to_owned(),
        sub: "changes of level that became known; single outliers are none".to_owned(),
        sentences: vec![hidden(given)],
        grids: vec![
            grid("Regressions", &movers.regressions, "No regression became known."),
            grid("Improvements", &movers.improvements, "No improvement became known."),
        ],
        ..Topic::default()
    }
}

/// How many series are not listed, and why.
fn hidden(given: &Given<'_>) -> String {
    let movers = &given.review.movers;
    let drifting: Vec<String> = movers.drifting.iter().take(3).map(|index| given.name(*index)).collect();
    let more = movers.drifting.len() - drifting.len();
    let drift = match (drifting.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!(" Slow drift, which is no step: {}.", drifting.join(", ")),
        (false, more) => format!(" Slow drift, which is no step: {} and {more} more.", drifting.join(", ")),
    };
    format!(
        "Hidden: {} without a significant change, {} that could not be judged (too few runs, or no better and worse).{drift}",
        plural(movers.unchanged, "series", "series"),
        movers.unjudged,
    )
}

fn row(given: &Given<'_>, mover: &Mover<'_>) -> Vec<Cell> {
    let certainty = match (mover.change.tier, mover.suspected_before) {
        (Tier::Suspected, _) => "suspected",
        (Tier::Confirmed, false) => "confirmed",
        (Tier::Confirmed, true) => "confirmed, suspected before",
    };
    let [percent, before, after] = levels(given, mover.series, mover.change);
    let since = given.run(mover.begins);
    vec![given.metric(mover.series), percent, before, after, since, text(certainty)]
}

fn levels(given: &Given<'_>, series: usize, change: &Change) -> [Cell; 3] {
    let unit = given.then.series(series).map(|series| &series.unit);
    let level = |v: f64| text(&unit.map(|unit| value(v, unit)).unwrap_or_default());
    let percent = change.percent.map_or_else(
        || "from 0".to_owned(),
        |p| format!("{}{}", if p < 0.0 { "\u{2212}" } else { "+" }, per_cent(&fixed(p.abs(), 1))),
    );
    [text(&percent), level(change.before.median), level(change.after.median)]
}

/// The largest confirmed regressions that began in the period, with how long each lasted.
pub(super) fn largest(given: &Given<'_>, most: usize) -> Topic {
    let opened = given.review.alerts.opened.iter();
    let alerts = opened.filter_map(|index| given.facts.assessment.alerts.get(*index));
    let mut found: Vec<(&Alert, &Change)> =
        alerts.filter_map(|alert| Some((alert, change_of(given, alert)?))).collect();
    let size = |change: &Change| change.percent.map_or(f64::INFINITY, f64::abs);
    found.sort_by(|(a, x), (b, y)| {
        size(y).total_cmp(&size(x)).then((a.opened, a.series).cmp(&(b.opened, b.series)))
    });
    let rows: Vec<Vec<Cell>> = found.iter().map(|(alert, change)| large_row(given, alert, change)).collect();
    let open = found.iter().filter(|(alert, _)| alert.is_open()).count();
    let none = "No regression that began in this period was confirmed by its end.";
    let columns = vec![
        column("Metric"),
        numbers("Change"),
        numbers("Before").only("medium"),
        numbers("After").only("medium"),
        column("New level since"),
        column("Resolved"),
    ];
    let sentence = format!(
        "{} confirmed, {} of them resolved by the end of the period.",
        plural(found.len(), "regression that began in it was", "regressions that began in it were"),
        found.len() - open,
    );
    Topic {
        anchor: "regressions",
        title: "Largest regressions".to_owned(),
        sub: format!("the first {most} by size"),
        sentences: vec![sentence],
        grids: vec![Grid::of(columns, none).filled(rows, most)],
        ..Topic::default()
    }
}

fn change_of<'a>(given: &Given<'a>, alert: &Alert) -> Option<&'a Change> {
    let index = alert.series.filter(|_| alert.kind == AlertKind::Regression)?;
    let points = &given.then.series(index)?.points;
    let begins = |change: &&Change| points.get(change.at).is_some_and(|p| p.run == alert.opened);
    given.facts.assessment.changes.get(index)?.changes.iter().find(begins)
}

fn large_row(given: &Given<'_>, alert: &Alert, change: &Change) -> Vec<Cell> {
    let series = alert.series.unwrap_or_default();
    let [percent, before, after] = levels(given, series, change);
    let resolved = match (alert.closed, days_open(&given.facts, alert)) {
        (Some(run), Some(lasted)) => {
            super::Cell { sub: crate::Shown::new(&format!("after {}", days(lasted))), ..given.run(run) }
        }
        _ => {
            let at = given.then.run(alert.opened).map_or(given.then.now, |run| run.taken_at);
            let open = (given.then.now.millis() - at.millis()) as f64 / DAY_MS as f64;
            text("open").with_sub(&format!("for {}", days(open)))
        }
    };
    vec![given.metric(series), percent, before, after, given.run(alert.opened), resolved]
}
