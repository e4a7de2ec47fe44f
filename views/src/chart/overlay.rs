//! Several series on one chart: at most five, on one axis.

use super::axis::{Fitted, Wish, fit};
use super::build::ends;
use super::frame::{Frame, Relative};
use super::input::{Input, Placed, input};
use super::reduce::{median, reduce};
use super::tabular::column;
use super::time_axis::time_axis;
use super::{ChartSpec, Line, MAX_LINES, Mark, MarkKind, Row, Table, limits};
use crate::format::{date, fixed, value};
use crate::routes;
use crate::text::plural;
use quarterdeck_analysis::Policy;
use quarterdeck_analysis::breaks::breaks;
use quarterdeck_model::{History, Series, Timestamp, Unit};

/// One series as it is drawn beside others.
struct Track<'a> {
    name: String,
    series: &'a Series,
    read: Input,
    /// What values are divided by: 1, or a hundredth of what they are relative to.
    base: f64,
}

/// A chart of up to [`MAX_LINES`] series with their names. Where the frame asks for it, and for series of different
/// units, values are drawn as per cent of the first value in range or of the median, which the caption says; series for
/// which that is 0 are left out, with a note.
pub fn overlay(history: &History, policy: &Policy, series: &[(&Series, String)], frame: &Frame) -> ChartSpec {
    let mixed = series.windows(2).any(|w| matches!(w, [(a, _), (b, _)] if a.unit != b.unit));
    let relative = match frame.relative {
        Relative::Own if mixed => Relative::First,
        asked => asked,
    };
    let mut notes = Vec::new();
    let mut tracks = Vec::new();
    for (one, name) in series.iter().take(MAX_LINES) {
        match track(history, one, name, (policy, relative, frame)) {
            Ok(track) => tracks.push(track),
            Err(why) => notes.push(format!("{name}: {why}.")),
        }
    }
    if series.len() > MAX_LINES {
        notes.push(format!(
            "{} not drawn.",
            plural(series.len() - MAX_LINES, "more series is", "more series are")
        ));
    }
    let own = tracks.first().filter(|_| relative == Relative::Own);
    let unit = own.map_or(Unit::Percent, |t| t.series.unit.clone());
    draw(history, &tracks, frame, (unit, relative, notes))
}

/// The series as it is drawn; why it cannot be, otherwise.
fn track<'a>(
    history: &History,
    series: &'a Series,
    name: &str,
    (policy, relative, frame): (&Policy, Relative, &Frame),
) -> Result<Track<'a>, &'static str> {
    let breaks = breaks(history, series, policy);
    let mut read = input(history, series, frame.read_range(), &breaks);
    let first = read.points.first().ok_or("nothing to draw in this time")?.value;
    let base = match relative {
        Relative::Own => 1.0,
        Relative::First => first / 100.0,
        Relative::Median => {
            let mut values: Vec<f64> = read.points.iter().map(|p| p.value).collect();
            values.sort_by(f64::total_cmp);
            median(&values) / 100.0
        }
    };
    if base == 0.0 || !base.is_finite() {
        return Err(match relative {
            Relative::Median => "its median is 0, so nothing can be drawn relative to it",
            _ => "it begins at 0, so nothing can be drawn relative to it",
        });
    }
    if relative != Relative::Own {
        let all = read.points.iter_mut().chain(read.parts.iter_mut().flatten());
        all.for_each(|p| p.value = (p.value / base).clamp(-1e12, 1e12));
    }
    Ok(Track { name: name.to_owned(), series, read, base })
}

fn draw(
    history: &History,
    tracks: &[Track<'_>],
    frame: &Frame,
    (unit, relative, mut notes): (Unit, Relative, Vec<String>),
) -> ChartSpec {
    let mut all: Vec<Placed> = tracks.iter().flat_map(|t| t.read.points.iter().copied()).collect();
    all.sort_by_key(|p| p.at);
    let (from, to) = frame.range.unwrap_or_else(|| ends(&all));
    let x = time_axis(from, to, frame.most_ticks());
    let wish = Wish { span: limits::span(&all), unit: &unit, steps: frame.value_steps(), log: frame.log };
    let fitted = fit(&wish);
    let mut lines = Vec::new();
    for (style, track) in (1u8..).zip(tracks) {
        let reduced = reduce(&track.read.parts, (x.from, x.to), frame.most_points());
        if !reduced.note.is_empty() && !notes.contains(&reduced.note) {
            notes.push(reduced.note);
        }
        let label = track.read.points.last().map(|p| value(p.value * track.base, &track.series.unit));
        let label = format!("{} {}", label.unwrap_or_default(), track.name);
        let (name, base) = (track.name.clone(), track.base);
        lines.push(Line { name, style, label, base, segments: reduced.segments });
    }
    let names: Vec<&str> = tracks.iter().map(|t| t.name.as_str()).collect();
    let labels: Vec<&str> = lines.iter().map(|l| l.label.as_str()).collect();
    ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        title: names.join(", "),
        caption: caption(tracks, &fitted, relative),
        sentence: if labels.is_empty() {
            "No data.".to_owned()
        } else {
            format!("Last: {}.", labels.join("; "))
        },
        notes,
        compact: frame.compact,
        unit,
        x,
        y: fitted.axis,
        marks: marks(history, tracks, frame),
        table: table(history, tracks, (relative != Relative::Own, frame)),
        lines,
        ..ChartSpec::default()
    }
}

