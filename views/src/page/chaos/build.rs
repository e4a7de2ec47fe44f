//! Builds the page.

use super::ChaosPage;
use super::card::{Made, Scenario, look};
use crate::context::Context;
use crate::page::Shell;
use crate::page::metric::Snapshots;
use crate::page::rows::{beyond, by_importance, metric_row, plural};
use crate::page::shell::Facing;
use crate::routes;
use quarterdeck_model::Kind;
use quarterdeck_model::payload::{Payload, Verdict};
use std::collections::BTreeMap;

/// Scenarios that have a card.
const MOST_SCENARIOS: usize = 50;
/// Figures over all scenarios that are listed.
const MOST_METRICS: usize = 50;

/// Builds `chaos.html`. `snapshots` are those of the history.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> ChaosPage {
    let mut all = scenarios(context, snapshots);
    all.sort_by_key(|scenario| (scenario.status(context).rank, scenario.name, scenario.job));
    let summary = summary(&all);
    let facing =
        Facing { path: routes::CHAOS.to_owned(), title: "Chaos".to_owned(), description: summary.clone() };
    let whole = |index: &usize| {
        context
            .series(*index)
            .is_some_and(|s| s.kind == Kind::Chaos && s.key.labels.get("scenario").is_none())
    };
    let metrics = by_importance(context).into_iter().filter(whole).take(MOST_METRICS);
    ChaosPage {
        shell: Shell::of(context, facing),
        summary,
        scenarios: all.iter().take(MOST_SCENARIOS).zip(0..).map(|(s, n)| s.card(context, n)).collect(),
        more: beyond(all.len(), MOST_SCENARIOS, ("scenario", "scenarios")),
        metrics: metrics.map(|index| metric_row(context, index, 0)).collect(),
    }
}

/// Every scenario of the history, by name and job.
fn scenarios<'a>(context: &Context<'a>, snapshots: &'a Snapshots<'_>) -> Vec<Scenario<'a>> {
    let mut all: BTreeMap<(&str, &str), Vec<Made<'a>>> = BTreeMap::new();
    for (run, meta) in
        (0u32..).zip(&context.history.runs).filter(|(_, run)| run.kind == Kind::Chaos && run.voided.is_none())
    {
        let Some(Payload::Chaos(chaos)) = snapshots.get(&meta.id).map(|s| &s.payload) else { continue };
        for experiment in &chaos.experiments {
            let verdict = if meta.state.counts() { experiment.verdict } else { Verdict::Error };
            let key = (experiment.scenario.as_str(), meta.job.as_str());
            all.entry(key).or_default().push(Made { run, experiment, verdict });
        }
    }
    all.into_iter().map(|((name, job), runs)| Scenario { name, job, runs }).collect()
}

fn summary(all: &[Scenario<'_>]) -> String {
    if all.is_empty() {
        return "No experiment has been made yet.".to_owned();
    }
    let latest = |verdict: &Verdict| {
        let own = all.iter().filter(|s| s.runs.last().is_some_and(|made| made.verdict == *verdict));
        (look(*verdict).word.to_lowercase(), own.count())
    };
    let counted = Verdict::ALL.iter().map(latest).filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counted.map(|(word, count)| format!("{count} {word}")).collect();
    format!("{}, latest verdicts: {}.", plural(all.len(), "scenario", "scenarios"), parts.join(", "))
}
