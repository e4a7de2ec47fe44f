//! The three sentences of a review: the gate and the score, what moved, alerts and how well it was measured.

use super::given::Given;
use super::words::word;
use super::{quality, warnings};
use crate::format::{MINUS, fixed};
use crate::page::overview::score::shown;
use crate::page::rows::plural;
use quarterdeck_analysis::gate::GateOutcome;

pub(super) fn sentences(given: &Given<'_>) -> Vec<String> {
    vec![
        format!("{} {}", gate(given), score(given)),
        moved(given),
        format!("{} {}", warnings::sentence(given), quality::sentence(given)),
    ]
}

fn gate(given: &Given<'_>) -> String {
    let told = match given.facts.assessment.gate.outcome {
        GateOutcome::Met => "passed",
        GateOutcome::NotMet => "failed",
        GateOutcome::Missing => "could not be told, since data was missing,",
    };
    format!("The gate {told} at the end of the {}.", word(given.span().period))
}

/// The score and, where both ends are known, how it moved since the period before.
fn score(given: &Given<'_>) -> String {
    let score = &given.facts.assessment.score;
    let now = format!("The quality score was {} of 100 ({}", shown(score), score.band.as_str());
    let from = given.span().from;
    let before = given
        .facts
        .assessment
        .trend
        .iter()
        .rev()
        .find(|point| given.then.run(point.run).is_some_and(|run| run.taken_at < from));
    let what = word(given.span().period);
    let since = match before {
        None => format!(", no score is known of the {what} before"),
        Some(point) if !score.is_known() || point.low < point.high => {
            format!(", low end {} at the end of the {what} before", fixed(point.low, 1))
        }
        Some(point) => match score.low - point.low {
            change if change.abs() < 0.05 => format!(", unchanged from the end of the {what} before"),
            change => {
                let sign = if change < 0.0 { MINUS } else { '+' };
                format!(", {sign}{} points since the end of the {what} before", fixed(change.abs(), 1))
            }
        },
    };
    format!("{now}{since}).")
}

fn moved(given: &Given<'_>) -> String {
    let movers = &given.review.movers;
    format!(
        "{} and {} became known; {} did not change level, {} could not be judged.",
        plural(movers.regressions.len(), "regression", "regressions"),
        plural(movers.improvements.len(), "improvement", "improvements"),
        movers.unchanged,
        movers.unjudged,
    )
}
