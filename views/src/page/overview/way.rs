//! The way from 100 points down to the score, drawn.

use super::score::{shown, status_of, taken};
use crate::chart::{ChartSpec, Data, Datum, Field, Step, Tone, waterfall};
use crate::text::{Shown, visible};
use crate::{Figure, catalogue, routes};
use quarterdeck_analysis::score::{Input, Part, Score};
use quarterdeck_model::Unit;

/// Width of the drawing in pixels.
const WIDTH: u32 = 548;

/// The drawing: a row without any penalty, one a rule, and what is left.
pub(super) fn way(score: &Score) -> Figure {
    let parts: Vec<String> =
        score.parts.iter().map(|part| format!("{} {}", name(part), taken(part))).collect();
    let words = ChartSpec {
        id: "score-way".to_owned(),
        title: "From 100 points down".to_owned(),
        caption: "hatched where the input is unknown".to_owned(),
        sentence: format!(
            "Quality score: 100 points, {}; {} are left.",
            if parts.is_empty() { "no penalty".to_owned() } else { parts.join(", ") },
            shown(score)
        ),
        unit: Unit::Points,
        data: data(score),
        ..ChartSpec::default()
    };
    Figure::on_page(waterfall(words, &steps(score), WIDTH), routes::INDEX, "score-penalties")
}

fn name(part: &Part) -> String {
    Shown::cut(&catalogue::name(&part.metric), 40).text
}

fn steps(score: &Score) -> Vec<Step> {
    let mut left = 100.0;
    let first = Step {
        name: "No penalty".to_owned(),
        parts: vec![(0.0, 100.0, Tone::Good)],
        shown: "100".to_owned(),
        title: "100 points without any penalty".to_owned(),
    };
    let penalty = |part: &Part| {
        let most = part.penalty.or(part.worst).unwrap_or(100.0);
        let from = (left - most).max(0.0);
        let tone = if part.penalty.is_some() { Tone::Bad } else { Tone::Unknown };
        let bar = (from, left, tone);
        if part.penalty.is_some() {
            left = from;
        }
        let title = format!("{}: {}", name(part), taken(part));
        Step { name: name(part), parts: vec![bar], shown: taken(part), title }
    };
    let middle: Vec<Step> = score.parts.iter().map(penalty).collect();
    let tone = match status_of(score.band).class {
        "ok" => Tone::Good,
        "warn" => Tone::Fair,
        _ => Tone::Bad,
    };
    let last = Step {
        name: "Score".to_owned(),
        parts: vec![(0.0, score.low, tone), (score.low, score.high, Tone::Unknown)],
        shown: shown(score),
        title: format!("Score {}, {}", shown(score), score.band.as_str()),
    };
    std::iter::once(first).chain(middle).chain([last]).collect()
}

/// A row a rule: what it was applied to, what it takes at least and at most, and what is left then; last, the score.
fn data(score: &Score) -> Data {
    let points = |name: &str, title: &str| Field::number(name, title, Unit::Points);
    let columns = vec![
        Field::text("input", "Input"),
        Field::text("metric", "Metric"),
        Field::text("rule", "Rule"),
        Field::number("value", "Value", Unit::Count),
        points("least", "Least penalty"),
        points("most", "Largest penalty"),
        points("left_low", "Left, low end"),
        points("left_high", "Left, high end"),
    ];
    let (mut low, mut high) = (100.0_f64, 100.0_f64);
    let row = |part: &Part| {
        let least = part.penalty.unwrap_or(0.0);
        let most = part.penalty.or(part.worst).unwrap_or(100.0);
        (low, high) = ((low - most).max(0.0), (high - least).max(0.0));
        let value = match &part.input {
            Input::Known { value, .. } => Datum::maybe(Some(*value)),
            Input::Unknown { .. } => Datum::Unknown,
        };
        let words = [name(part), part.metric.clone(), visible(&part.rule)].map(Datum::Text);
        words.into_iter().chain([value]).chain([least, most, low, high].map(Datum::Number)).collect()
    };
    let words = ["Score", "", score.band.as_str()].map(|word| Datum::Text(word.to_owned()));
    let (low, high) = (score.low, score.high);
    let ends = [100.0 - high, 100.0 - low, low, high].map(Datum::Number);
    let last = words.into_iter().chain([Datum::Unknown]).chain(ends).collect();
    Data { columns, rows: score.parts.iter().map(row).chain([last]).collect() }
}
