//! What is said of a series and of the score, in the words and looks of the pages beside.

use crate::data::{Judged, Source};
use quarterdeck_analysis::Present;
use quarterdeck_analysis::current::Reading;
use quarterdeck_analysis::policy::{Limit, MetricRule, Op};
use quarterdeck_analysis::present::Now;
use quarterdeck_analysis::score::Band;
use quarterdeck_analysis::state::{MetricState, Status as State};
use quarterdeck_model::letters::lower;
use quarterdeck_model::{History, Series, Timestamp, Unit};
use quarterdeck_views::chart::Dress;
use quarterdeck_views::format::{Quantity, date_time, fixed, quantity, value};
use quarterdeck_views::page::MetricRow;
use quarterdeck_views::{Shown, Status, catalogue};

/// The score in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// `59.9`, or `59.9–79.9` with an input unknown.
    pub value: String,
    /// `coverage unknown`; empty when all inputs are known.
    pub note: String,
    /// `critical`.
    pub band: &'static str,
    /// The look of that band.
    pub status: Status,
}

/// Writes the score out.
pub fn score(score: &quarterdeck_analysis::score::Score) -> Score {
    let unknown: Vec<String> = score
        .parts
        .iter()
        .filter(|part| part.penalty.is_none())
        .map(|part| format!("{} unknown", lower(&catalogue::name(&part.metric))))
        .collect();
    let (low, high) = (fixed(score.low, 1), fixed(score.high, 1));
    let status = match score.band {
        Band::Excellent | Band::Good => Status::MEETS,
        Band::Acceptable | Band::RequiresImprovement => Status::AT_RISK,
        Band::Critical => Status::FAILING,
    };
    Score {
        value: if low == high { low } else { format!("{low}–{high}") },
        note: unknown.join(", "),
        band: score.band.as_str(),
        status,
    }
}

/// What is said of the series number `index`, of which `now` is known.
pub fn row(source: &Source, (present, now): (&Present, &Now), index: usize) -> MetricRow {
    let Some(series) = source.history.series.get(index) else { return MetricRow::default() };
    let state = state_of(present, index);
    let reading = Some(&now.reading);
    let rule = state.and_then(|state| source.manifest.standing.rule(state.rule));
    let target = rule.and_then(|rule| rule.target);
    MetricRow {
        name: Shown::new(&catalogue::series_name(series)),
        detail: Shown::new(&catalogue::detail(&series.key)),
        href: source.manifest.routes.metric(source.slug(index)),
        status: if now.superseded { None } else { Some(status(state, reading)) },
        reason: reason(series, rule, reading, now.superseded),
        now: figure(series, reading),
        when: when(&source.history, reading).map(date_time).unwrap_or_else(|| "not known".to_owned()),
        target: target.map(|limit| limit_words(limit, &series.unit)).unwrap_or_default(),
        direction: series.direction.words(),
        ..MetricRow::default()
    }
}

/// The worst state that any rule gives the series.
fn state_of(present: &Present, index: usize) -> Option<&MetricState> {
    let states = present.states.iter().filter(|state| state.series == Some(index));
    states.min_by_key(|state| look(state.status).rank)
}

fn look(state: State) -> Status {
    match state {
        State::Ok => Status::MEETS,
        State::OffTarget => Status::AT_RISK,
        State::Alert => Status::FAILING,
        State::Stale => Status::STALE,
        State::Unknown => Status::NO_DATA,
    }
}

fn status(state: Option<&MetricState>, reading: Option<&Reading>) -> Status {
    match (state, reading) {
        (Some(state), _) => look(state.status),
        (None, Some(Reading::Known { .. })) => Status::NO_TARGET,
        (None, Some(Reading::Stale { .. })) => Status::STALE,
        (None, _) => Status::NO_DATA,
    }
}

/// A stale figure is shown as what it was, beside its status; an unknown one is not shown at all.
fn figure(series: &Series, reading: Option<&Reading>) -> Quantity {
    match reading {
        Some(Reading::Known { value, .. } | Reading::Stale { value, .. }) => quantity(*value, &series.unit),
        _ => Quantity::unknown(),
    }
}

fn when(history: &History, reading: Option<&Reading>) -> Option<Timestamp> {
    let run = reading.and_then(Reading::run)?;
    history.runs.get(run as usize).map(|run| run.taken_at)
}

fn reason(series: &Series, rule: Option<&MetricRule>, reading: Option<&Reading>, superseded: bool) -> String {
    if superseded {
        return "another host has given this figure since".to_owned();
    }
    if let Some(reason) = reading.and_then(Reading::reason) {
        return reason;
    }
    let limit =
        |name: &str, limit: Option<Limit>| limit.map(|l| format!("{name} {}", limit_words(l, &series.unit)));
    let limits: Vec<String> = rule
        .into_iter()
        .flat_map(|rule| [limit("target", rule.target), limit("alert", rule.alert)])
        .flatten()
        .collect();
    limits.join(", ")
}

/// `< 328 µs`.
fn limit_words(limit: Limit, unit: &Unit) -> String {
    format!("{} {}", sign(limit.op), value(limit.value, unit))
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Less => "<",
        Op::AtMost => "≤",
        Op::More => ">",
        Op::AtLeast => "≥",
    }
}

/// Name, target and alert limit of the series number `index`, for its chart.
pub fn dress(judged: &Judged, index: usize) -> Dress {
    let series = judged.history.series.get(index);
    series.map(|series| Dress::of(&judged.history, series, &judged.policy)).unwrap_or_default()
}
