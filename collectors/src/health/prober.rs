//! Services made ready once, and probed round by round.

use super::measure::{self, Measure};
use super::prepared::{Prepared, prepare};
use super::probe::Planned;
use super::round::{self, Running};
use super::service::{RoundPlan, Service};
use super::{canary, now};
use crate::Collected;
use crate::http::{Problem, SystemRoots, address};
use quarterdeck_model::payload::{Figure, Health, Outcome, Round};
use quarterdeck_model::{Diagnostic, Labels, Payload, Section, SectionState, Timestamp};
use std::collections::BTreeSet;
use std::thread::{self, Scope};
use std::time::Instant;

/// A service, or what is wrong with its configuration.
pub(super) struct Target {
    pub(super) service: Service,
    pub(super) ready: Result<Prepared, Problem>,
}

/// Services, canaries and measures, made ready.
///
/// A service that cannot be probed because its configuration is wrong has a round of `unknown` probes, an error in
/// the diagnostics, and makes the section partial; it is never `up`. Secrets of the configuration (credentials in
/// addresses, header values, arguments from the environment) appear nowhere in what is given.
pub struct Prober {
    targets: Vec<Target>,
    canaries: Vec<Target>,
    measures: Vec<measure::Ready>,
    plan: RoundPlan,
}

impl Prober {
    /// Loads certificates and reads variables, so that no round has to.
    pub fn new(services: Vec<Service>, measures: Vec<Measure>, plan: RoundPlan) -> Self {
        let roots = SystemRoots::default();
        let mut names = BTreeSet::new();
        let mut target = |service: Service| {
            let ready = match plan.problem() {
                Some(problem) => Err(Problem::new(problem)),
                None if !names.insert(service.name.clone()) => {
                    Err(Problem::new("another service has the same name; expected a name of its own"))
                }
                None => prepare(&service, &roots),
            };
            Target { service, ready }
        };
        let canaries = canary::services(&services);
        let targets = services.into_iter().map(&mut target).collect();
        let canaries = canaries
            .into_iter()
            .map(|service| Target { ready: prepare(&service, &roots), service })
            .collect();
        let measures = measures.into_iter().map(|measure| measure::prepare(measure, &roots)).collect();
        Self { targets, canaries, measures, plan }
    }

    /// One round. With the instant for which it was planned, how late it began is kept.
    pub fn round(&self, planned: Option<Instant>) -> Collected {
        let start = Planned { instant: Instant::now(), label: now(), number: None };
        let (mut rounds, canaries, figures) = thread::scope(|scope| {
            let span = self.plan.span();
            let measured: Vec<_> =
                self.measures.iter().map(|m| scope.spawn(move || m.figures(span))).collect();

            let running = self.begin(scope, &self.targets, start);
            let beside = self.begin(scope, &self.canaries, start);
            let rounds = self.end(running, &self.targets, start);
            let canaries = self.end(beside, &self.canaries, start);
            let figures: Vec<_> = measured.into_iter().map(measure::joined).collect();
            (rounds, canaries, figures)
        });
        canary::excuse(&mut rounds, &self.targets, &canaries, &self.canaries);
        let late = planned.map(|at| start.instant.saturating_duration_since(at).as_secs_f64() * 1e3);
        for round in &mut rounds {
            round.late_ms = late.map(|ms| (ms * 1e3).round() / 1e3).into_iter().collect();
        }
        self.collected(rounds, canaries, figures, start.label)
    }

    fn begin<'scope, 'env>(
        &'env self,
        scope: &'scope Scope<'scope, 'env>,
        targets: &'env [Target],
        start: Planned,
    ) -> Vec<Running<'scope>> {
        let begin = |target: &'env Target| {
            let why = match &target.ready {
                Ok(ready) => match round::spawn(scope, ready, &self.plan, start) {
                    Ok(running) => return running,
                    Err(failure) => failure.detail,
                },
                Err(problem) => problem.message.clone(),
            };
            let shown = address::displayed(&target.service.url);
            Running::Done(round::unknown((&target.service.name, &shown), &self.plan, start, &why))
        };
        targets.iter().map(begin).collect()
    }

    fn end(&self, running: Vec<Running<'_>>, targets: &[Target], start: Planned) -> Vec<Round> {
        let both = running.into_iter().zip(targets);
        both.map(|(running, target)| running.finish(&target.service.name, &self.plan, start)).collect()
    }

    fn collected(
        &self,
        rounds: Vec<Round>,
        canaries: Vec<Round>,
        figures: Vec<Result<Vec<Figure>, String>>,
        taken_at: Timestamp,
    ) -> Collected {
        let measured = figures.iter().map(|figures| match figures {
            Ok(_) => Section::ok(),
            Err(why) => Section::because(SectionState::Failed, why.clone()),
        });
        let parts: Vec<Section> = rounds.iter().map(section).chain(measured).collect();
        let mut section = Section::of_parts(&parts);
        if parts.is_empty() {
            section.reasons.push("no service is configured".to_owned());
        }
        let problems = self.targets.iter().filter_map(|t| Some(("service", t, t.ready.as_ref().err()?)));
        let canary = self.canaries.iter().filter_map(|t| Some(("canary", t, t.ready.as_ref().err()?)));
        let figures = figures.into_iter().flatten().flatten().collect();
        Collected {
            payload: Payload::Health(Health { rounds, figures, canaries }),
            section,
            tool: "quarterdeck".to_owned(),
            tool_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            format: "probe-rounds".to_owned(),
            taken_at: Some(taken_at),
            labels: Labels::none(),
            diagnostics: problems.chain(canary).map(remark).collect(),
        }
    }
}

/// Whether the service could be probed: in every probe, in some, in none.
fn section(round: &Round) -> Section {
    let unknown: Vec<_> = round.probes.iter().filter(|p| p.outcome == Outcome::Unknown).collect();
    let Some(first) = unknown.first() else { return Section::ok() };
    let why = first.detail.as_deref().unwrap_or("no reason given");
    let name = &round.service;
    if unknown.len() == round.probes.len() {
        return Section::because(SectionState::Failed, format!("{name} could not be probed: {why}"));
    }
    let of = format!("{} of {} probes", unknown.len(), round.probes.len());
    Section::because(SectionState::Partial, format!("{name}: {of} could not be made: {why}"))
}

fn remark((what, target, problem): (&str, &Target, &Problem)) -> Diagnostic {
    let path = problem.path.clone().unwrap_or_default();
    let remark = Diagnostic::error(path, format!("{what} {}: {}", target.service.name, problem.message));
    match &problem.hint {
        Some(hint) => remark.hint(hint.clone()),
        None => remark,
    }
}
