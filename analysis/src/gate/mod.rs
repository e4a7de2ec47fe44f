//! The gate: every condition known and met, or it does not pass. One file a family of conditions.

mod alerts;
mod change;
mod coverage;
mod findings;
mod fresh;
mod judged;
mod metric;
mod objectives;
mod regressions;
mod report;
mod score;
mod wording;

pub use report::{ConditionReport, Figure, GateOutcome, GateReport, Place, Rule, number};

use crate::alert::Alert;
use crate::assess::assess_with;
use crate::change::Findings;
use crate::compare::{Side, Snapshots};
use crate::current::Sweep;
use crate::incident::Course;
use crate::objective::{Attained, Evidence};
use crate::policy::{Condition, Policy};
use crate::score::Score;
use judged::Judged;
use quarterdeck_model::{History, Timestamp};

/// What conditions may look at besides the history.
#[derive(Debug, Clone, Copy, Default)]
pub struct Inputs<'a> {
    /// What is called new is new since this; by default since the run before of each job, and figures are compared with
    /// the median of the last runs.
    pub base: Option<&'a Side>,
    /// The payloads; without them nothing is known of single findings and files.
    pub snapshots: Option<&'a Snapshots<'a>>,
    /// The files that changed since the baseline.
    pub changed: Changed<'a>,
}

/// Which files changed since the baseline: paths from the root of the repository, with `/`.
#[derive(Debug, Clone, Copy)]
pub enum Changed<'a> {
    /// These.
    Files(&'a [String]),
    /// Not known, and why.
    Unknown(&'a str),
}

impl Default for Changed<'_> {
    fn default() -> Self {
        Changed::Unknown("nobody said which files changed")
    }
}

impl<'a> From<&'a Result<Vec<String>, String>> for Changed<'a> {
    fn from(files: &'a Result<Vec<String>, String>) -> Self {
        match files {
            Ok(files) => Changed::Files(files),
            Err(why) => Changed::Unknown(why),
        }
    }
}

/// Judges the gate at `now`.
pub fn check(history: &History, policy: &Policy, now: Timestamp) -> GateReport {
    assess_with(history, policy, now, &Inputs::default()).gate
}

/// What conditions are judged by.
pub(crate) struct Facts<'a> {
    pub(crate) history: &'a History,
    pub(crate) sweep: &'a Sweep<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) now: Timestamp,
    pub(crate) score: &'a Score,
    pub(crate) alerts: &'a [Alert],
    pub(crate) changes: &'a [Findings],
    pub(crate) services: &'a [Course],
    pub(crate) objectives: &'a [Attained],
    pub(crate) inputs: &'a Inputs<'a>,
}

impl<'a> Facts<'a> {
    /// From what objectives are judged by, what follows from it, and what was given besides.
    pub(crate) fn of(
        evidence: &Evidence<'a>,
        alerts: &'a [Alert],
        objectives: &'a [Attained],
        inputs: &'a Inputs<'a>,
    ) -> Self {
        let Evidence { history, sweep, policy, now, score, changes, services, .. } = *evidence;
        Self { history, sweep, policy, now, score, alerts, changes, services, objectives, inputs }
    }
}

/// The newest run of each job, and what it is compared with.
struct Sides {
    now: Side,
    base: Side,
}

/// Judges every condition that is in force. An empty gate knows nothing, so it is missing.
pub(crate) fn judge(facts: &Facts) -> GateReport {
    let now = Side::newest(facts.history, |_| true);
    let before = || Side::baseline(facts.history, &now, facts.policy.baseline.last);
    let base = facts.inputs.base.cloned().unwrap_or_else(before);
    let sides = Sides { now, base };
    let conditions = facts.policy.conditions_at(facts.now).into_iter();
    let conditions: Vec<ConditionReport> =
        conditions.map(|(index, condition)| facts.condition(&sides, index + 1, condition)).collect();
    let worst = conditions.iter().map(|c| c.outcome).max().unwrap_or(GateOutcome::Missing);
    GateReport { conditions, outcome: worst }
}

impl Facts<'_> {
    fn condition(&self, sides: &Sides, number: usize, condition: &Condition) -> ConditionReport {
        let (rule, judged) = self.family(sides, condition);
        judged.report(self.history, number, rule, condition.words())
    }

    /// The family, and how the condition came out.
    fn family(&self, sides: &Sides, condition: &Condition) -> (Rule, Judged) {
        match condition {
            Condition { score: Some(limit), .. } => (Rule::Score, self.score(*limit)),
            Condition { metric: Some(metric), limit, change, .. } if limit.is_some() || change.is_some() => {
                (Rule::Metric, self.of_metric(sides, metric, condition))
            }
            Condition { no_alert: Some(severity), .. } => (Rule::NoAlert, self.no_alert(*severity)),
            Condition { no_regression: true, .. } => {
                (Rule::NoRegression, self.no_regression(sides, condition))
            }
            Condition { new_findings: Some(limit), .. } => {
                (Rule::NewFindings, self.new_findings(sides, *limit, condition))
            }
            Condition { changed_coverage: Some(limit), .. } => {
                (Rule::ChangedCoverage, self.changed_coverage(sides, *limit, condition))
            }
            Condition { objective: Some(name), .. } => (Rule::Objective, self.objective(name)),
            Condition { fresh: true, .. } => (Rule::Fresh, self.fresh(sides, condition)),
            Condition { collected: true, .. } => (Rule::Collected, self.collected(sides, condition)),
            _ => (Rule::Nothing, Judged::missing("it names none of the families of conditions")),
        }
    }

    /// A metric's limit, its change since the baseline, or both.
    fn of_metric(&self, sides: &Sides, metric: &str, condition: &Condition) -> Judged {
        let absolute = condition.limit.map(|limit| self.metric(metric, limit, condition));
        let relative = condition.change.map(|change| self.change(sides, metric, change, condition));
        absolute.into_iter().chain(relative).reduce(Judged::and).unwrap_or_default()
    }
}
