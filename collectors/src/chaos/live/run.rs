//! One run, from the lock to the judgement.

use super::judge::{Felt, Judgement, Rules, judge};
use super::machine;
use super::phases::{Marks, Phases, Stopped};
use super::plan::Ready;
use super::prober::Prober;
use super::report::{self, Made};
use crate::Collected;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Experiment;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// From the start of the threads to the first planned probe.
const AHEAD: Duration = Duration::from_millis(20);

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// What goes into the archive.
    pub collected: Collected,
    /// The experiment in it.
    pub experiment: Experiment,
    /// What could not be undone; must be told loudly.
    pub not_undone: Vec<String>,
}

/// Runs an experiment; `says` is told when a phase begins.
///
/// # Errors
/// One sentence: another experiment runs, something was left behind, or the action cannot be prepared. Nothing was
/// broken then.
pub fn run(ready: Ready, says: &dyn Fn(&str)) -> Result<Ended, String> {
    let Ready { scenario, mut fault, services, home, place } = ready;
    home.make()?;
    let _lock = home.lock(Duration::ZERO)?;
    if let Some(left) = home.read()? {
        return Err(format!(
            "{} left something behind; `quarterdeck chaos recover` undoes it",
            left.scenario
        ));
    }
    let shared = scenario.action.shared();
    let machine = shared.map(|_| machine::lock(&scenario.name, &place.root)).transpose()?;
    let stop = signals()?;
    fault.arm()?;
    let begin = Instant::now() + AHEAD;
    let started_at = Timestamp::from_chrono(chrono::Utc::now() + AHEAD);
    let every = Duration::from_secs_f64(1.0 / scenario.rate_hz);
    let probers = services.into_iter().map(|service| Prober::start(service, begin, every));
    let mut phases = Phases {
        scenario: &scenario,
        home: &home,
        program: &place.program,
        machine: machine.as_ref(),
        begin,
        probers: probers.collect::<Result<_, _>>()?,
        events: Vec::new(),
        stop,
        says,
        not_undone: Vec::new(),
        verified: false,
    };
    let result = phases.all(fault.as_mut());
    let Phases { probers, events, not_undone, verified, .. } = phases;
    let felt: Vec<Felt> = probers.into_iter().map(|prober| felt(prober, &scenario.targets)).collect();
    let judgement = match result {
        Ok(marks) => judge(&felt, &rules(&scenario, marks)),
        Err(stopped) => stopped_at(stopped),
    };
    let made = Made { scenario: &scenario, started_at, felt, events, verified, judgement };
    let experiment = report::experiment(made, &not_undone);
    let collected = report::collected(&scenario, &experiment, started_at);
    Ok(Ended { collected, experiment, not_undone })
}

/// Signals that ask to stop set the flag; the run then clears and ends by itself.
fn signals() -> Result<Arc<AtomicBool>, String> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&stop))
            .map_err(|e| format!("signals cannot be caught, so nothing was broken: {e}"))?;
    }
    Ok(stop)
}

fn felt(prober: Prober, targets: &[String]) -> Felt {
    let service = prober.service().to_owned();
    Felt { target: targets.contains(&service), service, probes: prober.finish() }
}

fn rules(scenario: &super::Scenario, marks: Marks) -> Rules {
    Rules {
        inject: marks.inject,
        clear: marks.clear,
        watch_end: marks.watch_end,
        duration: scenario.duration.as_secs_f64(),
        crash: scenario.action.crashes(),
        every: 1.0 / scenario.rate_hz,
        steady: scenario.steady,
        criteria: scenario.criteria,
    }
}

fn stopped_at(Stopped(verdict, why): Stopped) -> Judgement {
    Judgement {
        verdict,
        recovery: None,
        availability_percent: None,
        error_percent: None,
        impacts: Vec::new(),
        reasons: vec![why],
    }
}
