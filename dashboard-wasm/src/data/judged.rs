//! The runs that are chosen, judged by the same analysis as the pages beside.

use crate::data::Source;
use crate::data::listing::Item;
use crate::data::words;
use crate::state::calendar::Range;
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::{History, Kind, Timestamp};
use quarterdeck_views::catalogue::area;
use quarterdeck_views::format::{date_time, span};
use std::cell::Cell;

/// The runs that are chosen and what is to be said of them.
#[derive(Debug)]
pub struct Judged {
    /// These runs and their series.
    pub history: History,
    /// What it means.
    pub assessment: Assessment,
    /// One for each series, by area and name.
    pub items: Vec<Item>,
    /// The score in words.
    pub score: words::Score,
    /// `17 to 23 Nov 2026`; empty without runs.
    pub span: String,
    /// `Judged as of 23 Nov 2026 07:12 UTC`.
    pub as_of: String,
    /// First and last instant that charts show, in milliseconds; none for from first to last point.
    pub frame: Option<(i64, i64)>,
}

impl Judged {
    /// Judges the runs for which `keep` says so, as of the end of `range` where that lies in the past.
    pub fn new(source: &Source, keep: &[bool], range: Range) -> Self {
        let history = kept(&source.history, keep);
        let now = range.judged_at(source.manifest.now);
        let assessment = assess(&history, &source.manifest.policy, now);
        let items = items(source, &history, &assessment);
        let (first, last) = (history.runs.first(), history.runs.last());
        let ends = first.zip(last).map(|(first, last)| (first.taken_at, last.taken_at));
        Self {
            score: words::score(&assessment.score),
            span: ends.map(|(first, last)| span(first, last)).unwrap_or_default(),
            as_of: format!("Judged as of {}", date_time(now)),
            frame: ends.filter(|_| !range.is_all()).and_then(|ends| frame(range, ends)),
            history,
            assessment,
            items,
        }
    }

    /// The index of the series with that slug.
    pub fn find(&self, source: &Source, slug: &str) -> Option<usize> {
        self.history.series.iter().position(|series| source.slug(&series.key) == slug)
    }
}

/// The chosen runs. Without a filter that is everything, and still a copy: analysis reads a whole history.
fn kept(history: &History, keep: &[bool]) -> History {
    // `filtered` asks once for each run, in order.
    let next = Cell::new(0);
    history.filtered(|_| keep.get(next.replace(next.get() + 1)).copied().unwrap_or(false))
}

/// What the charts show: the chosen days, an open end at the first or last run.
fn frame(range: Range, (first, last): (Timestamp, Timestamp)) -> Option<(i64, i64)> {
    let (from, end) = range.bounds();
    let from = if range.from.is_some() { from } else { first.millis() };
    let to = if range.to.is_some() { end.saturating_sub(1) } else { last.millis() };
    (from < to).then_some((from, to))
}

fn items(source: &Source, history: &History, assessment: &Assessment) -> Vec<Item> {
    let mut items: Vec<(usize, Item)> = Vec::with_capacity(history.series.len());
    for (index, series) in history.series.iter().enumerate() {
        let slug = source.slug(&series.key);
        let row = words::row(source, (history, assessment), index);
        let parts = [&row.name.text, &row.detail.text, series.key.metric.as_str(), slug, area(series.kind)];
        let haystack = parts.join(" ").to_lowercase();
        let order = Kind::ALL.iter().position(|kind| *kind == series.kind).unwrap_or_default();
        items.push((order, Item { slug: slug.to_owned(), area: area(series.kind), row, haystack }));
    }
    items.sort_by(|(a, x), (b, y)| (a, &x.row.name.text, &x.slug).cmp(&(b, &y.row.name.text, &y.slug)));
    items.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing;

    fn judged(hash: &str) -> Judged {
        let (source, choice) = (testing::source(), address::read(hash));
        let keep = source.columns.filter(&choice).keep;
        Judged::new(&source, &keep, choice.range)
    }

    #[test]
    fn without_filters_the_figures_are_those_of_the_pages() {
        let source = testing::source();
        let native = assess(&source.history, &source.manifest.policy, source.manifest.now);
        let judged = judged("");
        assert_eq!(judged.history, source.history);
        assert_eq!(judged.assessment, native);
    }

    #[test]
    fn a_filter_is_judged_like_an_archive_of_those_runs_alone() {
        let source = testing::source();
        let alone = source.history.filtered(|run| run.branch.as_deref() == Some("feature"));
        let judged = judged("#branch=feature");
        assert_eq!(judged.assessment, assess(&alone, &source.manifest.policy, source.manifest.now));
        assert_eq!(judged.items.len(), alone.series.len());
    }

    #[test]
    fn a_past_range_is_judged_as_of_its_end() {
        let judged = judged("#from=2026-11-02&to=2026-11-04");
        assert_eq!(judged.as_of, "Judged as of 4 Nov 2026 23:59 UTC");
        assert_eq!(judged.span, "2 to 4 Nov 2026");
        let (from, to) = judged.frame.expect("a frame");
        assert_eq!(to - from, 3 * 86_400_000 - 1);
    }

    #[test]
    fn nothing_chosen_is_nothing_known_and_never_good() {
        let judged = judged("#branch=gone");
        assert!(judged.items.is_empty() && judged.span.is_empty());
        assert_ne!(judged.score.status.class, "ok");
        assert!(!judged.assessment.score.is_known());
    }

    #[test]
    fn metrics_stand_by_area_and_can_be_found_by_slug() {
        let (source, judged) = (testing::source(), judged(""));
        let areas: Vec<&str> = judged.items.iter().map(|item| item.area).collect();
        assert_eq!(areas, ["Tests", "Tests", "Coverage"]);
        for item in &judged.items {
            let index = judged.find(&source, &item.slug).expect("found");
            let key = judged.history.series.get(index).map(|series| &series.key);
            assert_eq!(key.map(|key| source.slug(key)), Some(item.slug.as_str()));
        }
        assert_eq!(judged.find(&source, "gone"), None);
    }
}
