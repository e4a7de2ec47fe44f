//! Downsampling: at most a few hundred points a line, medians with the least and largest beside them.

use super::input::Placed;
use super::{Range, Segment, Xy};
use crate::format::zoned;
use quarterdeck_analysis::Zone;
use quarterdeck_model::Timestamp;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Lengths of a bucket and their words.
const BUCKETS: [(i64, &str); 15] = [
    (60_000, "each minute"),
    (600_000, "each 10 minutes"),
    (HOUR, "each hour"),
    (2 * HOUR, "each 2 hours"),
    (4 * HOUR, "each 4 hours"),
    (8 * HOUR, "each 8 hours"),
    (DAY, "each day"),
    (2 * DAY, "each 2 days"),
    (4 * DAY, "each 4 days"),
    (7 * DAY, "each week"),
    (14 * DAY, "each 2 weeks"),
    (28 * DAY, "each 4 weeks"),
    (91 * DAY, "each quarter of a year"),
    (365 * DAY, "each year"),
    (36_524 * DAY, "each century"),
];

/// What a series is drawn with.
pub(super) struct Reduced {
    pub(super) segments: Vec<Segment>,
    /// `median of each 2 days`; empty when every point is drawn.
    pub(super) note: String,
}

/// Merges the points of every part so that at most about `most` are left (more only where there are more parts).
pub(super) fn reduce(parts: &[Vec<Placed>], span: (i64, i64), most: usize) -> Reduced {
    let total: usize = parts.iter().map(Vec::len).sum();
    if total <= most {
        let segments = parts.iter().map(|p| Segment { points: xy(p), envelope: Vec::new() }).collect();
        return Reduced { segments, note: String::new() };
    }
    let (length, words) = bucket(span, most);
    let mut segments: Vec<Segment> = parts.iter().map(|part| merge(part, length)).collect();
    keep_last(&mut segments, parts);
    Reduced { segments, note: format!("Line: median of {words}; shade: least to largest.") }
}

/// Least and largest of every bucket in the order in which they came: what a line without a shade keeps outages by.
pub(super) fn extremes(parts: &[Vec<Placed>], span: (i64, i64), most: usize) -> Vec<Vec<Xy>> {
    let total: usize = parts.iter().map(Vec::len).sum();
    if total <= most {
        return parts.iter().map(|p| xy(p)).collect();
    }
    let (length, _) = bucket(span, most / 2);
    let pair = |bucket: &[Placed]| {
        let by_value = |a: &&Placed, b: &&Placed| a.value.total_cmp(&b.value);
        let ends = [bucket.iter().min_by(by_value), bucket.iter().max_by(by_value)];
        let mut ends: Vec<Placed> = ends.into_iter().flatten().copied().collect();
        ends.sort_by_key(|p| p.run);
        ends.dedup_by_key(|p| p.run);
        xy(&ends)
    };
    let chunks = |part: &Vec<Placed>| {
        let mut line: Vec<Xy> =
            part.chunk_by(|a, b| a.at.div_euclid(length) == b.at.div_euclid(length)).flat_map(pair).collect();
        let last = part.last().filter(|last| line.last().is_some_and(|p| p.at < last.at));
        line.extend(last.map(|p| Xy { at: p.at, value: p.value }));
        line
    };
    parts.iter().map(chunks).collect()
}

/// The shortest bucket that leaves at most about `most` of them, and its words.
fn bucket(span: (i64, i64), most: usize) -> (i64, &'static str) {
    let wanted = span.1.saturating_sub(span.0) / i64::try_from(most.max(1)).unwrap_or(i64::MAX);
    let found = BUCKETS.iter().find(|(length, _)| *length >= wanted);
    found.copied().unwrap_or((36_524 * DAY, "each century"))
}

fn xy(part: &[Placed]) -> Vec<Xy> {
    part.iter().map(|p| Xy { at: p.at, value: p.value }).collect()
}

/// Milliseconds that clocks of the zone are ahead of UTC.
fn ahead(zone: &Zone, at: i64) -> i64 {
    Timestamp::from_millis(at).map_or(0, |at| i64::from(zone.offset(at)) * 1000)
}

