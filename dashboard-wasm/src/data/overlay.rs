//! The chart of the chosen series: its specification by the site's own rules, what happened on it, and its drawing.

use crate::data::{Judged, words};
use crate::state::Tools;
use quarterdeck_model::Series;
use quarterdeck_views::chart::{self, Frame, Relative, add_happened, chart, overlay};
use quarterdeck_views::{ChartSpec, catalogue, format};

/// One chosen series in the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name in the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its last value, or that it has none.
    pub label: String,
    /// Index of the series in the judged history; none without a point.
    pub series: Option<usize>,
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
    /// Whether the series are of different units, so that they cannot be drawn as they are.
    pub mixed: bool,
}

/// Draws the series with these slugs, as `tools` say.
pub fn draw(judged: &Judged, slugs: &[String], tools: &Tools) -> Overlay {
    let entries: Vec<Entry> = slugs.iter().map(|slug| entry(judged, slug, judged.find(slug))).collect();
    let shown: Vec<(usize, String)> =
        entries.iter().filter_map(|entry| Some((entry.series?, entry.name.clone()))).collect();
    let series: Vec<&Series> = shown.iter().filter_map(|(at, _)| judged.history.series.get(*at)).collect();
    let mixed = series.windows(2).any(|pair| matches!(pair, [a, b] if a.unit != b.unit));
    let spec = (!series.is_empty()).then(|| spec(judged, &shown, tools));
    let drawn = spec.map(|mut spec| {
        as_in_legend(&mut spec, &entries);
        Drawn { svg: unreachable_by_key(&quarterdeck_charts::svg(&spec)), spec }
    });
    let series = shown.into_iter().map(|(at, _)| at).collect();
    Overlay { series, entries, drawn, why_not: why_not(slugs, judged).to_owned(), mixed }
}

fn spec(judged: &Judged, shown: &[(usize, String)], tools: &Tools) -> ChartSpec {
    let (range, log, relative) = (judged.frame, tools.log, tools.relative);
    // As wide as its column: its text is then as large as the page's.
    let frame = Frame { range, log, relative, width: 800, height: 300, ..Frame::full("explorer-chart") };
    let series = |at: &usize| judged.history.series.get(*at);
    let policy = &judged.policy;
    let mut spec = match shown {
        [(index, _)] if relative == Relative::Own => series(index).map(|one| {
            let dress = words::dress(judged, *index);
            chart(&judged.history, one, &dress, &frame)
        }),
        many => {
            let named: Vec<(&Series, String)> =
                many.iter().filter_map(|(at, name)| Some((series(at)?, name.clone()))).collect();
            Some(overlay(&judged.history, policy, &named, &frame))
        }
    }
    .unwrap_or_default();
    let all = chart::Judged { history: &judged.history, assessment: &judged.assessment, policy };
    add_happened(&mut spec, all, shown);
    if tools.log && !spec.y.log {
        spec.notes.push("Values of 0 or below have no place on a logarithmic axis: it is linear.".to_owned());
    }
    spec
}

/// Lines wear the colour of their entry, also where a series before them has nothing to draw.
fn as_in_legend(spec: &mut ChartSpec, entries: &[Entry]) {
    for line in &mut spec.lines {
        let place = entries.iter().position(|entry| {
            if line.name.is_empty() { entry.series.is_some() } else { entry.name == line.name }
        });
        line.style = place.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(line.style);
    }
}

/// The drawing lies in a part that takes the keys: it is not a stop of its own.
fn unreachable_by_key(svg: &str) -> String {
    svg.replacen(" tabindex=\"0\"", "", 1)
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
        series: at,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing;

    fn overlay_of(hash: &str) -> Overlay {
        let (source, choice) = (testing::source(), address::read(hash));
        let judged = testing::judged(&source, &choice);
        draw(&judged, &choice.series, &choice.tools)
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

    fn caption_of(hash: &str) -> String {
        overlay_of(hash).drawn.map(|drawn| drawn.spec.caption).unwrap_or_default()
    }

    #[test]
    fn the_axis_says_what_values_are_relative_to() {
        let two = "#m=tests.failed--all,tests.duration_s--all";
        assert!(caption_of(&format!("{two}&rel=1")).starts_with("% of each first value"));
        assert!(caption_of(&format!("{two}&rel=median")).starts_with("% of each median"));
        // Different units cannot stand on one axis as they are.
        assert!(overlay_of(two).mixed && caption_of(two).starts_with("% of each first value"));
        let one = "#m=coverage.line_percent--unit&rel=median";
        assert!(caption_of(one).starts_with("% of each median"), "{}", caption_of(one));
    }

    #[test]
    fn a_series_that_begins_at_zero_is_left_out_and_named() {
        let overlay = overlay_of("#m=tests.failed--all,tests.duration_s--all&rel=1&from=2026-11-02");
        let drawn = overlay.drawn.expect("drawn");
        assert_eq!(drawn.spec.lines.len(), 1);
        assert!(drawn.spec.notes.iter().any(|note| note.contains("begins at 0")), "{:?}", drawn.spec.notes);
        // It keeps the colour of its place in the legend.
        assert_eq!(drawn.spec.lines.first().map(|line| line.style), Some(2));
    }

    #[test]
    fn a_logarithmic_axis_that_cannot_be_is_told() {
        assert!(caption_of("#m=tests.duration_s--all&scale=log").contains("logarithmic"));
        let notes = overlay_of("#m=tests.failed--all&scale=log").drawn.map(|drawn| drawn.spec.notes);
        assert!(notes.unwrap_or_default().iter().any(|note| note.contains("it is linear")));
    }

    #[test]
    fn changes_are_those_of_what_is_filtered() {
        let source = testing::stepped();
        let changes = |hash: &str| {
            let choice = address::read(hash);
            let judged = testing::judged(&source, &choice);
            let overlay = draw(&judged, &choice.series, &choice.tools);
            overlay.drawn.map(|drawn| drawn.spec.changes.len())
        };
        assert_eq!(changes("#m=tests.duration_s--all"), Some(1));
        assert_eq!(changes("#m=tests.duration_s--all&to=2026-11-10"), Some(0), "the step lies beyond");
    }
}
