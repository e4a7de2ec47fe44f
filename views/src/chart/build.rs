//! The chart of one series.

use super::axis::{Fitted, Wish, fit};
use super::frame::{Dress, Frame};
use super::input::{Hole, Input, Placed, input};
use super::reduce::{Reduced, reduce};
use super::steps::{self, LimitStep};
use super::tabular::{Listing, pairs, table};
use super::time_axis::time_axis;
use super::{Band, ChartSpec, Event, Gap, Line, Mark, MarkKind, limits};
use crate::format::{date, delta, value};
use crate::routes;
use crate::text::plural;
use crate::text::{shorten, visible};
use quarterdeck_analysis::breaks::{Break, Why};
use quarterdeck_analysis::policy::annotation::Note;
use quarterdeck_model::{History, Series};

/// Most points beyond the alert limit that are drawn as points: the latest.
const MOST_ALERTS: usize = 24;

/// The chart of `series`, with everything in `dress` that lies within the frame.
pub fn chart(history: &History, series: &Series, dress: &Dress, frame: &Frame) -> ChartSpec {
    let read = input(history, series, frame.read_range(), &dress.breaks);
    let (from, to) = frame.range.unwrap_or_else(|| ends(&read.points));
    let x = time_axis(from, to, frame.most_ticks());
    let reduced = reduce(&read.parts, (x.from, x.to), frame.most_points());
    let noise = noise_band(&read, dress, frame);
    let limit_steps = dress.steps_within((x.from, x.to));
    let (fitted, outside) = axis(&read, noise.as_ref(), series, (&limit_steps, frame));
    let y = (fitted.axis.from, fitted.axis.to);
    let (limit_lines, mut bands) = steps::drawn(&limit_steps, y);
    bands.extend(noise);
    let marks = marks(history, series, &read, (dress, frame));
    let events = events(dress, (x.from, x.to));
    let listing = Listing { history, unit: &series.unit, most: frame.rows, depth: frame.depth };
    ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        title: dress.name.clone(),
        caption: caption(series, &fitted),
        sentence: sentence(history, series, &read.points, dress),
        notes: notes(&read, &reduced, outside, &limit_steps),
        compact: frame.compact,
        unit: series.unit.clone(),
        gaps: gaps(&read, (x.from, x.to)),
        x,
        lines: vec![line(series, &read.points, reduced)],
        limits: limit_lines,
        bands,
        events,
        changes: dress.changes.iter().filter(|c| (from..=to).contains(&c.at)).cloned().collect(),
        marks,
        table: if frame.compact { super::Table::default() } else { table(&listing, &pairs(&read.points)) },
        y: fitted.axis,
        ..ChartSpec::default()
    }
}

/// From the first to the last point; a day around a lone one.
pub(super) fn ends(points: &[Placed]) -> (i64, i64) {
    match (points.first(), points.last()) {
        (Some(a), Some(b)) if a.at < b.at => (a.at, b.at),
        (Some(a), _) => (a.at - 86_400_000, a.at + 86_400_000),
        _ => (0, 86_400_000),
    }
}

/// Natural limits of the points since the last break; none where the reader would not see them.
fn noise_band(read: &Input, dress: &Dress, frame: &Frame) -> Option<Band> {
    let format = dress.breaks.iter().rev().find(|b| matches!(b.why, Why::Format { .. }));
    let since = format.map_or(i64::MIN, |b| b.to.millis());
    let level = dress.changes.iter().map(|c| c.at).max().unwrap_or(i64::MIN);
    let valid: Vec<Placed> = read.points.iter().copied().filter(|p| p.at >= since.max(level)).collect();
    limits::noise(&valid).filter(|_| !frame.compact)
}

/// The value axis, and which limits lie outside it.
fn axis(
    read: &Input,
    noise: Option<&Band>,
    series: &Series,
    (steps, frame): (&[LimitStep], &Frame),
) -> (Fitted, Vec<String>) {
    let unit = &series.unit;
    let mut span = limits::span(&read.points);
    let mut outside = Vec::new();
    for limit in steps.iter().flat_map(|step| step.target.iter().chain(&step.alert)) {
        match limits::include(span, limit.value, unit) {
            Some(wider) => span = wider,
            None => outside.push(limit.label.clone()),
        }
    }
    for end in noise.iter().flat_map(|b| [b.from, b.to]) {
        // Natural limits may leave 0–100 or go below 0; the axis does not follow them there.
        let possible = end >= 0.0 || span.0 < 0.0;
        let possible = possible && (end <= 100.0 || !matches!(unit, quarterdeck_model::Unit::Percent));
        span = limits::include(span, end, unit).filter(|_| possible).unwrap_or(span);
    }
    (fit(&Wish { span, unit, steps: frame.value_steps(), log: frame.log }), outside)
}

pub(super) fn caption(series: &Series, fitted: &Fitted) -> String {
    let unit = Some(fitted.scale.unit.as_str()).filter(|u| !u.is_empty());
    let zero = if fitted.axis.log {
        Some("logarithmic axis")
    } else {
        (!fitted.from_zero).then_some("axis not from zero")
    };
    [unit, Some(series.direction.words()), zero].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The finding: last value, how it moved since the first, whether the target is met.
fn sentence(history: &History, series: &Series, points: &[Placed], dress: &Dress) -> String {
    let at = |p: &Placed| history.runs.get(p.run as usize).map_or_else(String::new, |r| date(r.taken_at));
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return format!("{}: no data in this time.", dress.name);
    };
    let mut text = format!("{}: {} on {}", dress.name, value(last.value, &series.unit), at(last));
    if points.len() > 1 {
        let change = delta(Some(first.value), Some(last.value), &series.unit, series.direction);
        let from = format!("{} on {}", value(first.value, &series.unit), at(first));
        text.push_str(
            &format!(", {} than {from}", than(&change.words)).replace("unchanged than", "unchanged from"),
        );
    }
    text.push_str(&verdict(last, dress));
    text.push('.');
    text
}