fn merge(part: &[Placed], length: i64) -> Segment {
    let mut segment = Segment::default();
    // By the clocks of the zone: `each day` is said of these.
    let place = |zone: &Zone, at: i64| (at + ahead(zone, at)).div_euclid(length);
    let buckets =
        zoned(|zone| part.chunk_by(|a, b| place(zone, a.at) == place(zone, b.at)).collect::<Vec<_>>());
    for bucket in buckets {
        let mut values: Vec<f64> = bucket.iter().map(|p| p.value).collect();
        values.sort_by(f64::total_cmp);
        let Some(at) = bucket.get(bucket.len() / 2).map(|p| p.at) else { continue };
        let (Some(low), Some(high)) = (values.first().copied(), values.last().copied()) else { continue };
        segment.points.push(Xy { at, value: median(&values) });
        segment.envelope.push(Range { at, low, high });
    }
    segment
}

/// The very last point ends the line, since its value is written beside it.
fn keep_last(segments: &mut [Segment], parts: &[Vec<Placed>]) {
    let last = parts.last().and_then(|p| p.last());
    let Some((segment, last)) = segments.last_mut().zip(last) else { return };
    if segment.points.last().is_some_and(|p| p.at < last.at) {
        segment.points.push(Xy { at: last.at, value: last.value });
    }
}

/// The median of sorted values; 0 of none.
pub(super) fn median(sorted: &[f64]) -> f64 {
    let middle = |at: usize| sorted.get(at).copied().unwrap_or(0.0);
    let (low, high) = (middle(sorted.len().saturating_sub(1) / 2), middle(sorted.len() / 2));
    low + (high - low) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Manner, within};
    use quarterdeck_analysis::zone::Step;
    use std::sync::Arc;

    fn points(n: i64, step: i64) -> Vec<Placed> {
        let value = |i: i64| if i == 777 { 1000.0 } else { (i % 7) as f64 };
        (0..n).map(|i| Placed { at: i * step, value: value(i), run: i as u32 }).collect()
    }

    #[test]
    fn many_points_become_medians_with_their_extremes() {
        let parts = vec![points(10_000, HOUR)];
        let reduced = reduce(&parts, (0, 10_000 * HOUR), 400);
        let segment = &reduced.segments[0];
        assert!(segment.points.len() <= 400 && segment.points.len() > 150, "{}", segment.points.len());
        assert_eq!(reduced.note, "Line: median of each 2 days; shade: least to largest.");
        assert!(segment.envelope.iter().any(|r| r.high == 1000.0), "the outlier is kept");
        assert!(segment.points.iter().all(|p| p.value < 10.0), "and does not move the line");
    }

    #[test]
    fn each_day_is_one_of_the_zone() {
        let midnight = Timestamp::parse("2026-11-01T23:00:00Z").unwrap().millis();
        let part: Vec<Placed> =
            points(480, HOUR).into_iter().map(|p| Placed { at: p.at + midnight, ..p }).collect();
        let zone = Zone::new("Europe/Berlin", vec![Step(0, 3600, "CET".to_owned())]);
        let days = || {
            reduce(std::slice::from_ref(&part), (midnight, midnight + 480 * HOUR), 20).segments[0]
                .envelope
                .len()
        };
        assert_eq!(within(&Arc::new(Manner { zone, ..Manner::default() }), days), 20, "21 in UTC");
    }

    #[test]
    fn few_points_stay_as_they_are() {
        let reduced = reduce(&[points(400, HOUR)], (0, 400 * HOUR), 400);
        assert_eq!((reduced.segments[0].points.len(), reduced.note.as_str()), (400, ""));
        assert!(reduced.segments[0].envelope.is_empty());
    }

    #[test]
    fn a_sparkline_keeps_a_single_outage() {
        let lines = extremes(&[points(10_000, HOUR)], (0, 10_000 * HOUR), 60);
        assert!(lines[0].len() <= 62, "{}", lines[0].len());
        assert!(lines[0].iter().any(|p| p.value == 1000.0));
        assert!(lines[0].is_sorted_by_key(|p| p.at));
        assert_eq!(lines[0].last().map(|p| p.at), Some(9_999 * HOUR));
    }

    #[test]
    fn medians() {
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
        assert_eq!(median(&[5.0]), 5.0);
        assert_eq!(median(&[]), 0.0);
    }
}
