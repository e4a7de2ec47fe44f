//! The chart of the chosen series: its specification by the site's own rules, and its drawing.

use crate::data::{Judged, Source, words};
use quarterdeck_model::{Series, Unit};
use quarterdeck_views::chart::{Frame, chart, overlay};
use quarterdeck_views::{ChartSpec, catalogue, format};

/// From this ratio of the largest to the smallest series on, the small ones would lie flat on the axis.
const FAR_APART: f64 = 8.0;

/// One chosen series in the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name in the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its last value, or that it has none.
    pub label: String,
}

/// A specification and its drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// What is shown.
    pub spec: ChartSpec,
    /// SVG text.
    pub svg: String,
}

/// The chart of the chosen series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// Indices of the chosen series in the judged history; those without a point are not among them.
    pub series: Vec<usize>,
    /// Every chosen series, in the order of the choice.
    pub entries: Vec<Entry>,
    /// The drawing, if there is something to draw.
    pub drawn: Option<Drawn>,
    /// Why there is none.
    pub why_not: String,
    /// Whether the series lie so far apart that relative values are worth offering.
    pub may_be_relative: bool,
}

/// Draws the series with these slugs; `relative`: as per cent of each first value.
pub fn draw(source: &Source, judged: &Judged, slugs: &[String], relative: bool) -> Overlay {
    let found: Vec<Option<usize>> = slugs.iter().map(|slug| judged.find(slug)).collect();
    let entries = slugs.iter().zip(&found).map(|(slug, at)| entry(judged, slug, *at)).collect();
    let indices: Vec<usize> = found.into_iter().flatten().collect();
    let series: Vec<&Series> = indices.iter().filter_map(|at| judged.history.series.get(*at)).collect();
    let may_be_relative = far_apart(&series);
    let frame = Frame { range: judged.frame, ..Frame::full("explorer-chart") };
    let spec = match (series.as_slice(), indices.as_slice()) {
        ([], _) => None,
        ([one], [index]) => {
            let dress = words::dress(source, judged, *index);
            Some(chart(&judged.history, one, &dress, &frame))
        }
        (many, _) if relative && may_be_relative => Some(relative_overlay(source, judged, many, &frame)),
        (many, _) => {
            let named: Vec<(&Series, String)> = many.iter().map(|s| (*s, name(judged, s))).collect();
            Some(overlay(&judged.history, &source.manifest.policy, &named, &frame))
        }
    };
    let drawn = spec.map(|spec| Drawn { svg: quarterdeck_charts::svg(&spec), spec });
    Overlay { series: indices, entries, drawn, why_not: why_not(slugs, judged).to_owned(), may_be_relative }
}

fn why_not(slugs: &[String], judged: &Judged) -> &'static str {
    match (slugs, judged.runs == 0) {
        ([], _) => "Choose up to five metrics in the list: they are drawn here, one over the other.",
        (_, true) => "No data: no run lies in what is chosen.",
        (_, false) => "No data: the runs that are chosen gave none of these figures.",
    }
}

fn entry(judged: &Judged, slug: &str, at: Option<usize>) -> Entry {
    let series = at.and_then(|at| judged.history.series.get(at));
    let last = series.and_then(|s| s.points.last().map(|p| format::value(p.value, &s.unit)));
    Entry {
        slug: slug.to_owned(),
        name: series.map_or_else(|| quarterdeck_views::Shown::new(slug).text, |s| name(judged, s)),
        label: last.unwrap_or_else(|| "no data in what is chosen".to_owned()),
    }
}

/// The series' name, with the host where another one would read the same.
fn name(judged: &Judged, series: &Series) -> String {
    let own = catalogue::series_name(series);
    let others = judged.history.series.iter().filter(|other| other.key != series.key);
    let host = series.key.labels.get("host").filter(|_| {
        others.filter(|o| o.key.metric == series.key.metric).any(|o| catalogue::series_name(o) == own)
    });
    host.map_or_else(
        || own.clone(),
        |host| format!("{own} on {}", quarterdeck_views::Shown::cut(host, 24).text),
    )
}

