//! Health: rounds of HTTP(S) and TCP probes.
//!
//! A probe is planned, sent and done, and ends `up`, `degraded`, `down` or `unknown`; its deadline counts from the
//! instant it was planned for, and no retry hides inside it. A round is several probes at a fixed rate and keeps
//! all of them. Durations are measured on the monotonic clock; wall time only labels.

mod checks;
mod prepared;
mod probe;
pub(crate) mod reports;
mod round;
mod service;
mod spoken;

pub(crate) use self::reports::{FORMATS, merge};
pub(crate) use probe::run as probe;
pub use service::{Expectation, RoundPlan, Service};

use crate::Collected;
use crate::http::{Problem, SystemRoots, address};
use chrono::{DateTime, Utc};
pub(crate) use prepared::{Prepared, prepare};
pub(crate) use probe::Planned;
use quarterdeck_model::payload::{Health, Outcome, Round};
use quarterdeck_model::{Diagnostic, Labels, Payload, Section, SectionState, Timestamp};
use round::Running;
use std::collections::BTreeSet;
use std::thread::{self, Scope};
use std::time::SystemTime;

/// Probes every service, all services side by side, and gives a round for each, in the order given.
///
/// A service that cannot be probed because its configuration is wrong has a round of `unknown` probes, an error in
/// the diagnostics, and makes the section partial; it is never `up`. Secrets of the configuration (credentials in
/// addresses, header values) appear nowhere in what is given.
pub fn collect(services: &[Service], plan: &RoundPlan) -> Collected {
    let prepared = prepare_all(services, plan);
    let taken_at = now();
    let rounds = thread::scope(|scope| {
        let running: Vec<_> =
            prepared.iter().map(|(service, ready)| start(scope, service, ready, plan)).collect();
        running.into_iter().zip(services).map(|(r, s)| r.finish(&s.name, plan)).collect()
    });
    let problems = prepared.iter().filter_map(|(s, p)| Some((s, p.as_ref().err()?)));
    let diagnostics = problems.map(|(service, problem)| remark(service, problem)).collect();
    collected(rounds, taken_at, diagnostics)
}

type Ready<'s> = (&'s Service, Result<Prepared, Problem>);

/// Every service made ready, before the first probe is planned: loading certificates takes its time.
fn prepare_all<'s>(services: &'s [Service], plan: &RoundPlan) -> Vec<Ready<'s>> {
    let roots = SystemRoots::default();
    let mut names = BTreeSet::new();
    let ready = |service: &'s Service| match plan.problem() {
        Some(problem) => Err(Problem::new(problem)),
        None if !names.insert(service.name.as_str()) => {
            Err(Problem::new("another service has the same name; expected a name of its own"))
        }
        None => prepare(service, &roots),
    };
    let ready: Vec<_> = services.iter().map(ready).collect();
    services.iter().zip(ready).collect()
}

fn start<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    service: &Service,
    ready: &'env Result<Prepared, Problem>,
    plan: &'env RoundPlan,
) -> Running<'scope> {
    let why = match ready {
        Ok(ready) => match round::spawn(scope, ready, plan) {
            Ok(running) => return running,
            Err(failure) => failure.detail,
        },
        Err(problem) => problem.message.clone(),
    };
    Running::Done(round::unknown(&service.name, &address::displayed(&service.url), plan, &why))
}

fn collected(rounds: Vec<Round>, taken_at: Timestamp, diagnostics: Vec<Diagnostic>) -> Collected {
    let parts: Vec<Section> = rounds.iter().map(section).collect();
    let mut section = Section::of_parts(&parts);
    if rounds.is_empty() {
        section.reasons.push("no service is configured".to_owned());
    }
    Collected {
        payload: Payload::Health(Health { rounds, figures: Vec::new() }),
        section,
        tool: "quarterdeck".to_owned(),
        tool_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        format: "probe-rounds".to_owned(),
        taken_at: Some(taken_at),
        labels: Labels::none(),
        diagnostics,
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

fn remark(service: &Service, problem: &Problem) -> Diagnostic {
    let path = problem.path.clone().unwrap_or_default();
    let remark = Diagnostic::error(path, format!("service {}: {}", service.name, problem.message));
    match &problem.hint {
        Some(hint) => remark.hint(hint.clone()),
        None => remark,
    }
}

/// The wall clock, for labels only.
fn now() -> Timestamp {
    Timestamp::from_chrono(DateTime::<Utc>::from(SystemTime::now()))
}

#[cfg(test)]
mod tests;
