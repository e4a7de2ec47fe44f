//! Where the project stands: what the overview says, for programs.

use crate::Status;
use crate::catalogue;
use crate::context::Context;
use crate::gate::words::outcome;
use crate::page::overview::verdict;
use crate::page::rows::{reason, series_status, status_of_run};
use crate::routes;
use crate::text::visible;
use quarterdeck_analysis::assess::Notable;
use quarterdeck_model::Run;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the JSON says it is.
const SCHEMA: &str = "quarterdeck.latest";

/// `api/v1/latest.json`: the gate, the score, and every figure as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Latest {
    /// `quarterdeck.latest`: what this is.
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant, RFC 3339.
    pub now: String,
    /// Whether any run is simulated, as those of a demonstration are.
    pub simulated: bool,
    /// Can we ship?
    pub gate: Verdict,
    /// The quality score.
    pub score: Score,
    /// How many alerts are open and nobody looks after.
    pub open_alerts: usize,
    /// How many figures are notably worse than the runs before.
    pub regressions: usize,
    /// How many are notably better.
    pub improvements: usize,
    /// How many are known and neither.
    pub unchanged: usize,
    /// How many are not known, stale, or measured too seldom to tell.
    pub unknown: usize,
    /// The newest run of every kind and job.
    pub runs: Vec<LatestRun>,
    /// Every figure that no other host has given since, in the order of metric, job and labels.
    pub figures: Vec<Standing>,
}

/// The gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Verdict {
    /// `met`, `failed`, `data missing`; the last also where nothing was collected.
    pub outcome: &'static str,
    /// The same in a sentence.
    pub headline: String,
    /// Every condition, in the order of the configuration.
    pub conditions: Vec<Asked>,
}

/// A condition of the gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Asked {
    /// `met`, `failed`, `data missing`.
    pub outcome: &'static str,
    /// What is asked.
    pub condition: String,
    /// What was found.
    pub found: String,
}

/// The quality score: between two ends where inputs are unknown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Score {
    /// The low end, 0–100: what is not known counted as bad as can be.
    pub low: f64,
    /// The high end, 0–100; the same as the low one where all is known.
    pub high: f64,
    /// The band of the low end: `excellent`, `good`, `acceptable`, `requires improvement`, `critical`.
    pub band: &'static str,
    /// Inputs that are not known.
    pub unknown: Vec<String>,
}

/// The newest run of one job.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LatestRun {
    /// Its name in the archive.
    pub snapshot: String,
    /// When it was made, RFC 3339.
    pub time: String,
    /// What kind of run it is: `tests`, `coverage`…
    pub kind: &'static str,
    /// The job.
    pub job: String,
    /// `complete`, `partial`, `failed`, `empty`.
    pub state: String,
    /// Why it is not complete.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The full commit.
    pub commit: Option<String>,
    /// The branch.
    pub branch: Option<String>,
    /// Its page, from the root of the site.
    pub page: String,
}

/// One figure as it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Standing {
    /// Which figure, such as `coverage.line_percent`.
    pub metric: String,
    /// What it is called: `Line coverage`.
    pub name: String,
    /// The job: figures are compared only within one.
    pub job: String,
    /// What tells it from other figures of its metric and job.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// What kind of run gives it.
    pub kind: &'static str,
    /// The unit of the values.
    pub unit: String,
    /// `higher is better`, `lower is better`, or neither.
    pub direction: &'static str,
    /// `meets`, `at risk`, `failing`, `stale`, `no data`, `no target`.
    pub status: String,
    /// Why it is so.
    pub reason: String,
    /// The value, only where the newest run of the job gave it and is not stale.
    pub value: Option<f64>,
    /// The run that gave the value, or the stale one.
    pub snapshot: Option<String>,
    /// The value a week before.
    pub week_ago: Option<f64>,
    /// The value a quarter (91 days) before.
    pub quarter_ago: Option<f64>,
    /// The median of the runs before.
    pub baseline: Option<f64>,
    /// `regression` or `improvement`: beyond the usual spread of the runs before.
    pub change: Option<&'static str>,
    /// The target, such as `>= 80`.
    pub target: Option<String>,
    /// The limit beyond which an alert opens, such as `< 70`.
    pub alert: Option<String>,
    /// Its page, from the root of the site.
    pub page: Option<String>,
    /// Its values, from the root of the site.
    pub values: Option<String>,
}

