//! Everything the reader has chosen.

use crate::state::calendar::Range;
use crate::state::facet::{FACETS, Facet};
use crate::state::pairs::Pairs;
use crate::state::sort::{Column, Sort};
use crate::state::tools::Tools;
use quarterdeck_views::Status;
use std::collections::BTreeSet;

/// Series that are drawn over each other at most.
pub const MOST_SERIES: usize = quarterdeck_views::chart::MAX_LINES;

/// The statuses that can be filtered by, with their words in the address.
pub const STATUSES: [(&str, Status); 6] = [
    ("bad", Status::FAILING),
    ("warn", Status::AT_RISK),
    ("stale", Status::STALE),
    ("none", Status::NO_DATA),
    ("ok", Status::MEETS),
    ("free", Status::NO_TARGET),
];

/// The word of a status in the address.
pub fn status_word(status: Status) -> &'static str {
    STATUSES.iter().find(|(_, s)| s.rank == status.rank).map_or("none", |(word, _)| word)
}

/// Everything the reader has chosen. Empty sets choose everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// Slugs of the series on the chart, in the order in which they were chosen; at most [`MOST_SERIES`].
    pub series: Vec<String>,
    /// Days.
    pub range: Range,
    /// Values by facet, in the order of [`Facet::ALL`].
    pub facets: [BTreeSet<String>; FACETS],
    /// Words of [`STATUSES`].
    pub statuses: BTreeSet<String>,
    /// Text that metric names must contain, word by word.
    pub query: String,
    /// How the chart draws, what is compared, which panels are open.
    pub tools: Tools,
    /// The table's order.
    pub sort: Sort,
    /// List every figure in a row of its own instead of every run.
    pub figures: bool,
    /// The table's columns that are put away, in order.
    pub hidden: Vec<Column>,
    /// Pairs of the address that are not ours: kept as they are.
    pub foreign: Pairs,
}

impl Choice {
    /// The values chosen of one facet.
    pub fn facet(&self, facet: Facet) -> &BTreeSet<String> {
        // The array has one set for every facet.
        let [kind, project, branch, host, service, state, tag] = &self.facets;
        match facet {
            Facet::Kind => kind,
            Facet::Project => project,
            Facet::Branch => branch,
            Facet::Host => host,
            Facet::Service => service,
            Facet::State => state,
            Facet::Tag => tag,
        }
    }

    fn toggle(&mut self, facet: Facet, value: &str) {
        for (set, _) in self.facets.iter_mut().zip(Facet::ALL).filter(|(_, f)| *f == facet) {
            toggle(set, value);
        }
    }

    /// The same with a facet's value added, or taken away when it was there.
    #[must_use]
    pub fn with_facet_toggled(mut self, facet: Facet, value: &str) -> Self {
        self.toggle(facet, value);
        self
    }

    /// The same with other values of a facet.
    #[must_use]
    pub fn with_facet(mut self, facet: Facet, values: BTreeSet<String>) -> Self {
        for (set, _) in self.facets.iter_mut().zip(Facet::ALL).filter(|(_, f)| *f == facet) {
            set.clone_from(&values);
        }
        self
    }

    /// The same with a status added, or taken away when it was there.
    #[must_use]
    pub fn with_status_toggled(mut self, word: &str) -> Self {
        toggle(&mut self.statuses, word);
        self
    }

    /// The same with a series added at the end, or taken away when it was there. A full chart takes no more.
    #[must_use]
    pub fn with_series_toggled(mut self, slug: &str) -> Self {
        let before = self.series.len();
        self.series.retain(|s| s != slug);
        if self.series.len() == before && before < MOST_SERIES {
            self.series.push(slug.to_owned());
        }
        self
    }

    /// The same with a column put away, or brought back. The time of a row always stays.
    #[must_use]
    pub fn with_column_toggled(mut self, column: Column) -> Self {
        let hidden = |of: &Column| self.hidden.contains(of) != (*of == column);
        self.hidden = Column::all().filter(|of| *of != Column::Time && hidden(of)).collect();
        self
    }

    /// Whether runs are filtered, by days or facets.
    pub fn filters_runs(&self) -> bool {
        !self.range.is_all() || self.facets.iter().any(|set| !set.is_empty())
    }

    /// Whether the two choose the same runs: then nothing has to be computed again.
    pub fn same_runs(&self, other: &Self) -> bool {
        self.range == other.range && self.facets == other.facets
    }

    /// The same without filters; series, order and foreign pairs stay.
    #[must_use]
    pub fn without_filters(self) -> Self {
        Self {
            series: self.series,
            sort: self.sort,
            figures: self.figures,
            hidden: self.hidden,
            tools: self.tools,
            foreign: self.foreign,
            ..Self::default()
        }
    }
}

fn toggle(set: &mut BTreeSet<String>, value: &str) {
    if !set.remove(value) {
        set.insert(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_toggle_takes_away() {
        let choice = Choice::default().with_facet_toggled(Facet::Branch, "main").with_status_toggled("bad");
        assert!(choice.facet(Facet::Branch).contains("main") && choice.filters_runs());
        let back = choice.with_facet_toggled(Facet::Branch, "main").with_status_toggled("bad");
        assert_eq!(back, Choice::default());
    }

    #[test]
    fn a_sixth_series_is_not_taken_and_the_order_is_kept() {
        let full =
            ["e", "d", "c", "b", "a", "f"].iter().fold(Choice::default(), |c, s| c.with_series_toggled(s));
        assert_eq!(full.series, ["e", "d", "c", "b", "a"]);
        assert_eq!(full.with_series_toggled("c").with_series_toggled("f").series, ["e", "d", "b", "a", "f"]);
    }

    #[test]
    fn every_status_of_the_site_has_its_own_word() {
        let words: BTreeSet<&str> = STATUSES.iter().map(|(word, _)| *word).collect();
        assert_eq!(words.len(), STATUSES.len());
        for (word, status) in STATUSES {
            assert_eq!(status_word(status), word);
            assert_eq!(status_word(status.named("Otherwise")), word);
        }
    }

    #[test]
    fn each_facet_has_a_set_of_its_own() {
        for facet in Facet::ALL {
            let choice = Choice::default().with_facet_toggled(facet, "x");
            assert_eq!(Facet::ALL.map(|f| !choice.facet(f).is_empty()), Facet::ALL.map(|f| f == facet));
            assert_eq!(Facet::ALL.get(facet.index()), Some(&facet));
        }
    }

    #[test]
    fn without_filters_the_chart_stays() {
        let choice = Choice { query: "p99".into(), ..Choice::default() }
            .with_series_toggled("a")
            .with_status_toggled("ok");
        let bare = choice.without_filters();
        assert_eq!((bare.series.as_slice(), bare.query.as_str()), (["a".to_owned()].as_slice(), ""));
        assert!(bare.statuses.is_empty());
    }
}
