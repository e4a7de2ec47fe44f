//! A verdict while it is made.

use super::report::{ConditionReport, Figure, GateOutcome, Place, Rule};
use quarterdeck_model::History;

/// A verdict while it is made; the default knows nothing.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) outcome: GateOutcome,
    pub(super) why: String,
    pub(super) figures: Vec<Figure>,
    pub(super) evidence: Vec<u32>,
    pub(super) compared: Vec<u32>,
    pub(super) places: Vec<Place>,
}

/// Figures, places and snapshots that a report keeps: enough to act on.
const MOST: usize = 200;

impl Judged {
    pub(super) fn new(outcome: GateOutcome, why: impl Into<String>) -> Self {
        Self { outcome, why: why.into(), ..Self::default() }
    }

    pub(super) fn missing(why: impl Into<String>) -> Self {
        Self::new(GateOutcome::Missing, why)
    }

    pub(super) fn when(holds: bool, why: impl Into<String>) -> Self {
        Self::new(if holds { GateOutcome::Met } else { GateOutcome::NotMet }, why)
    }

    #[must_use]
    pub(super) fn figures(mut self, figures: impl IntoIterator<Item = Figure>) -> Self {
        self.figures.extend(figures);
        self
    }

    #[must_use]
    pub(super) fn evidence(mut self, runs: impl IntoIterator<Item = u32>) -> Self {
        self.evidence.extend(runs);
        self
    }

    #[must_use]
    pub(super) fn compared(mut self, runs: impl IntoIterator<Item = u32>) -> Self {
        self.compared.extend(runs);
        self
    }

    #[must_use]
    pub(super) fn places(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.places.extend(places);
        self
    }

    /// Both must hold: the worse outcome, both reasons.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        let why = [self.why, other.why].into_iter().filter(|why| !why.is_empty());
        Self {
            outcome: self.outcome.max(other.outcome),
            why: why.collect::<Vec<_>>().join("; "),
            figures: self.figures.into_iter().chain(other.figures).collect(),
            evidence: self.evidence.into_iter().chain(other.evidence).collect(),
            compared: self.compared.into_iter().chain(other.compared).collect(),
            places: self.places.into_iter().chain(other.places).collect(),
        }
    }

    pub(super) fn report(
        self,
        history: &History,
        number: usize,
        rule: Rule,
        text: String,
    ) -> ConditionReport {
        let ids = |mut runs: Vec<u32>| {
            runs.sort_unstable();
            runs.dedup();
            let known = runs.into_iter().filter_map(|run| history.runs.get(run as usize));
            known.take(MOST).map(|run| run.id.to_string()).collect()
        };
        let (mut figures, mut places) = (self.figures, self.places);
        figures.truncate(MOST);
        places.truncate(MOST);
        ConditionReport {
            number,
            rule,
            text,
            outcome: self.outcome,
            why: self.why,
            figures,
            evidence: ids(self.evidence),
            compared_with: ids(self.compared),
            places,
        }
    }
}
