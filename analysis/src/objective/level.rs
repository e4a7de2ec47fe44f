//! How things stand: the score, metrics, deviation from the baseline.

use super::{Asked, Attained, Attainment, Evidence, Span, Subject};
use crate::change::{Findings, Meaning, Tier};
use crate::current::Reading;
use crate::policy::Op;
use crate::score::{Input, ScorePoint};
use quarterdeck_model::Series;
use std::collections::BTreeSet;

/// Snapshots before the present one that a baseline must rest on.
const LEAST_BASELINE: usize = 5;

/// The present score, or the worst of a window.
pub(super) fn score(evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    let Some(span) = asked.window else {
        let score = evidence.score;
        let inputs = score.parts.iter().filter_map(|part| match part.input {
            Input::Known { run, .. } => Some(run),
            Input::Unknown { .. } => None,
        });
        let runs: BTreeSet<u32> = inputs.collect();
        let unknown: Vec<&str> =
            score.parts.iter().filter(|p| p.penalty.is_none()).map(|p| p.metric.as_str()).collect();
        let mut attained = asked.between(Subject::Project, (score.low, score.high), true);
        if !unknown.is_empty() {
            attained.why = format!("not known: {}", unknown.join(", "));
        }
        return Attained { snapshots: runs.len(), run: runs.last().copied(), ..attained };
    };
    let inside: Vec<&ScorePoint> = evidence.trend.iter().filter(|p| within(evidence, span, p.run)).collect();
    let worst = inside.iter().min_by(|a, b| a.low.total_cmp(&b.low));
    let Some(worst) = worst else {
        return asked.unknown(Subject::Project, "no snapshot in the window");
    };
    let attained = asked.between(Subject::Project, (worst.low, worst.high), true);
    Attained { snapshots: inside.len(), run: inside.last().map(|p| p.run), ..attained }
}

/// Of each series: the present figure, or the worst of a window.
pub(super) fn metrics(evidence: &Evidence<'_>, asked: Asked<'_>) -> Vec<Attained> {
    let all = evidence.history.series.iter().enumerate();
    let own = all.filter(|(at, series)| asked.objective.selects(series) && !evidence.sweep.superseded(*at));
    let out: Vec<Attained> = own
        .map(|(at, series)| match asked.window {
            None => present(evidence, asked, at),
            Some(span) => worst(evidence, asked, span, (at, series)),
        })
        .collect();
    if out.is_empty() { vec![asked.unknown(Subject::Project, "never measured")] } else { out }
}

fn present(evidence: &Evidence<'_>, asked: Asked<'_>, at: usize) -> Attained {
    let subject = Subject::Series(at);
    let reading = evidence.series.get(at).map(|summary| &summary.reading);
    let Some(Reading::Known { run, value }) = reading else {
        let why = reading.and_then(Reading::reason).unwrap_or_default();
        return Attained { run: reading.and_then(Reading::run), ..asked.unknown(subject, why) };
    };
    let mut attained = Attained { snapshots: 1, run: Some(*run), ..asked.judged(subject, *value, true) };
    let step = evidence.changes.get(at).and_then(worsened);
    if attained.attainment == Attainment::Met
        && step.is_some_and(|step| !asked.objective.target.holds(value + step))
    {
        attained.attainment = Attainment::AtRisk;
        "one more change like the last one would miss the target".clone_into(&mut attained.why);
    }
    attained
}

/// By how much the present level is worse than the one before, where that is confirmed or a drift and was not accepted.
fn worsened(found: &Findings) -> Option<f64> {
    let step = found.changes.iter().rev().find(|c| c.tier == Tier::Confirmed);
    let step = step.filter(|c| c.present && !c.accepted && c.meaning == Meaning::Regression);
    let drift = found.drifts.last().filter(|d| d.meaning == Meaning::Regression && d.to + 1 >= found.points);
    step.map(|c| c.after.median - c.before.median).or_else(|| drift.map(|d| d.after - d.before))
}

fn worst(evidence: &Evidence<'_>, asked: Asked<'_>, span: Span, (at, series): (usize, &Series)) -> Attained {
    let inside: Vec<_> = series.points.iter().filter(|p| within(evidence, span, p.run)).collect();
    let values = inside.iter().map(|p| p.value);
    let found = match asked.objective.target.op {
        Op::Less | Op::AtMost => values.max_by(f64::total_cmp),
        Op::More | Op::AtLeast => values.min_by(f64::total_cmp),
    };
    let Some(value) = found else {
        return asked.unknown(Subject::Series(at), "no snapshot in the window");
    };
    let attained = asked.judged(Subject::Series(at), value, true);
    Attained { snapshots: inside.len(), run: inside.last().map(|p| p.run), ..attained }
}

fn within(evidence: &Evidence<'_>, span: Span, run: u32) -> bool {
    let (from, until) = span.elapsed(evidence.now);
    evidence.at(run).is_some_and(|at| (from..until).contains(&at))
}

/// The worst of the benchmarks against its baseline: all of them must be known.
pub(super) fn deviation(evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    let chosen = evidence.benchmarks(asked.objective);
    let told = |at: &usize| {
        let summary = evidence.series.get(*at)?;
        summary.baseline.filter(|baseline| baseline.points >= LEAST_BASELINE)?;
        Some((summary.deviation?.percent?, *at, summary.reading.run()?))
    };
    let known: Vec<(f64, usize, u32)> = chosen.iter().filter_map(told).collect();
    let worst = known.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((value, at, run)) = worst.copied() else {
        let why = if chosen.is_empty() {
            "no benchmark with a rule was ever measured".to_owned()
        } else {
            format!("no figure with at least {LEAST_BASELINE} snapshots before it")
        };
        return asked.unknown(Subject::Project, why);
    };
    let judged = asked.judged(Subject::Series(at), value, true);
    let mut attained = Attained { snapshots: known.len(), run: Some(run), ..judged };
    let lost = chosen.len() - known.len();
    if lost > 0 && attained.attainment == Attainment::Met {
        attained.attainment = Attainment::NotEnough;
        attained.why = format!("{lost} of {} figures have no present value or no baseline", chosen.len());
    }
    attained
}