/// What the axis shows, and which way is better where all lines agree on it.
fn caption(tracks: &[Track<'_>], fitted: &Fitted, relative: Relative) -> String {
    let direction = tracks.first().map(|t| t.series.direction.words());
    let same = tracks.windows(2).all(|w| matches!(w, [a, b] if a.series.direction == b.series.direction));
    let words = [
        match relative {
            Relative::Own => Some(fitted.scale.unit.as_str()),
            Relative::First => Some("% of each first value shown"),
            Relative::Median => Some("% of each median of what is shown"),
        },
        direction.filter(|_| same),
        (fitted.axis.log).then_some("logarithmic axis"),
        (!fitted.axis.log && !fitted.from_zero).then_some("axis not from zero"),
    ];
    let words: Vec<&str> = words.into_iter().flatten().filter(|w| !w.is_empty()).collect();
    words.join(", ")
}

fn marks(history: &History, tracks: &[Track<'_>], frame: &Frame) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (line, track) in tracks.iter().enumerate() {
        let mark = |p: &Placed, kind| {
            let run = history.runs.get(p.run as usize)?;
            let shown = value(p.value * track.base, &track.series.unit);
            let title = format!("{}: {shown}, {}", track.name, date(run.taken_at));
            let href = routes::at_depth(frame.depth, &routes::snapshot(&run.id));
            Some(Mark { line, at: p.at, value: p.value, kind, href, title })
        };
        let lone = track.read.parts.iter().filter(|part| part.len() == 1).filter_map(|p| p.first());
        marks.extend(lone.filter_map(|p| mark(p, MarkKind::Lone)));
        marks.extend(track.read.points.last().and_then(|p| mark(p, MarkKind::Last)));
    }
    marks
}

/// One row an instant, newest first; a series without a value then has an empty cell.
fn table(history: &History, tracks: &[Track<'_>], (mixed, frame): (bool, &Frame)) -> Table {
    let mut times: Vec<(i64, u32)> =
        tracks.iter().flat_map(|t| t.read.points.iter().map(|p| (p.at, p.run))).collect();
    times.sort_unstable();
    times.dedup();
    let total = times.len();
    let mut columns = vec![column("When", false)];
    columns.extend(tracks.iter().map(|t| column(&t.name, true)));
    let row = |(at, run): (i64, u32)| {
        let when = Timestamp::from_millis(at).map(crate::format::date_time).unwrap_or_default();
        let cell = |t: &Track<'_>| {
            let found = t.read.points.binary_search_by_key(&run, |p| p.run).ok();
            let Some(p) = found.and_then(|i| t.read.points.get(i)) else { return String::new() };
            let shown = value(p.value * t.base, &t.series.unit);
            if mixed { format!("{shown} ({} %)", fixed(p.value, 1)) } else { shown }
        };
        let cells = std::iter::once(when).chain(tracks.iter().map(cell)).collect();
        let id = history.runs.get(run as usize).map(|r| &r.id);
        Row {
            cells,
            href: id.map(|i| routes::at_depth(frame.depth, &routes::snapshot(i))).unwrap_or_default(),
        }
    };
    let rows: Vec<Row> = times.into_iter().rev().take(frame.rows).map(row).collect();
    let note =
        if rows.len() < total { format!("The last {} of {total} runs.", rows.len()) } else { String::new() };
    Table { columns, rows, note }
}

/// Completes a chart whose lines are already made: axes of `size` CSS pixels over the lines' times and over `values`.
pub(crate) fn plain_chart(words: ChartSpec, (width, height): (u32, u32), values: (f64, f64)) -> ChartSpec {
    let frame = Frame { width, height, ..Frame::default() };
    let times = words.lines.iter().flat_map(|l| &l.segments).flat_map(|s| &s.points).map(|p| p.at);
    let (from, to) = times.fold((i64::MAX, i64::MIN), |(a, b), at| (a.min(at), b.max(at)));
    let wish = Wish { span: values, unit: &words.unit, steps: frame.value_steps(), log: false };
    let y = fit(&wish).axis;
    let last = |(line, l): (usize, &Line)| {
        let point = l.segments.last()?.points.last()?;
        let (kind, title) = (MarkKind::Last, l.label.clone());
        Some(Mark { line, at: point.at, value: point.value, kind, href: String::new(), title })
    };
    let marks = words.lines.iter().enumerate().filter_map(last).collect();
    ChartSpec { width, height, x: time_axis(from, to, frame.most_ticks()), y, marks, ..words }
}
