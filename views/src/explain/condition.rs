//! A condition of the gate: what it asks, where it stands, how it came out and by what.

use super::{Part, Teller, family};
use crate::gate::words;
use quarterdeck_analysis::gate::{ConditionReport, GateOutcome};
use quarterdeck_model::SnapshotId;

/// Figures, places and snapshots told of one condition.
const MOST: usize = 20;

impl Teller<'_> {
    /// The parts about the conditions that `wanted` names: by number, family or text.
    pub(super) fn conditions(&self, wanted: &str) -> Vec<Part> {
        let number: Option<usize> = wanted.strip_prefix("condition ").unwrap_or(wanted).trim().parse().ok();
        let named = |condition: &&ConditionReport| {
            number == Some(condition.number)
                || condition.text == wanted
                || family(wanted).is_some_and(|rule| rule == condition.rule)
        };
        let own = self.context.assessment.gate.conditions.iter().filter(named);
        own.map(|condition| self.condition(condition)).collect()
    }

    fn condition(&self, condition: &ConditionReport) -> Part {
        let mut part = Part::new(format!("Condition {}: {}", condition.number, condition.text));
        part.add("asks", words::asks(condition.rule));
        let at = condition.number.checked_sub(1);
        part.add("configured", self.configured(|config| config.lines.get(at?).copied()));
        part.add("outcome", words::outcome(condition.outcome));
        part.add("why", &condition.why);
        for figure in condition.figures.iter().take(MOST) {
            part.add("figure", words::figure(figure));
        }
        for place in condition.places.iter().take(MOST) {
            let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
            part.add("place", format!("{}{line}: {}", place.path, words::of_place(place)));
        }
        for (name, ids) in [("rests on", &condition.evidence), ("compared with", &condition.compared_with)] {
            for id in ids.iter().rev().take(MOST) {
                let file = SnapshotId::new(id.as_str()).and_then(|id| (self.sources.file_of)(&id));
                part.add(name, file.unwrap_or_else(|| id.clone()));
            }
        }
        if condition.outcome != GateOutcome::Met {
            part.add("what to do", words::to_do(condition.rule, condition.outcome));
        }
        part
    }

    /// `score >= 70: failed, the score is 59.9`.
    pub(super) fn verdict(&self, condition: &ConditionReport) -> String {
        format!("{}: {}, {}", condition.text, words::outcome(condition.outcome), condition.why)
    }
}
