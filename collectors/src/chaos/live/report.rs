//! A run as a payload: verdict, figures, timeline and every probe.

use super::Scenario;
use super::judge::{Felt, Judgement, Seen};
use crate::Collected;
use quarterdeck_model::payload::{Chaos, Event, Experiment, Impact, Outcome, Track, Verdict};
use quarterdeck_model::{Labels, Payload, Section, SectionState, Timestamp, plural};

/// What a run gave.
pub(super) struct Made<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) started_at: Timestamp,
    pub(super) felt: Vec<Felt>,
    pub(super) events: Vec<Event>,
    pub(super) verified: bool,
    pub(super) judgement: Judgement,
}

/// The experiment. What could not be undone makes it an error, whatever was measured.
pub(super) fn experiment(made: Made<'_>, not_undone: &[String]) -> Experiment {
    let Made { scenario, started_at, felt, mut events, verified, judgement } = made;
    let mut reasons = judgement.reasons;
    reasons.extend(not_undone.iter().map(|what| format!("NOT UNDONE: {what}")));
    let from = events.iter().find(|e| e.what == if scenario.action.crashes() { "inject" } else { "clear" });
    let recovered = judgement.recovery.filter(|r| !r.censored).zip(from.map(|e| e.at_s));
    if let Some((recovery, from)) = recovered {
        events.push(Event {
            at_s: rounded(from + recovery.seconds),
            what: "recovered".to_owned(),
            detail: None,
        });
        events.sort_by(|a, b| a.at_s.total_cmp(&b.at_s));
    }
    let everyone =
        |f: &Felt| Impact { service: f.service.clone(), target: f.target, availability_percent: None };
    let impacts = match judgement.impacts.is_empty() {
        true => felt.iter().map(everyone).collect(),
        false => judgement.impacts,
    };
    Experiment {
        scenario: scenario.name.clone(),
        verdict: if not_undone.is_empty() { judgement.verdict } else { Verdict::Error },
        started_at: Some(started_at),
        duration_s: Some(scenario.duration.as_secs_f64()),
        faults_injected: Some(verified.into()),
        availability_percent: judgement.availability_percent,
        error_percent: judgement.error_percent,
        recovery: judgement.recovery,
        impacts,
        events,
        reasons,
        tracks: felt.iter().map(|f| track(f, 1.0 / scenario.rate_hz)).collect(),
    }
}

fn track(felt: &Felt, every: f64) -> Track {
    let took = |p: &Seen| ((p.done - p.planned) * 1e4).round() / 10.0;
    Track {
        service: felt.service.clone(),
        target: felt.target,
        first_at_s: 0.0,
        every_s: every,
        outcomes: felt.probes.iter().map(|p| p.outcome).collect(),
        took_ms: felt.probes.iter().map(took).collect(),
    }
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1e3).round() / 1e3
}

/// The collection of one experiment.
pub(super) fn collected(scenario: &Scenario, experiment: &Experiment, started_at: Timestamp) -> Collected {
    Collected {
        payload: Payload::Chaos(Chaos { experiments: vec![experiment.clone()] }),
        section: section(scenario, experiment),
        tool: "quarterdeck".to_owned(),
        tool_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        format: "live-experiment".to_owned(),
        taken_at: Some(started_at),
        labels: Labels::none(),
        diagnostics: Vec::new(),
    }
}

/// A run without a verdict on the system gave nothing; one that was shorter than the definitions ask is marked.
fn section(scenario: &Scenario, experiment: &Experiment) -> Section {
    if !experiment.verdict.counts() {
        let why = experiment.reasons.last().map_or("no reason given", String::as_str);
        return Section::because(SectionState::Failed, format!("{}: {why}", experiment.verdict.as_str()));
    }
    let mut reasons = scenario.shortened();
    let all = experiment.tracks.iter().flat_map(|track| &track.outcomes);
    let unknown = all.filter(|outcome| **outcome == Outcome::Unknown).count();
    if unknown > 0 {
        let probes = plural(unknown, "probe", "probes");
        reasons.push(format!("{probes} could not be made, which counts as not good"));
    }
    if reasons.is_empty() {
        return Section::ok();
    }
    Section { state: SectionState::Partial, reasons }
}
