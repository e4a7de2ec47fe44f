//! A page of the deck for each area: a 6–12 chart with its numbers, and what they come to in three sentences.

use super::figures::{difference, grid, measure};
use super::given::{DEPTH, Given};
use super::services::{chaos_sentence, incident_sentence};
use super::{Cell, Grid, Topic};
use crate::catalogue;
use crate::chart::{Dress, Frame, Trailing, trailing};
use crate::format::{THIN, UNKNOWN, value};
use crate::page::grid::{column, numbers, text};
use crate::page::rows::{by_importance, plural, target};
use crate::{Figure, routes};
use quarterdeck_analysis::review::{Mover, Stream};
use quarterdeck_model::{Direction, Kind};

/// Metrics of an area listed below its chart.
const MOST: usize = 5;

/// One topic for each area with a figure in the quarter or in the one before.
pub(super) fn topics(given: &Given<'_>) -> Vec<Topic> {
    let order = by_importance(given.then);
    Kind::ALL.into_iter().filter_map(|kind| topic(given, kind, &order)).collect()
}

fn topic(given: &Given<'_>, kind: Kind, order: &[usize]) -> Option<Topic> {
    let own: Vec<usize> = order
        .iter()
        .copied()
        .filter(|index| given.kind(*index) == Some(kind) && measure(given, *index).is_some())
        .collect();
    let directed = |index: &&usize| {
        given.then.series(**index).is_some_and(|series| series.direction != Direction::Neutral)
    };
    let first = own.iter().find(directed).or(own.first()).copied()?;
    let series = given.then.series(first)?;
    let told = trailing(&given.facts, series, given.then.now);
    let dress = Dress::of(given.then.history, series, given.then.policy);
    let frame = Frame { height: 260, ..Frame::full(format!("a{first}")) }.at_depth(DEPTH);
    let slug = given.then.slugs().get(&series.key)?;
    let page = routes::review(given.review.span.period);
    let mut figure = Figure::on_page(told.chart(series, &dress, &frame), &page, slug).in_time();
    figure.href = given.then.metric_href(&series.key, DEPTH);
    Some(Topic {
        anchor: anchor(kind),
        joined: false,
        title: catalogue::area(kind).to_owned(),
        sub: "6 weeks and 12 months up to the end of the quarter".to_owned(),
        sentences: vec![course(given, first), changed(given, kind), measured(given, kind)],
        figures: vec![figure],
        grids: vec![
            below(&told, series),
            grid(given, &own, MOST).titled("The area's metrics over the quarter"),
        ],
    })
}

fn anchor(kind: Kind) -> &'static str {
    match kind {
        Kind::Health => "area-health",
        Kind::Tests => "area-tests",
        Kind::Coverage => "area-coverage",
        Kind::Benchmark => "area-benchmarks",
        Kind::Chaos => "area-chaos",
        Kind::Findings => "area-findings",
        Kind::Code => "area-code",
    }
}

/// The numbers of the chart, below it and in its order.
fn below(told: &Trailing, series: &quarterdeck_model::Series) -> Grid {
    let of = |row: &dyn Fn(&crate::chart::Slot) -> Cell| -> Vec<Cell> { told.slots().map(row).collect() };
    let first =
        |name: &str, rest: Vec<Cell>| -> Vec<Cell> { std::iter::once(text(name)).chain(rest).collect() };
    let level = |slot: &crate::chart::Slot| {
        text(
            &slot
                .level
                .map_or_else(|| UNKNOWN.to_owned(), |v| value(v, &series.unit).replace(THIN, "\u{a0}")),
        )
    };
    let runs = |slot: &crate::chart::Slot| text(&slot.runs.to_string());
    let columns = std::iter::once(column("In each")).chain(told.slots().map(|slot| numbers(&slot.label)));
    Grid {
        columns: columns.collect(),
        rows: vec![first("Level", of(&level)), first("Runs", of(&runs))],
        narrow: true,
        ..Grid::default()
    }
}

/// How the first metric of the area went.
fn course(given: &Given<'_>, index: usize) -> String {
    let (Some(series), Some(measure)) = (given.then.series(index), measure(given, index)) else {
        return String::new();
    };
    let name = given.name(index);
    let Some(now) = measure.now else { return format!("{name} was not measured in this quarter.") };
    let level = value(now.level, &series.unit);
    let runs = plural(now.runs, "run", "runs");
    let from = if now.merged { format!("{runs} put together") } else { format!("the median of {runs}") };
    let change = difference(measure, series);
    let against = match measure.before {
        None => ", with nothing to compare with in the quarter before".to_owned(),
        Some(before) if change.words == "unchanged" => {
            format!(", unchanged from {} in the quarter before", value(before.level, &series.unit))
        }
        Some(before) => {
            format!(", {} than {} in the quarter before", change.words, value(before.level, &series.unit))
        }
    };
    let met = measure.in_target.map(|share| {
        format!("; {} of {} met the target {}", share.met, share.of, target(given.then, series))
    });
    let met = met.unwrap_or_else(|| "; it has no target".to_owned());
    format!("{name}: {level} in {from}{against}{met}.")
}

/// Changes of level of the area; of health its incidents, of chaos its experiments.
fn changed(given: &Given<'_>, kind: Kind) -> String {
    let movers = &given.review.movers;
    let own = |list: &[Mover<'_>]| list.iter().filter(|m| given.kind(m.series) == Some(kind)).count();
    let levels = format!(
        "{} and {} became known in this area.",
        plural(own(&movers.regressions), "regression", "regressions"),
        plural(own(&movers.improvements), "improvement", "improvements"),
    );
    match kind {
        Kind::Health => format!("{} {levels}", incident_sentence(given)),
        Kind::Chaos => format!("{} {levels}", chaos_sentence(given)),
        _ => levels,
    }
}

/// How well the area was measured.
fn measured(given: &Given<'_>, kind: Kind) -> String {
    let streams: Vec<&Stream> = given.review.collection.streams.iter().filter(|s| s.kind == kind).collect();
    let sum = |of: fn(&Stream) -> usize| streams.iter().map(|s| of(s)).sum::<usize>();
    let expected: Option<usize> = streams.iter().map(|stream| stream.expected).sum();
    let expected = expected.map_or_else(
        || "no cadence says how many were expected".to_owned(),
        |expected| format!("{expected} were expected"),
    );
    let gaps = match sum(|s| s.gaps.len()) {
        0 => "no gap".to_owned(),
        n => plural(n, "gap", "gaps"),
    };
    format!(
        "{} made and {expected}; {} failed or looked at nothing; {gaps}.",
        plural(sum(|s| s.runs), "run was", "runs were"),
        sum(|s| s.failed),
    )
}
