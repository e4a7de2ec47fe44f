//! The condition that no confirmed regression began since the baseline.

use super::judged::Judged;
use super::metric::place;
use super::report::{Figure, number};
use super::{Facts, Sides};
use crate::change::{Change, Meaning, Tier};
use crate::current::{Reading, why_failed};
use crate::policy::Condition;
use quarterdeck_model::Series;

impl Facts<'_> {
    /// Confirmed, not accepted, still present, and begun after the baseline; suspected changes never fail a gate. A job
    /// whose newest run failed or is stale hides what it would have shown, and a series with too few points is not judged.
    pub(super) fn no_regression(&self, sides: &Sides, condition: &Condition) -> Judged {
        let series = self.history.series.iter().enumerate();
        let chosen: Vec<(usize, &Series)> =
            series.filter(|(index, s)| condition.selects(s) && !self.sweep.superseded(*index)).collect();
        let mut told = Vec::new();
        let (mut evidence, mut compared, mut figures) = (Vec::new(), Vec::new(), Vec::new());
        let mut judged = 0;
        for (index, series) in &chosen {
            let Some(found) = self.changes.get(*index).filter(|found| found.judged) else { continue };
            judged += 1;
            for change in found.changes.iter().filter(|change| counts(change)) {
                let Some(run) = series.points.get(change.at).map(|point| point.run) else { continue };
                if !self.began_after(sides, series, change.at, run) {
                    continue;
                }
                told.push(words(series, change));
                evidence.push(run);
                compared.extend(change.at.checked_sub(1).and_then(|at| series.points.get(at)).map(|p| p.run));
                let (before, after) = (change.before.median, change.after.median);
                figures.push(Figure {
                    baseline: Some(before),
                    worse_percent: change.percent.map(f64::abs),
                    ..self.figure(*index, Some(after))
                });
            }
        }
        if let Some(first) = told.first() {
            let more = if told.len() > 1 { format!(", and {} more", told.len() - 1) } else { String::new() };
            let judged = Judged::when(false, format!("{first}{more}"));
            return judged.figures(figures).evidence(evidence).compared(compared);
        }
        self.none(sides, condition, (judged, chosen.len()))
    }

    /// No regression was seen in those that were judged, of all.
    fn none(&self, sides: &Sides, condition: &Condition, (judged, all): (usize, usize)) -> Judged {
        if judged == 0 {
            return Judged::missing(
                "no series has enough points to be judged (about ten, of one machine and branch)",
            );
        }
        match self.hidden(sides, condition) {
            Some((why, run)) => Judged::missing(why).evidence([run]),
            None => {
                let newest =
                    sides.now.jobs().filter(|(_, job, _)| condition.has_job(job)).map(|(.., run)| run);
                Judged::when(true, format!("none in {judged} judged of {all} series")).evidence(newest)
            }
        }
    }

    /// Without a named baseline: within as many points as a baseline is made of.
    fn began_after(&self, sides: &Sides, series: &Series, at: usize, run: u32) -> bool {
        if self.inputs.base.is_some() {
            return sides.base.at(series.kind, &series.key.job).is_none_or(|base| run > base);
        }
        at + self.policy.baseline.last >= series.points.len()
    }

    /// A job whose newest run does not show its present level, with why.
    fn hidden(&self, sides: &Sides, condition: &Condition) -> Option<(String, u32)> {
        let jobs = sides.now.jobs().filter(|(_, job, _)| condition.has_job(job));
        let mut hidden = jobs.filter_map(|(kind, job, run)| {
            let own = |s: &&Series| s.kind == kind && s.key.job == job;
            let series = self.history.series.iter().filter(own).filter(|s| condition.selects(s));
            if series.count() == 0 {
                return None;
            }
            if !self.counts(run) {
                return Some((why_failed(self.history.runs.get(run as usize)?), run));
            }
            let stale = self.history.series.iter().enumerate().find_map(|(index, s)| {
                let reading = own(&s).then(|| self.sweep.reading(index, self.policy, self.now))?;
                matches!(reading, Reading::Stale { .. }).then(|| reading.reason()).flatten()
            });
            stale.map(|why| (format!("{job} is {why}"), run))
        });
        hidden.next()
    }
}

fn counts(change: &Change) -> bool {
    change.tier == Tier::Confirmed
        && change.meaning == Meaning::Regression
        && change.present
        && !change.accepted
}

fn words(series: &Series, change: &Change) -> String {
    let by = change.percent.map_or_else(|| "from 0".to_owned(), |p| format!("by {:.1} %", p.abs()));
    let (before, after) = (number(change.before.median), number(change.after.median));
    format!("{} worse {by}, from {before} to {after}{}", series.key.metric, place(series))
}
