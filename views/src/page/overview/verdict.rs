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
pub(super) fn verdict(context: &Context<'_>) -> Verdict {
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
        text: Shown::new(&c.text.replace("<=", "≤").replace(">=", "≥")),
        found: sentence(&c.why),
    };
    Verdict {
        status,
        headline: headline(context),
        sentences: sentences(context),
        conditions: gate.conditions.iter().map(condition).collect(),
    }
}

/// `2 of 9 conditions fail, 6 hold, 1 has no data.`
fn headline(context: &Context<'_>) -> String {
    let conditions = &context.assessment.gate.conditions;
    let count = |outcome| conditions.iter().filter(|c| c.outcome == outcome).count();
    let (fail, hold, none) =
        (count(GateOutcome::NotMet), count(GateOutcome::Met), count(GateOutcome::Missing));
    let total = conditions.len();
    match () {
        () if context.history.runs.is_empty() => "Nothing was collected yet.".to_owned(),
        () if total == 0 => "The gate has no condition, so it says nothing.".to_owned(),
        () if hold == total => format!("All {} hold.", plural(total, "condition", "conditions")),
        () => {
            let fails = (fail > 0).then(|| {
                format!(
                    "{fail} of {total} {}",
                    if fail == 1 { "conditions fails" } else { "conditions fail" }
                )
            });
            let holds = (hold > 0).then(|| format!("{hold} {}", if hold == 1 { "holds" } else { "hold" }));
            let nones =
                (none > 0).then(|| format!("{none} {} no data", if none == 1 { "has" } else { "have" }));
            let all: Vec<String> = fails.into_iter().chain(holds).chain(nones).collect();
            format!("{}.", all.join(", "))
        }
    }
}

/// What changed against the baseline of the last runs.
fn sentences(context: &Context<'_>) -> Vec<String> {
    let counts = context.assessment.counts;
    if context.history.runs.is_empty() {
        return Vec::new();
    }
    let mut out = vec![format!(
        "{}, {}, {} unchanged and {} unknown against the last {} runs (shown from 5 % on).",
        plural(counts.regressions, "regression", "regressions"),
        plural(counts.improvements, "improvement", "improvements"),
        counts.unchanged,
        counts.unknown,
        context.policy.baseline.last,
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
