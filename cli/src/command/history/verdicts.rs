//! What analysis says of each project of an archive, for the export: an engine of tables need not know how to judge.
//!
//! Judged at the newest run of the project and not by a clock, so that the same archive gives the same rows.

use crate::project::Project;
use quarterdeck_analysis::alert::Alert;
use quarterdeck_analysis::policy::{Policy, Severity};
use quarterdeck_analysis::score::{Input, Part};
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::{History, SnapshotId, Unit};
use quarterdeck_store::export::Verdict;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Of every project in `history`: the score after each run, what each rule takes from it now, and the open alerts.
pub(super) fn of(history: &History, project: &Project, policy: &Policy) -> Vec<Verdict> {
    let index: BTreeMap<&SnapshotId, u32> = (0u32..).zip(&history.runs).map(|(at, r)| (&r.id, at)).collect();
    let subjects: BTreeSet<&str> = history.runs.iter().map(|run| run.subject.as_str()).collect();
    let mut all = Vec::new();
    for subject in subjects {
        let own = history.filtered(|run| run.subject == subject);
        let told = project.told(Cow::Borrowed(&own));
        let Some(now) = told.runs.last().map(|run| run.taken_at) else { continue };
        let mut said = said(&told, &assess(&told, policy, now));
        for verdict in &mut said {
            let id = told.runs.get(verdict.run as usize).map(|run| &run.id);
            verdict.run = id.and_then(|id| index.get(id)).copied().unwrap_or_default();
        }
        all.extend(said);
    }
    all
}

fn said(told: &History, assessment: &Assessment) -> Vec<Verdict> {
    let newest = u32::try_from(told.runs.len().saturating_sub(1)).unwrap_or_default();
    let point = |run, metric, value| Verdict {
        run,
        metric,
        about: None,
        value: Some(value),
        unit: Unit::Points,
        reason: None,
    };
    let mut all = Vec::new();
    for at in &assessment.trend {
        all.push(point(at.run, "score.low", at.low));
        all.push(point(at.run, "score.high", at.high));
    }
    // A run that is not of the score makes it no older: it is what it is at the newest run.
    if assessment.trend.last().is_none_or(|at| at.run != newest) {
        all.push(point(newest, "score.low", assessment.score.low));
        all.push(point(newest, "score.high", assessment.score.high));
    }
    all.extend(assessment.score.parts.iter().map(|part| penalty(newest, part)));
    for (severity, word) in [(Severity::Critical, "critical"), (Severity::Warning, "warning")] {
        let open = |alert: &&Alert| alert.is_open() && alert.severity == severity;
        let count = assessment.alerts.iter().filter(open).count();
        let value = Some(count as f64);
        let about = Some(word.to_owned());
        all.push(Verdict {
            run: newest,
            metric: "alerts.open",
            about,
            value,
            unit: Unit::Count,
            reason: None,
        });
    }
    all
}

fn penalty(run: u32, part: &Part) -> Verdict {
    let reason = match &part.input {
        Input::Known { .. } => None,
        Input::Unknown { reason } => Some(reason.clone()),
    };
    let about = Some(part.metric.clone());
    Verdict { run, metric: "score.penalty", about, value: part.penalty, unit: Unit::Points, reason }
}
