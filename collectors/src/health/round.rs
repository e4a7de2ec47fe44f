//! A round: probes on schedule. One that still waits never delays the next.

use super::prepared::Prepared;
use super::probe::{self, Planned};
use super::service::RoundPlan;
use crate::http::{Failure, Tls};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Probe, Round};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder, Scope, ScopedJoinHandle};
use std::time::{Duration, Instant};

/// Most probes of one service that wait at once. A probe for which there is no room by its deadline is unknown.
const AT_ONCE: usize = 64;
/// How often a probe without room looks for it.
const PATIENCE: Duration = Duration::from_millis(2);

/// A round under way, or one that cannot be made.
pub(super) enum Running<'scope> {
    Thread(ScopedJoinHandle<'scope, Round>, String),
    Done(Round),
}

impl Running<'_> {
    /// Waits for the end of the round.
    pub(super) fn finish(self, service: &str, plan: &RoundPlan, start: Planned) -> Round {
        match self {
            Running::Done(round) => round,
            Running::Thread(handle, target) => handle.join().unwrap_or_else(|_| {
                unknown((service, &target), plan, start, "the round broke off; please report this")
            }),
        }
    }
}

/// Starts a round on a thread of its own.
pub(super) fn spawn<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    service: &'env Prepared,
    plan: &'env RoundPlan,
    start: Planned,
) -> Result<Running<'scope>, Failure> {
    let target = service.target();
    Builder::new()
        .name(format!("round {}", service.name.replace('\0', " ")))
        .spawn_scoped(scope, move || run(service, plan, start))
        .map(|handle| Running::Thread(handle, target))
        .map_err(|e| Failure::unknown(format!("no thread to probe with: {e}")))
}

/// A round of probes that could not be made, planned as if they had been.
pub(super) fn unknown(
    (service, target): (&str, &str),
    plan: &RoundPlan,
    start: Planned,
    detail: &str,
) -> Round {
    // A plan that cannot be is one probe that was not made; a huge one need not be spelt out.
    let count = if plan.problem().is_some() { 1 } else { plan.probes.min(1000) };
    let probe = |index| {
        let at = if plan.problem().is_some() { start } else { later(start, plan.offset(index)) };
        let probe = probe::not_made(at, detail);
        Probe { sent_after_ms: 0.0, done_after_ms: None, ..probe }
    };
    Round {
        service: service.to_owned(),
        target: target.to_owned(),
        probes: (0..count).map(probe).collect(),
        certificate: None,
        late_ms: Vec::new(),
    }
}

fn later(start: Planned, offset: Duration) -> Planned {
    let millis = i64::try_from(offset.as_millis()).unwrap_or(i64::MAX);
    let label = Timestamp::from_millis(start.label.millis().saturating_add(millis));
    Planned {
        instant: start.instant.checked_add(offset).unwrap_or(start.instant),
        label: label.unwrap_or(start.label),
        number: None,
    }
}

/// Every probe starts at its planned instant on a thread of its own.
fn run(service: &Prepared, plan: &RoundPlan, start: Planned) -> Round {
    let waiting = AtomicUsize::new(0);
    let probes = thread::scope(|scope| {
        let mut started = Vec::new();
        for index in 0..plan.probes {
            let planned = later(start, plan.offset(index));
            thread::sleep(planned.instant.saturating_duration_since(Instant::now()));
            started.push((planned, begin(scope, service, planned, &waiting)));
        }
        started.into_iter().map(|(planned, begun)| end(planned, begun)).collect()
    });
    let certificate = service.asked.tls().and_then(Tls::certificate);
    let (service, target) = (service.name.clone(), service.target());
    Round { service, target, probes, certificate, late_ms: Vec::new() }
}

type Begun<'scope> = Result<ScopedJoinHandle<'scope, Probe>, String>;

fn begin<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    service: &'env Prepared,
    planned: Planned,
    waiting: &'env AtomicUsize,
) -> Begun<'scope> {
    while waiting.load(Ordering::Acquire) >= AT_ONCE {
        if planned.instant.elapsed() >= service.timeout {
            return Err(format!("not sent: {AT_ONCE} earlier probes were still waiting"));
        }
        thread::sleep(PATIENCE);
    }
    waiting.fetch_add(1, Ordering::AcqRel);
    let work = move || {
        let probe = probe::run(service, planned);
        waiting.fetch_sub(1, Ordering::AcqRel);
        probe
    };
    Builder::new().name("probe".to_owned()).spawn_scoped(scope, work).map_err(|e| {
        waiting.fetch_sub(1, Ordering::AcqRel);
        format!("no thread to probe with: {e}")
    })
}

fn end(planned: Planned, begun: Begun<'_>) -> Probe {
    match begun.map(ScopedJoinHandle::join) {
        Ok(Ok(probe)) => probe,
        Ok(Err(_)) => probe::not_made(planned, "the probe broke off; please report this"),
        Err(detail) => probe::not_made(planned, &detail),
    }
}
