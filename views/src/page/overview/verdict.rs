//! The verdict strip: can we ship, and what changed.

use super::{Condition, Verdict};
use crate::Status;
use crate::catalogue;
use crate::context::Context;
use crate::format::delta;
use crate::page::rows::{plural, sentence};
use crate::text::Shown;
use quarterdeck_analysis::assess::{Notable, SeriesSummary};
use quarterdeck_analysis::gate::GateOutcome;

/// The verdict.
pub(crate) fn verdict(context: &Context<'_>) -> Verdict {
    let gate = &context.assessment.gate;
    let status = match gate.outcome {
        _ if context.history.runs.is_empty() => Status::NO_DATA,
        GateOutcome::Met => Status::MEETS.named("Gate passes"),
        GateOutcome::NotMet => Status::FAILING.named("Gate fails"),
        GateOutcome::Missing => Status::NO_DATA.named("Gate unknown"),
    };
    let condition = |c: &quarterdeck_analysis::gate::ConditionReport| Condition {
        status: match c.outcome {
            GateOutcome::Met => Status::MEETS,
            GateOutcome::NotMet => Status::FAILING.named("Fails"),
            GateOutcome::Missing => Status::NO_DATA,
        },
        text: Shown::new(&sentence_start(&catalogue::named(&c.text.replace("<=", "≤").replace(">=", "≥")))),
        found: sentence(&catalogue::named(&c.why)),
    };
    Verdict {
        status,
        headline: headline(context),
        sentences: sentences(context),
        conditions: gate.conditions.iter().map(condition).collect(),
    }
}

/// `2 of 9 conditions fail, 6 hold, 1 has no data.`
pub(crate) fn headline(context: &Context<'_>) -> String {
    let conditions = &context.assessment.gate.conditions;
    let count = |outcome| conditions.iter().filter(|c| c.outcome == outcome).count();
    let (fail, hold, none) =
        (count(GateOutcome::NotMet), count(GateOutcome::Met), count(GateOutcome::Missing));
    let total = conditions.len();
    match () {
        () if context.history.runs.is_empty() => "Nothing was collected yet.".to_owned(),
        () if total == 0 => "The gate has no condition, so it says nothing.".to_owned(),
        () if hold == total => format!("All {} hold.", plural(total, "condition", "conditions")),
        () if none == total => {
            format!("None of the {} has its data.", plural(total, "condition", "conditions"))
        }
        () => told(
            total,
            [(fail, "fails", "fail"), (hold, "holds", "hold"), (none, "has no data", "have no data")],
        ),
    }
}

/// `2 of 9 conditions fail, 6 hold, 1 has no data.`
fn told(total: usize, counts: [(usize, &str, &str); 3]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (count, one, many) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        let of = if parts.is_empty() {
            format!(" of {}", plural(total, "condition", "conditions"))
        } else {
            String::new()
        };
        parts.push(format!("{count}{of} {}", if count == 1 { one } else { many }));
    }
    format!("{}.", parts.join(", "))
}

/// The first letter large: conditions are written as parts of a sentence.
fn sentence_start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What changed against the baseline of the last runs.
fn sentences(context: &Context<'_>) -> Vec<String> {
    let counts = context.assessment.counts;
    if context.history.runs.is_empty() {
        return Vec::new();
    }
    let mut out = vec![format!(
        "{}, {}, {} unchanged and {} unknown against the last {} (a change counts from 5 % on and beyond the usual spread).",
        plural(counts.regressions, "regression", "regressions"),
        plural(counts.improvements, "improvement", "improvements"),
        counts.unchanged,
        counts.unknown,
        plural(context.policy.baseline.last, "run", "runs"),
    )];
    out.extend(largest(context, Notable::Regression, "Largest regression"));
    out.extend(largest(context, Notable::Improvement, "Largest improvement"));
    out
}

fn largest(context: &Context<'_>, kind: Notable, words: &str) -> Option<String> {
    let size = |s: &SeriesSummary| s.deviation.and_then(|d| d.percent).map_or(0.0, f64::abs);
    let all = context.assessment.series.iter().enumerate();
    let found =
        all.filter(|(_, s)| s.notable == Some(kind) && !s.superseded && super::build::is_known(&s.reading));
    let (index, summary) = found.max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)))?;
    let series = context.series(index)?;
    let change =
        delta(summary.baseline.map(|b| b.value), summary.reading.known(), &series.unit, series.direction);
    let name = Shown::new(&catalogue::series_name(series)).text;
    Some(format!("{words}: {name} {} ({}).", change.text, change.words))
}