/// Whether one axis would hide one of them. Different units are drawn as per cent anyway.
fn far_apart(series: &[&Series]) -> bool {
    let units = series.windows(2).all(|pair| matches!(pair, [a, b] if a.unit == b.unit));
    let sizes: Vec<f64> = series.iter().map(|s| largest(s)).filter(|size| *size > 0.0).collect();
    let (least, most) =
        sizes.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), size| (a.min(*size), b.max(*size)));
    units && sizes.len() > 1 && most / least >= FAR_APART
}

fn largest(series: &Series) -> f64 {
    series.points.iter().map(|point| point.value.abs()).fold(0.0, f64::max)
}

/// Every series as per cent of its first value; one that begins at 0 has no such per cent and is left out, with a note.
fn relative_overlay(source: &Source, judged: &Judged, series: &[&Series], frame: &Frame) -> ChartSpec {
    let mut notes = Vec::new();
    let mut scaled: Vec<(Series, String)> = Vec::new();
    for one in series {
        match per_cent_of_first(one) {
            Some(copy) => scaled.push((copy, name(judged, one))),
            None => notes
                .push(format!("{}: begins at 0, so nothing can be drawn relative to it.", name(judged, one))),
        }
    }
    let named: Vec<(&Series, String)> = scaled.iter().map(|(series, name)| (series, name.clone())).collect();
    let mut spec = overlay(&judged.history, &source.manifest.policy, &named, frame);
    spec.caption = format!("% of each first value shown, {}", spec.caption.trim_start_matches("%, "));
    spec.notes.extend(notes);
    spec
}

fn per_cent_of_first(series: &Series) -> Option<Series> {
    let first = series.points.first()?.value;
    let mut copy = Series { unit: Unit::Percent, ..series.clone() };
    for point in &mut copy.points {
        point.value = point.value / first * 100.0;
    }
    copy.points.iter().all(|point| point.value.is_finite()).then_some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing;

    fn overlay_of(hash: &str) -> Overlay {
        let (source, choice) = (testing::source(), address::read(hash));
        let judged = testing::judged(&source, &choice);
        draw(&source, &judged, &choice.series, choice.relative)
    }

    #[test]
    fn without_series_the_reader_is_told_what_to_do() {
        let overlay = overlay_of("");
        assert!(overlay.drawn.is_none() && overlay.why_not.starts_with("Choose"));
    }

    #[test]
    fn one_series_is_drawn_as_on_its_page() {
        let overlay = overlay_of("#m=coverage.line_percent--unit");
        let drawn = overlay.drawn.expect("drawn");
        assert!(drawn.svg.starts_with("<svg") && !drawn.svg.contains("style="), "{}", drawn.svg);
        assert_eq!(overlay.entries.first().map(|e| e.name.as_str()), Some("Line coverage"));
    }

    #[test]
    fn a_series_without_points_in_range_stays_in_the_legend_as_unknown() {
        let overlay = overlay_of("#m=gone,tests.failed--all&kind=coverage");
        assert!(overlay.drawn.is_none() && overlay.why_not.starts_with("No data"));
        assert!(overlay.entries.iter().all(|entry| entry.label == "no data in what is chosen"));
        assert_eq!(overlay.entries.len(), 2);
    }

    #[test]
    fn relative_values_are_offered_only_for_like_units_far_apart() {
        let series = |values: &[f64], unit: Unit| {
            let mut series = testing::history().series.first().cloned().expect("a series");
            series.unit = unit;
            series.points.iter_mut().zip(values).for_each(|(point, value)| point.value = *value);
            series.points.truncate(values.len());
            series
        };
        let (small, large) = (series(&[1.0, 2.0], Unit::Count), series(&[100.0, 50.0], Unit::Count));
        assert!(far_apart(&[&small, &large]));
        assert!(!far_apart(&[&small, &small]) && !far_apart(&[&small]) && !far_apart(&[]));
        assert!(!far_apart(&[&small, &series(&[100.0], Unit::Seconds)]));
        let values: Vec<f64> =
            per_cent_of_first(&large).expect("scaled").points.iter().map(|p| p.value).collect();
        assert_eq!(values, [100.0, 50.0]);
        assert_eq!(per_cent_of_first(&series(&[0.0, 5.0], Unit::Count)), None);
    }
}
