//! Conditions on the quality score.

use super::Facts;
use super::report::{Figure, GateOutcome, Judged};
use crate::policy::Limit;
use crate::score::{Input, Score};

impl Facts<'_> {
    /// The low end decides. Where the high end would hold, data is missing; where not even that, the gate fails.
    pub(super) fn score(&self, limit: Limit) -> Judged {
        let Score { low, high, parts, .. } = self.score;
        let unknown: Vec<&str> =
            parts.iter().filter(|p| p.penalty.is_none()).map(|p| p.metric.as_str()).collect();
        let outcome = match (limit.holds(*low), limit.holds(*high)) {
            (true, _) => GateOutcome::Met,
            (false, true) if !unknown.is_empty() => GateOutcome::Missing,
            _ => GateOutcome::NotMet,
        };
        let why = if unknown.is_empty() {
            format!("the score is {low}")
        } else {
            format!("the score is {low}\u{2013}{high}: {} not known", unknown.join(", "))
        };
        let runs = parts.iter().filter_map(|part| match part.input {
            Input::Known { run, .. } => Some(run),
            Input::Unknown { .. } => None,
        });
        let end =
            |name: &str, value| Figure { name: name.to_owned(), value: Some(value), ..Figure::default() };
        let ends = [end("low end of the score", *low), end("high end of the score", *high)];
        Judged::new(outcome, why).figures(ends).evidence(runs)
    }
}
