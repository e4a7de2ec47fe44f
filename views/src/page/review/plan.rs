//! Which reviews stand on the site.

use crate::routes;
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Span, spans};
use quarterdeck_model::{History, Timestamp};
use std::collections::BTreeSet;

/// Weeks that have a page: a quarter and the one that runs.
const WEEKS: usize = 14;
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

/// The reviews of `history` at `now`, of periods by the clocks of `zone`.
pub fn plan(history: &History, now: Timestamp, zone: &Zone) -> Plan {
    let newest = |of: fn(Timestamp, &Zone) -> Period, most: usize| {
        let mut all = spans(history, now, zone, of);
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

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_analysis::period::DAY_MS;

    /// One run a week for so many weeks, the last one at the end.
    fn weekly(weeks: i64, now: Timestamp) -> History {
        let run = |back: i64| quarterdeck_model::Run {
            id: quarterdeck_model::SnapshotId::new(format!("run-{back:04}")).unwrap(),
            taken_at: Timestamp::from_millis(now.millis() - back * 7 * DAY_MS).unwrap(),
            kind: quarterdeck_model::Kind::Code,
            job: "code".to_owned(),
            subject: "x".to_owned(),
            commit: None,
            branch: None,
            dirty: None,
            labels: quarterdeck_model::Labels::none(),
            state: quarterdeck_model::SectionState::Ok,
            reasons: Vec::new(),
            tool: "t".to_owned(),
            tool_version: None,
            format: "f".to_owned(),
            simulated: false,
            configuration: None,
            voided: None,
        };
        History { runs: (0..weeks).rev().map(run).collect(), ..History::default() }
    }

    #[test]
    fn the_newest_reviews_stand_on_the_site_and_the_others_are_named() {
        let now = Timestamp::parse("2026-11-25T12:00:00Z").unwrap();
        let plan = plan(&weekly(100, now), now, &Zone::default());
        let names = |spans: &[Span]| spans.iter().map(|s| s.period.name()).collect::<Vec<_>>();
        let weeks = names(&plan.weeks);
        assert_eq!((weeks.len(), weeks[0].as_str(), weeks[13].as_str()), (14, "2026-W35", "2026-W48"));
        assert_eq!(names(&plan.quarters), ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
        assert_eq!((plan.older_weeks.len(), plan.older_quarters.len()), (86, 3));
        let told = super::super::older(&plan);
        assert!(told.contains("2025-W01 to 2026-W34, 2025-Q1 to 2025-Q3"), "{told}");
        assert!(told.ends_with("quarterdeck review 2026-W34."), "{told}");
        // One week ends where the next begins: what is known there is found once.
        // Both periods that run end now.
        assert_eq!(plan.instants().len(), 15 + 6 - 1);
        assert_eq!(super::super::older(&super::plan(&weekly(3, now), now, &Zone::default())), "");
    }
}
