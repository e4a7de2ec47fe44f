//! Reading a chart point by point: where each run lies on the drawing, and what is said of it. All points are read, also
//! those that the line shows only as part of a median.

use crate::data::overlay::Overlay;
use crate::data::{Judged, rows};
use quarterdeck_charts::Plot;
use quarterdeck_model::{SnapshotId, Timestamp};
use quarterdeck_views::ChartSpec;
use quarterdeck_views::format::{date_time, value};

/// The place of the plot in its drawing, in pixels of the drawing, with its two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
    time: (i64, i64),
    value: (f64, f64),
    log: bool,
}

impl Place {
    /// That of a chart.
    pub fn of(spec: &ChartSpec) -> Self {
        let Plot { left, top, right, bottom } = quarterdeck_charts::plot(spec);
        let pixels = |tenths: i32| f64::from(tenths) / 10.0;
        Self {
            left: pixels(left),
            top: pixels(top),
            right: pixels(right),
            bottom: pixels(bottom),
            time: (spec.x.from, spec.x.to),
            value: (spec.y.from, spec.y.to),
            log: spec.y.log,
        }
    }

    /// Pixels from the left of the drawing, within the plot.
    pub fn x(&self, at: i64) -> f64 {
        let (from, to) = self.time;
        let share = at.saturating_sub(from) as f64 / to.saturating_sub(from).max(1) as f64;
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Pixels from the top of the drawing, within the plot.
    pub fn y(&self, value: f64) -> f64 {
        let place = |v: f64| if self.log { v.max(f64::MIN_POSITIVE).log10() } else { v };
        let (from, to) = (place(self.value.0), place(self.value.1));
        let share = (place(value) - from) / (to - from);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.bottom - share * (self.bottom - self.top)
    }

    /// The instant at so many pixels from the left of the drawing.
    pub fn time(&self, x: f64) -> i64 {
        let (from, to) = self.time;
        let share = ((x - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        from.saturating_add((share * to.saturating_sub(from) as f64) as i64)
    }
}

/// A run that gave one of the figures drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// When.
    pub at: i64,
    /// Its number in the judged history.
    pub run: u32,
}

/// The runs that gave a figure within the chart, in order of time.
pub fn stops(judged: &Judged, overlay: &Overlay) -> Vec<Stop> {
    let Some(drawn) = &overlay.drawn else { return Vec::new() };
    let (from, to) = (drawn.spec.x.from, drawn.spec.x.to);
    let series = overlay.series.iter().filter_map(|at| judged.history.series.get(*at));
    let mut stops: Vec<Stop> = series
        .flat_map(|series| &series.points)
        .filter_map(|point| Some(Stop { at: judged.history.run(*point)?.taken_at.millis(), run: point.run }))
        .filter(|stop| (from..=to).contains(&stop.at))
        .collect();
    stops.sort_unstable_by_key(|stop| (stop.at, stop.run));
    stops.dedup();
    stops
}

/// The index of the stop that is nearest to an instant; none of none.
pub fn nearest(stops: &[Stop], at: i64) -> Option<usize> {
    let after = stops.partition_point(|stop| stop.at < at);
    let distance = |index: &usize| stops.get(*index).map_or(u64::MAX, |stop| stop.at.abs_diff(at));
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter(|i| *i < stops.len())
        .min_by_key(distance)
}

/// What a stop says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its snapshot.
    pub id: SnapshotId,
    /// `23 Nov 2026 07:12 UTC: Line coverage 81 %; Duration 12 s`.
    pub text: String,
    /// For each line with a value here: its style and the pixels from the top.
    pub dots: Vec<(u8, f64)>,
}

/// What a stop says; `None` when its run is not of this history.
pub fn read(judged: &Judged, overlay: &Overlay, place: &Place, stop: Stop) -> Option<Reading> {
    let run = judged.history.runs.get(stop.run as usize)?;
    let drawn = overlay.drawn.as_ref()?;
    let alone = overlay.series.len() == 1;
    let (mut told, mut dots) = (Vec::new(), Vec::new());
    for (entry, style) in overlay.entries.iter().zip(1u8..) {
        let series = entry.series.and_then(|at| judged.history.series.get(at));
        let known = series.and_then(|series| Some((series, rows::value(series, stop.run)?)));
        let Some((series, number)) = known else { continue };
        let line = drawn.spec.lines.iter().find(|line| line.style == style);
        let base = line.map_or(0.0, |line| line.base);
        let scaled = if base == 0.0 { number } else { number / base };
        if line.is_some() {
            dots.push((style, place.y(scaled)));
        }
        let number = value(number, &series.unit);
        told.push(if alone { number } else { format!("{} {number}", entry.name) });
    }
    let when = Timestamp::from_millis(stop.at).map(date_time).unwrap_or_default();
    Some(Reading { id: run.id.clone(), text: format!("{when}: {}", told.join("; ")), dots })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::overlay;
    use crate::state::address;
    use crate::testing;

    fn read_all(hash: &str) -> (Vec<Stop>, Vec<Reading>, Place) {
        let (source, choice) = (testing::source(), address::read(hash));
        let judged = testing::judged(&source, &choice);
        let overlay = overlay::draw(&judged, &choice.series, &choice.tools);
        let place = Place::of(&overlay.drawn.as_ref().expect("drawn").spec);
        let stops = stops(&judged, &overlay);
        let readings = stops.iter().filter_map(|stop| read(&judged, &overlay, &place, *stop)).collect();
        (stops, readings, place)
    }

    #[test]
    fn every_run_with_a_figure_is_a_stop_and_says_it() {
        let (stops, readings, place) = read_all("#m=coverage.line_percent--unit");
        assert_eq!((stops.len(), readings.len()), (22, 22));
        let first = readings.first().expect("one");
        assert!(first.text.starts_with("1 Nov 2026 06:00 UTC: 80"), "{}", first.text);
        assert!(first.dots.iter().all(|(style, y)| *style == 1 && (place.top..=place.bottom).contains(y)));
    }

    #[test]
    fn of_several_series_only_those_with_a_value_are_told() {
        let (_, readings, _) = read_all("#m=coverage.line_percent--unit,tests.duration_s--all");
        assert_eq!(readings.len(), 44);
        assert!(readings.iter().all(|reading| reading.dots.len() == 1));
        assert!(readings.iter().all(|reading| !reading.text.contains(';')));
    }

    #[test]
    fn pixels_and_times_are_each_others_way_back() {
        let (stops, _, place) = read_all("#m=coverage.line_percent--unit");
        for (index, stop) in stops.iter().enumerate() {
            assert_eq!(nearest(&stops, place.time(place.x(stop.at))), Some(index));
        }
        assert_eq!(place.time(-50.0), stops.first().map(|s| s.at).unwrap_or_default());
        assert_eq!(nearest(&[], 0), None);
    }

    #[test]
    fn relative_values_are_placed_by_what_they_are_divided_by() {
        let (_, readings, place) = read_all("#m=tests.duration_s--all&rel=1");
        let lowest = readings.first().and_then(|r| r.dots.first()).map(|(_, y)| *y).expect("a dot");
        assert!((lowest - place.y(100.0)).abs() < 0.01, "the first value is 100 %");
        assert!(readings.first().is_some_and(|r| r.text.contains("min") || r.text.contains(" s")));
    }
}
