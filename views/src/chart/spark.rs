//! Sparklines: the trend of one series in a table cell.

use super::axis::HUGE;
use super::input::input;
use super::limits::Threshold;
use super::reduce::extremes;
use super::{SparkSpec, Xy, limits};
use crate::Status;
use crate::format::value;
use quarterdeck_analysis::breaks::Break;
use quarterdeck_model::{History, Series};

/// Most points of a sparkline: one every other pixel.
const MOST: usize = 72;

/// The sparkline of `series` from `range.0` to `range.1` (milliseconds), its last point in the colour of `status`.
/// `None` when fewer than two points lie in range: a lone dot is no trend.
pub fn spark(
    history: &History,
    series: &Series,
    range: (i64, i64),
    (id, breaks, target, status): (String, &[Break], Option<&Threshold>, Status),
) -> Option<SparkSpec> {
    let read = input(history, series, range, breaks);
    let (first, last) = (read.points.first()?, read.points.last()?);
    if first.run == last.run {
        return None;
    }
    let segments = extremes(&read.parts, range, MOST);
    let (low, high) = limits::span(&read.points);
    let target = target.map(|t| t.value).filter(|t| limits::include((low, high), *t, &series.unit).is_some());
    let (low, high) = target.map_or((low, high), |t| (low.min(t), high.max(t)));
    let room = if high > low { 0.0 } else { (high.abs() * 0.1).max(1.0) };
    let of = value(first.value, &series.unit);
    Some(SparkSpec {
        id,
        width: 150,
        height: 28,
        sentence: format!("from {of} to {}", value(last.value, &series.unit)),
        x: if range.0 < range.1 { range } else { (range.0, range.0.saturating_add(1)) },
        y: ((low - room).max(-HUGE), (high + room).min(HUGE)),
        segments,
        target,
        last: Some((Xy { at: last.at, value: last.value }, status.class)),
    })
}
