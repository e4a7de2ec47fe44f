//! Everything that an experiment needs, found and allowed, before anything is measured or broken.

use super::fault::{self, Fault, Place};
use super::scenario::listed;
use super::state::Home;
use super::{Scenario, loopback};
use crate::health::{Prepared, Service, prepare};
use crate::http::SystemRoots;
use std::path::Path;

/// An experiment that could begin.
pub struct Ready {
    pub(super) scenario: Scenario,
    pub(super) fault: Box<dyn Fault>,
    pub(super) services: Vec<Prepared>,
    pub(super) home: Home,
    pub(super) place: Place,
}

/// Where an experiment takes place.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The project's folder.
    pub root: &'a Path,
    /// Folder of the state file.
    pub state: &'a Path,
    /// This program, for workers and the guardian.
    pub program: &'a Path,
}

/// Makes an experiment ready: every service, the action, and what it may touch.
///
/// # Errors
/// Every reason why it cannot begin.
pub fn ready(scenario: &Scenario, services: &[Service], site: Site<'_>) -> Result<Ready, Vec<String>> {
    let names: Vec<String> = services.iter().map(|service| service.name.clone()).collect();
    let mut wrong = scenario.problems(&names);
    let targets = services.iter().filter(|service| scenario.targets.contains(&service.name));
    wrong.extend(targets.filter_map(|target| {
        let refused = loopback::url(&target.url, &scenario.allow).err()?;
        Some(format!("target {:?}: {refused}", target.name))
    }));
    let roots = SystemRoots::default();
    let mut ready = Vec::new();
    for service in services {
        let timely = Service { timeout: scenario.timeout, ..service.clone() };
        match prepare(&timely, &roots) {
            Ok(prepared) => ready.push(prepared),
            Err(problem) => wrong.push(format!("service {:?}: {}", service.name, problem.message)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let place = Place {
        root: site.root.to_owned(),
        program: site.program.to_owned(),
        allow: scenario.allow.clone(),
        seconds: scenario.duration.as_secs_f64() + 10.0,
    };
    let fault = fault::prepare(&scenario.action, &place).map_err(|error| vec![format!("action: {error}")])?;
    let home = Home::new(site.state);
    Ok(Ready { scenario: scenario.clone(), fault, services: ready, home, place })
}

impl Ready {
    /// Exactly what would happen, one sentence a line.
    pub fn plan(&self) -> Vec<String> {
        let s = &self.scenario;
        let others: Vec<String> =
            self.services.iter().map(|p| p.name.clone()).filter(|n| !s.targets.contains(n)).collect();
        let baseline = f64::from(s.baseline) / s.rate_hz;
        let mut out = vec![
            format!("targets: {}; watched besides: {}", listed(&s.targets), listed(&others)),
            format!(
                "probes: {} a second for each service, right answers within {} ms",
                s.rate_hz,
                s.timeout.as_millis()
            ),
            format!("baseline: {} probes each, {baseline:.1} s; not steady: nothing is broken", s.baseline),
        ];
        out.extend(self.fault.plan().into_iter().map(|step| format!("action: {step}")));
        out.extend(s.action.shared().map(|what| {
            format!("uses {what}, which all projects of this machine share: no two such experiments at once")
        }));
        out.push(format!(
            "held for {} s; cleared at once when a target falls below {} % or another service below {} %",
            s.duration.as_secs_f64(),
            s.abort_below.target,
            s.abort_below.other
        ));
        out.push(format!(
            "undone by the guardian when this program dies, and {} s after the end of the fault in any case",
            s.guardian.as_secs_f64()
        ));
        out.push(format!("then watched for {} s, and a second baseline", s.watch.as_secs_f64()));
        out.push(format!(
            "asked: recovery below {} s from the {}, availability above {} %, other services at least {} %",
            s.criteria.recovery_s,
            if s.action.crashes() { "injection" } else { "clear" },
            s.criteria.availability_percent,
            s.criteria.others_percent
        ));
        out.extend(s.shortened().into_iter().map(|why| format!("marked as partial: {why}")));
        out
    }

    /// Seconds that the whole run takes.
    pub fn seconds(&self) -> f64 {
        let s = &self.scenario;
        2.0 * f64::from(s.baseline) / s.rate_hz + s.duration.as_secs_f64() + s.watch.as_secs_f64()
    }
}