/// Whether the last value meets what is asked of it; nothing where nothing is.
fn verdict(last: &Placed, dress: &Dress) -> String {
    let (target, alert) = dress.limits_at(last.at);
    match (alert, target) {
        (Some(alert), _) if alert.exceeded(last.value) => format!("; beyond the limit: {}", alert.label),
        (_, Some(target)) if target.exceeded(last.value) => format!("; misses its {}", target.label),
        (_, Some(target)) => format!("; meets its {}", target.label),
        _ => String::new(),
    }
}

/// A neutral difference has no word: `+10 than` would not read, `+10 more than` neither.
fn than(words: &str) -> String {
    if let Some(size) = words.strip_prefix('+') {
        format!("{size} more")
    } else if let Some(size) = words.strip_prefix(crate::format::MINUS) {
        format!("{size} less")
    } else {
        words.to_owned()
    }
}

fn notes(read: &Input, reduced: &Reduced, outside: Vec<String>, steps: &[LimitStep]) -> Vec<String> {
    let mut notes: Vec<String> = Some(reduced.note.clone()).filter(|n| !n.is_empty()).into_iter().collect();
    if read.unbroken > 0 {
        let single = plural(read.unbroken, "single run", "single runs");
        let is = if read.unbroken == 1 { "is not drawn as a break" } else { "are not drawn as breaks" };
        notes.push(format!("{single} without this figure {is}."));
    }
    notes.extend(outside.into_iter().map(|l| format!("Outside the chart: {l}.")));
    notes.extend(steps::notes(steps));
    notes
}

fn gaps(read: &Input, (from, to): (i64, i64)) -> Vec<Gap> {
    let gap = |hole: &Hole| Gap {
        from: hole.from.clamp(from, to),
        to: hole.to.clamp(from, to),
        label: if hole.failed { "no data" } else { "no runs" }.to_owned(),
    };
    read.holes.iter().map(gap).filter(|g| g.from < g.to).collect()
}

fn line(series: &Series, points: &[Placed], reduced: Reduced) -> Line {
    let label = points.last().map(|p| value(p.value, &series.unit)).unwrap_or_default();
    Line { style: 1, label, segments: reduced.segments, ..Line::default() }
}

fn marks(history: &History, series: &Series, read: &Input, (dress, frame): (&Dress, &Frame)) -> Vec<Mark> {
    let mark = |p: &Placed, kind| {
        let run = history.runs.get(p.run as usize)?;
        let title = format!("{}, {}", value(p.value, &series.unit), date(run.taken_at));
        let href = routes::at_depth(frame.depth, &routes::snapshot(&run.id));
        Some(Mark { line: 0, at: p.at, value: p.value, kind, href, title })
    };
    let bad = |p: &Placed| dress.limits_at(p.at).1.is_some_and(|a| a.exceeded(p.value));
    let lone = read.parts.iter().filter(|part| part.len() == 1).filter_map(|part| part.first());
    let mut marks: Vec<Mark> = lone.filter_map(|p| mark(p, MarkKind::Lone)).collect();
    if !frame.compact {
        // The first point of every breach; what follows is seen from the zone it lies in.
        let before = std::iter::once(None).chain(read.points.iter().map(Some));
        let pairs = read.points.iter().zip(before);
        let all: Vec<&Placed> =
            pairs.filter(|(p, b)| bad(p) && !b.is_some_and(&bad)).map(|(p, _)| p).collect();
        let latest = all.iter().skip(all.len().saturating_sub(MOST_ALERTS));
        marks.extend(latest.filter_map(|p| mark(p, MarkKind::Alert)));
    }
    marks.extend(read.points.last().and_then(|p| mark(p, MarkKind::Last)));
    marks
}

/// Notes drawn on one chart: the newest.
const MOST_NOTES: usize = 20;

/// What people noted.
pub(super) fn noted(notes: &[Note], (from, to): (i64, i64)) -> Vec<Event> {
    let inside = notes.iter().filter(|note| (from..=to).contains(&note.at.millis()));
    let mut events: Vec<Event> = inside
        .map(|note| Event {
            at: note.at.millis(),
            date: date(note.at.0),
            label: shorten(&visible(&note.text), 14),
            text: format!("{} ({})", shorten(&visible(&note.text), 160), shorten(&visible(&note.by), 40)),
        })
        .collect();
    events.sort_by_key(|event| event.at);
    events.drain(..events.len().saturating_sub(MOST_NOTES));
    events
}

/// Changes of format, where points before and after may not mean the same; and notes.
fn events(dress: &Dress, (from, to): (i64, i64)) -> Vec<Event> {
    let event = |b: &Break| {
        let Why::Format { from: old, to: new } = &b.why else { return None };
        let at = b.to.millis();
        let text = format!("format {} → {}", shorten(&visible(old), 40), shorten(&visible(new), 40));
        (from..=to).contains(&at).then(|| Event {
            at,
            date: date(b.to),
            label: "new format".to_owned(),
            text,
        })
    };
    dress.breaks.iter().filter_map(event).chain(noted(&dress.notes, (from, to))).collect()
}
