//! The score card: the interval, its band, and the way down from 100.

use super::{ScoreCard, ScoreRow};
use crate::catalogue;
use crate::chart::{ChartSpec, Data, Datum, Field, Line, Range, Segment, Xy, plain_chart};
use crate::context::Context;
use crate::format::{MINUS, UNKNOWN, fixed, significant, value};
use crate::page::rows::{run_link, sentence};
use crate::text::{Shown, visible};
use crate::{Figure, Status, routes};
use quarterdeck_analysis::score::{Band, Input, Part, Score, ScorePoint};
use quarterdeck_model::{Timestamp, Unit};

/// Rows of the trend's table: its files hold all.
const MOST_ROWS: usize = 6;
/// Points of the trend that are drawn.
const MOST_POINTS: usize = 100;

/// The card.
pub(super) fn card(context: &Context<'_>) -> ScoreCard {
    let score = &context.assessment.score;
    let unknown: Vec<String> =
        score.parts.iter().filter(|p| p.penalty.is_none()).map(|p| catalogue::name(&p.metric)).collect();
    let note = if unknown.is_empty() { String::new() } else { format!("{} unknown", unknown.join(", ")) };
    ScoreCard {
        value: shown(score),
        note,
        band: score.band.as_str().to_owned(),
        status: status_of(score.band),
        low: score.low,
        high: score.high,
        way: super::way::way(score),
        rows: score.parts.iter().map(|part| row(context, part)).collect(),
        figure: trend(context),
    }
}

/// `59.9`, or `59.9–79.9` with an input unknown.
pub(crate) fn shown(score: &Score) -> String {
    if score.is_known() { fixed(score.low, 1) } else { between(score.low, score.high) }
}

/// The same of both ends; one figure where they are written alike.
pub(crate) fn between(low: f64, high: f64) -> String {
    let (low, high) = (fixed(low, 1), fixed(high, 1));
    if low == high { low } else { format!("{low}–{high}") }
}

/// The look of a band.
pub(crate) fn status_of(band: Band) -> Status {
    match band {
        Band::Excellent => Status::MEETS.named("Excellent"),
        Band::Good => Status::MEETS.named("Good"),
        Band::Acceptable => Status::AT_RISK.named("Acceptable"),
        Band::RequiresImprovement => Status::AT_RISK.named("Requires improvement"),
        Band::Critical => Status::FAILING.named("Critical"),
    }
}

fn row(context: &Context<'_>, part: &Part) -> ScoreRow {
    let series = context.history.series_of(&part.metric).next();
    let unit = series.map_or(&Unit::Count, |s| &s.unit);
    let (value, from_run) = match &part.input {
        Input::Known { value: v, run } => (value(*v, unit), Some(run_link(context, *run, 0))),
        Input::Unknown { reason } => (format!("{UNKNOWN} ({})", visible(reason)), None),
    };
    ScoreRow {
        name: Shown::new(&catalogue::name(&part.metric)),
        href: series.map(|s| context.metric_href(&s.key, 0)).unwrap_or_default(),
        rule: sentence(&part.rule).trim_end_matches('.').to_owned(),
        value,
        penalty: taken(part),
        unknown: part.penalty.is_none(),
        from: from_run,
    }
}

/// `−20`, `0`, or `0 to −20` with the input unknown.
pub(super) fn taken(part: &Part) -> String {
    let most = part.worst.map_or("everything".to_owned(), |w| format!("{MINUS}{}", significant(w, 2)));
    match part.penalty {
        Some(0.0) => "0".to_owned(),
        Some(points) => format!("{MINUS}{}", fixed(points, 1)),
        None => format!("0 to {most}"),
    }
}

/// Every known score, oldest first.
fn over_time(all: &[(Timestamp, &ScorePoint)]) -> Data {
    let end = |name: &str, title: &str| Field::number(name, title, Unit::Points);
    let row = |(at, p): &(Timestamp, &ScorePoint)| {
        vec![Datum::Time(*at), Datum::maybe(Some(p.low)), Datum::maybe(Some(p.high))]
    };
    Data {
        columns: vec![Field::time("time", "When"), end("low", "Low end"), end("high", "High end")],
        rows: all.iter().map(row).collect(),
    }
}

/// The low end over time, with the interval as a shade where inputs were unknown.
fn trend(context: &Context<'_>) -> Option<Figure> {
    let points = context.assessment.trend.iter().filter_map(|p| Some((context.run(p.run)?.taken_at, p)));
    let all: Vec<_> = points.collect();
    // Many runs a day: every so manyth point is enough for a small chart, the last one always kept.
    let step = all.len().div_ceil(MOST_POINTS).max(1);
    let kept = all.iter().rev().step_by(step).rev();
    let mut segment = Segment::default();
    for (at, point) in kept {
        let at = at.millis();
        segment.points.push(Xy { at, value: point.low });
        segment.envelope.push(Range { at, low: point.low, high: point.high });
    }
    let last = segment.points.last().filter(|_| segment.points.len() > 1)?;
    let data = over_time(&all);
    let label = fixed(last.value, 1);
    let sentence =
        format!("Quality score: {label} of 100 (low end), {}.", context.assessment.score.band.as_str());
    let line = Line { name: String::new(), style: 1, label, segments: vec![segment], ..Line::default() };
    let words = ChartSpec {
        id: "score".to_owned(),
        title: "Quality score".to_owned(),
        caption: "low end, shade up to the high end; higher is better".to_owned(),
        sentence,
        unit: Unit::Points,
        lines: vec![line],
        table: data.last(MOST_ROWS, "runs"),
        data,
        ..ChartSpec::default()
    };
    let spec = plain_chart(words, (548, 180), (0.0, 100.0));
    Some(Figure::on_page(spec, routes::INDEX, "score").in_time())
}
