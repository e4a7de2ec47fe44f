//! Words of the gate: outcomes, and what each family of conditions asks.

use crate::format::{self, fixed};
use crate::text::visible;
use quarterdeck_analysis::gate::{ConditionReport, Figure, GateOutcome, Place, Rule, number};

/// `met`, `failed`, `data missing`.
pub(crate) fn outcome(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Met => "met",
        GateOutcome::NotMet => "failed",
        GateOutcome::Missing => "data missing",
    }
}

/// `● met`, `▲ not met`, `○ no data`.
pub(crate) fn mark(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Met => "● met",
        GateOutcome::NotMet => "▲ not met",
        GateOutcome::Missing => "○ no data",
    }
}

/// `score >= 70: the score is 59.9`, on one line.
pub(crate) fn sentence(condition: &ConditionReport) -> String {
    visible(&format!("{}: {}", condition.text, condition.why))
}

/// `new finding: ruff F401: unused`; of a file `12 of 40 lines covered`.
pub(crate) fn of_place(place: &Place) -> String {
    let rule = if place.rule.is_empty() { String::new() } else { format!("new finding: {}: ", place.rule) };
    visible(&format!("{rule}{}", place.message))
}

/// `coverage.line_percent (unit) 76, baseline 80, 5.0 % worse`.
pub(crate) fn figure(figure: &Figure) -> String {
    let detail = if figure.detail.is_empty() { String::new() } else { format!(" ({})", figure.detail) };
    let value = figure.value.map_or_else(|| "not known".to_owned(), number);
    let base = figure.baseline.map(|base| format!(", baseline {}", number(base))).unwrap_or_default();
    let worse = figure.worse_percent.map(|percent| {
        let word = if percent < 0.0 { "better" } else { "worse" };
        format!(", {} % {word}", fixed(percent.abs(), 1))
    });
    visible(&format!("{}{detail} {value}{base}{}", figure.name, worse.unwrap_or_default()))
}

/// `12 snapshots, the last 2026…`; empty without any.
pub(crate) fn snapshots(ids: &[String]) -> String {
    match ids {
        [] => String::new(),
        [one] => one.clone(),
        [.., last] => format!("{} snapshots, the last {last}", format::count(ids.len() as f64)),
    }
}

/// A short name of a family.
pub(crate) fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Score => "Quality score",
        Rule::Metric => "Metric",
        Rule::NoAlert => "Open alerts",
        Rule::NoRegression => "Regressions",
        Rule::NewFindings => "New findings",
        Rule::ChangedCoverage => "Coverage of changed files",
        Rule::Fresh => "Age of runs",
        Rule::Collected => "Collection",
        Rule::Nothing => "A condition that says nothing",
    }
}

/// What a family asks, one sentence.
pub(crate) fn asks(rule: Rule) -> &'static str {
    match rule {
        Rule::Score => "The low end of the quality score must meet its limit.",
        Rule::Metric => "A figure must meet its limit, or be no more than so much worse than its baseline.",
        Rule::NoAlert => "No alert of that severity may be open.",
        Rule::NoRegression => {
            "No confirmed change for the worse may have begun since the baseline and still hold."
        }
        Rule::NewFindings => "So many findings may be open that were not open at the baseline.",
        Rule::ChangedCoverage => "Lines of the files that changed since the baseline must be covered.",
        Rule::Fresh => "The newest run of each job must not be too old.",
        Rule::Collected => "The newest run of each job must have given its figures.",
        Rule::Nothing => "A condition must name what it asks.",
    }
}

/// What to do where a condition of that family does not hold.
pub(crate) fn to_do(rule: Rule, outcome: GateOutcome) -> &'static str {
    match (outcome, rule) {
        (GateOutcome::Missing, _) => {
            "Data is missing, which is never met: collect it again, and look at the reasons with `quarterdeck verify`."
        }
        (_, Rule::NewFindings) => "Mend the new findings, or suppress them in the tool with a reason.",
        (_, Rule::ChangedCoverage) => "Write tests for the changed files.",
        (_, Rule::NoRegression) => {
            "Find what changed at the first snapshot named; a level that is meant is accepted in [[policy.accepted]]."
        }
        (_, Rule::Fresh) => "Find out why the job does not run any more.",
        _ => "`quarterdeck explain` tells the way from the condition to the file behind its figure.",
    }
}
