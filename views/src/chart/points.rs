//! The drawn points of a chart's first line, for a script that reads them by pointer or keys.

use super::{ChartSpec, MarkKind, Xy};
use crate::format::day_month;
use quarterdeck_model::Timestamp;
use std::fmt::Write as _;

/// `[[x, y, "text", "href"], …]`; empty for small charts, which are read by following their title.
pub(super) fn json(spec: &ChartSpec) -> String {
    let Some(line) = spec.lines.first().filter(|_| !spec.compact) else { return String::new() };
    let mut out = String::from("[");
    for point in line.segments.iter().flat_map(|s| &s.points) {
        let mark =
            spec.marks.iter().rev().find(|m| m.line == 0 && m.at == point.at && m.kind != MarkKind::Lone);
        let text = mark.map_or_else(|| told(spec, point), |m| m.title.clone());
        let comma = if out.len() > 1 { "," } else { "" };
        let _ =
            write!(out, "{comma}[{},{},{}", across(spec, point.at), down(spec, point.value), quoted(&text));
        match mark.filter(|m| !m.href.is_empty()) {
            Some(mark) => drop(write!(out, ",{}]", quoted(&mark.href))),
            None => out.push(']'),
        }
    }
    out.push(']');
    out
}

fn told(spec: &ChartSpec, point: &Xy) -> String {
    let when = Timestamp::from_millis(point.at).map(day_month).unwrap_or_default();
    format!("{}, {when}", crate::format::value(point.value, &spec.unit))
}

fn across(spec: &ChartSpec, at: i64) -> i64 {
    let width = spec.x.to.saturating_sub(spec.x.from).max(1);
    thousandths(at.saturating_sub(spec.x.from) as f64 / width as f64)
}

fn down(spec: &ChartSpec, value: f64) -> i64 {
    let place = |v: f64| if spec.y.log { libm::log10(v.max(f64::MIN_POSITIVE)) } else { v };
    let (from, to) = (place(spec.y.from), place(spec.y.to));
    thousandths(1.0 - (place(value) - from) / (to - from))
}

fn thousandths(share: f64) -> i64 {
    if share.is_finite() { (share.clamp(0.0, 1.0) * 1000.0 + 0.5).floor() as i64 } else { 0 }
}

/// A JSON string; nothing in it can end an attribute or a script either.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '>' | '&' | '\'' | '\u{0}'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