impl Latest {
    /// Of what was judged.
    pub fn of(context: &Context<'_>) -> Self {
        let (judged, counts) = (context.assessment, context.assessment.counts);
        let present = |at: &usize| context.summary(*at).is_some_and(|summary| !summary.superseded);
        let all = (0..context.history.series.len()).filter(present);
        Self {
            schema: SCHEMA,
            version: 1,
            project: context.project.clone(),
            now: context.now.to_string(),
            simulated: context.simulated(),
            gate: gate(context),
            score: Score {
                low: judged.score.low,
                high: judged.score.high,
                band: judged.score.band.as_str(),
                unknown: judged
                    .score
                    .parts
                    .iter()
                    .filter(|part| part.penalty.is_none())
                    .map(|part| part.metric.to_string())
                    .collect(),
            },
            open_alerts: context.open_alerts(),
            regressions: counts.regressions,
            improvements: counts.improvements,
            unchanged: counts.unchanged,
            unknown: counts.unknown,
            runs: context.latest().into_iter().filter_map(|at| context.run(at)).map(run).collect(),
            figures: all.filter_map(|at| standing(context, at)).collect(),
        }
    }
}

fn gate(context: &Context<'_>) -> Verdict {
    let asked = |one: &quarterdeck_analysis::gate::ConditionReport| Asked {
        outcome: outcome(one.outcome),
        condition: visible(&one.text),
        found: visible(&one.why),
    };
    let gate = &context.assessment.gate;
    Verdict {
        outcome: outcome(gate.outcome),
        headline: verdict::headline(context),
        conditions: gate.conditions.iter().map(asked).collect(),
    }
}

fn run(run: &Run) -> LatestRun {
    LatestRun {
        snapshot: run.id.to_string(),
        time: run.taken_at.to_string(),
        kind: run.kind.as_str(),
        job: run.job.clone(),
        state: word(status_of_run(run)),
        reasons: run.reasons.iter().map(|reason| visible(reason)).collect(),
        commit: run.commit.clone(),
        branch: run.branch.clone(),
        page: routes::snapshot(&run.id),
    }
}

fn standing(context: &Context<'_>, at: usize) -> Option<Standing> {
    let (series, summary) = (context.series(at)?, context.summary(at)?);
    let (rule, slug) = (context.rule(series), context.slugs().get(&series.key));
    let taken = summary.reading.run().and_then(|run| context.run(run));
    Some(Standing {
        metric: series.key.metric.to_string(),
        name: catalogue::series_name(series),
        job: series.key.job.clone(),
        labels: series.key.labels.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        kind: series.kind.as_str(),
        unit: series.unit.as_str().to_owned(),
        direction: series.direction.words(),
        status: word(series_status(context, at)),
        reason: reason(context, at),
        value: summary.reading.known(),
        snapshot: taken.map(|run| run.id.to_string()),
        week_ago: summary.week.map(|since| since.value),
        quarter_ago: summary.quarter.map(|since| since.value),
        baseline: summary.baseline.map(|baseline| baseline.value),
        change: summary.notable.map(|notable| match notable {
            Notable::Regression => "regression",
            Notable::Improvement => "improvement",
        }),
        target: rule.and_then(|rule| rule.target).map(|limit| limit.to_string()),
        alert: rule.and_then(|rule| rule.alert).map(|limit| limit.to_string()),
        page: slug.map(routes::metric),
        values: slug.map(routes::metric_json),
    })
}

/// A status for programs: `at risk`.
fn word(status: Status) -> String {
    status.word.to_lowercase()
}
