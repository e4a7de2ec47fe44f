//! Each metric over the period, beside the periods that it is compared with.

use super::given::{Given, delta};
use super::{Cell, Grid, GridColumn, Topic};
use crate::format::{self, UNKNOWN};
use crate::page::grid::{column, numbers, status, text};
use crate::page::rows::{by_importance, plural, series_status, target};
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Figures, Measure};
use quarterdeck_model::Series;

/// Metrics that are listed.
const MOST: usize = 36;

/// Every metric, those with a target first.
pub(super) fn topic(given: &Given<'_>) -> Topic {
    let order = by_importance(given.then);
    let rows: Vec<Vec<Cell>> = order.iter().filter_map(|index| row(given, measure(given, *index)?)).collect();
    let none = "No figure was measured in this period or in the one before.";
    Topic {
        anchor: "metrics",
        title: "Metrics".to_owned(),
        sub: "levels over the period (medians of its runs; percentiles from merged histograms); Δ against the level before".to_owned(),
        sentences: vec![summary(given)],
        grids: vec![Grid::of(columns(given), none).filled(rows, MOST)],
        ..Topic::default()
    }
}

/// The same of a few series.
pub(super) fn grid(given: &Given<'_>, series: &[usize], most: usize) -> Grid {
    let rows = series.iter().filter_map(|index| row(given, measure(given, *index)?)).collect();
    Grid::of(columns(given), "No figure was measured.").filled(rows, most)
}

/// The measure of series number `index`, when it is the present.
pub(super) fn measure<'a>(given: &'a Given<'_>, index: usize) -> Option<&'a Measure> {
    given.present(index)?;
    let all = &given.review.measures;
    all.binary_search_by_key(&index, |m| m.series).ok().and_then(|at| all.get(at))
}

/// How many metrics with a target met it at the end of the period.
fn summary(given: &Given<'_>) -> String {
    use quarterdeck_analysis::state::Status;
    let states = &given.facts.assessment.states;
    let judged: Vec<_> = states
        .iter()
        .filter(|s| given.facts.policy.metrics.get(s.rule).is_some_and(|r| r.target.is_some()))
        .collect();
    let count = |wanted: &[Status]| judged.iter().filter(|s| wanted.contains(&s.status)).count();
    if judged.is_empty() {
        return "No metric has a target.".to_owned();
    }
    format!(
        "At the end of the period {} of {} met, {} missed, {} not known.",
        count(&[Status::Ok]),
        plural(judged.len(), "target was", "targets were"),
        count(&[Status::OffTarget, Status::Alert]),
        count(&[Status::Stale, Status::Unknown]),
    )
}

fn quarterly(given: &Given<'_>) -> bool {
    matches!(given.span().period, Period::Quarter { .. })
}

fn columns(given: &Given<'_>) -> Vec<GridColumn> {
    let before = if quarterly(given) { "Quarter before" } else { "Week before" };
    let last = match quarterly(given) {
        true => numbers("Year before").only("wide"),
        false => numbers("Last").only("wide"),
    };
    vec![
        column("Metric"),
        column("At the end"),
        numbers("Level"),
        numbers(before).only("medium"),
        last,
        numbers("Δ"),
        column("Target").only("wide"),
        numbers("In target").only("medium"),
    ]
}

fn row(given: &Given<'_>, measure: &Measure) -> Option<Vec<Cell>> {
    let series = given.present(measure.series)?;
    let figures = |figures: Option<Figures>| level(figures, series);
    let third = match (quarterly(given), measure.now) {
        (true, _) => figures(measure.year_before),
        (false, Some(now)) => text(&format::value(now.last, &series.unit)),
        (false, None) => text(UNKNOWN),
    };
    let share = measure.in_target.map(|share| format!("{} of {}", share.met, share.of));
    Some(vec![
        given.metric(measure.series),
        status(series_status(given.then, measure.series)),
        figures(measure.now),
        figures(measure.before),
        third,
        delta(&difference(measure, series)),
        text(&target(given.then, series)),
        text(&share.unwrap_or_else(|| UNKNOWN.to_owned())),
    ])
}

/// From the level before to the level now.
pub(super) fn difference(measure: &Measure, series: &Series) -> format::Delta {
    let level = |figures: Option<Figures>| figures.map(|f| f.level);
    format::delta(level(measure.before), level(measure.now), &series.unit, series.direction)
}

fn level(figures: Option<Figures>, series: &Series) -> Cell {
    let Some(figures) = figures else { return text(UNKNOWN) };
    let runs = plural(figures.runs, "run", "runs");
    let merged = if figures.merged { " merged" } else { "" };
    text(&format::value(figures.level, &series.unit)).with_sub(&format!("{runs}{merged}"))
}
