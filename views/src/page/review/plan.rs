//! Which reviews stand on the site.

use crate::routes;
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Span, spans};
use quarterdeck_model::{History, Timestamp};
use std::collections::BTreeSet;

/// Weeks that have a page: half a year and the one that runs.
const WEEKS: usize = 27;
/// Quarters that have a page: the one that runs, the four before it.
const QUARTERS: usize = 5;

/// The reviews of a site. Judging a period takes as long as judging the whole history: of years, the newest are told on
/// the site, the others by the command.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Weeks, oldest first.
    pub weeks: Vec<Span>,
    /// Quarters, oldest first.
    pub quarters: Vec<Span>,
    /// Earlier weeks with a run.
    pub older_weeks: Vec<Period>,
    /// Earlier quarters with a run.
    pub older_quarters: Vec<Period>,
}

/// The reviews of `history` at `now`.
pub fn plan(history: &History, now: Timestamp) -> Plan {
    let newest = |of: fn(Timestamp) -> Period, most: usize| {
        let mut all = spans(history, now, of);
        let newest = all.split_off(all.len().saturating_sub(most));
        (newest, all.into_iter().map(|span| span.period).collect())
    };
    let (weeks, older_weeks) = newest(Period::week_of, WEEKS);
    let (quarters, older_quarters) = newest(Period::quarter_of, QUARTERS);
    Plan { weeks, quarters, older_weeks, older_quarters }
}

impl Plan {
    /// Weeks and quarters.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.weeks.iter().chain(&self.quarters).copied()
    }

    /// The instants at which it must be known what was known: before each period and at its end.
    pub fn instants(&self) -> BTreeSet<Timestamp> {
        self.spans().flat_map(|span| [span.eve(), Some(span.until)]).flatten().collect()
    }

    /// Paths of the pages.
    pub fn pages(&self) -> impl Iterator<Item = String> {
        self.spans().map(|span| routes::review(span.period))
    }

    /// The reviews before and after that of `period` on the site.
    pub(super) fn neighbours(&self, period: Period) -> (Option<Period>, Option<Period>) {
        let list = match period {
            Period::Week { .. } => &self.weeks,
            Period::Quarter { .. } => &self.quarters,
        };
        let Some(at) = list.iter().position(|span| span.period == period) else { return (None, None) };
        let of = |at: Option<usize>| at.and_then(|at| list.get(at)).map(|span| span.period);
        (of(at.checked_sub(1)), of(at.checked_add(1)))
    }
}
