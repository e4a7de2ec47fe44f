//! What every topic is made from.

use super::Cell;
use crate::context::Context;
use crate::format::{Delta, date};
use crate::page::grid::{linked, text};
use crate::{Shown, catalogue};
use quarterdeck_analysis::review::{Facts, Records, Review, Span};
use quarterdeck_model::{Kind, Series};

/// Reviews lie one folder down.
pub(super) const DEPTH: usize = 1;

/// A period, reviewed.
pub(super) struct Given<'a> {
    /// The project as it stood at the end of the period.
    pub(super) then: &'a Context<'a>,
    /// What the review is made from.
    pub(super) facts: Facts<'a>,
    /// What the history says.
    pub(super) review: &'a Review<'a>,
    /// What the snapshots say.
    pub(super) records: &'a Records,
}

impl<'a> Given<'a> {
    pub(super) fn span(&self) -> Span {
        self.review.span
    }

    /// Series number `index`, when it is the present.
    pub(super) fn present(&self, index: usize) -> Option<&'a Series> {
        let series = self.then.series(index)?;
        (!self.then.summary(index)?.superseded).then_some(series)
    }

    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.then.series(index).map(|series| series.kind)
    }

    /// The name of a series, what tells it from others, and its page.
    pub(super) fn metric(&self, index: usize) -> Cell {
        let Some(series) = self.then.series(index) else { return Cell::default() };
        let (name, detail) = self.then.names(series);
        Cell { sub: detail, ..linked(name, self.then.metric_href(&series.key, DEPTH)) }
    }

    /// The name of a series in a sentence.
    pub(super) fn name(&self, index: usize) -> String {
        let name = self.then.series(index).map(catalogue::series_name).unwrap_or_default();
        Shown::new(&name).text
    }

    /// A run: its date, with its commit below.
    pub(super) fn run(&self, run: u32) -> Cell {
        let Some(found) = self.then.run(run) else { return Cell::default() };
        let commit = found.commit.as_deref().map(crate::page::rows::short_commit).unwrap_or_default();
        linked(Shown::new(&date(found.taken_at)), self.then.run_href(run, DEPTH)).with_sub(&commit)
    }
}

/// A difference and whether it is worse or better.
pub(super) fn delta(delta: &Delta) -> Cell {
    text(&delta.text).with_sub(delta.word)
}
