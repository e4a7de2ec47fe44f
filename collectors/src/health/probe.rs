//! One probe: resolve, connect, shake hands, ask, judge; every phase timed, nothing retried.

use super::command;
use super::prepared::{Asked, Prepared, Protocol};
use crate::http::{
    self, Address, Answer, Failure, HttpError, Observer, Request, Timed, resolve, tls_failure,
};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Outcome, Phases, Probe};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

/// Longest detail, in characters.
const DETAIL: usize = 300;

/// The instant for which a probe is planned, on both clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planned {
    pub(crate) instant: Instant,
    pub(crate) label: Timestamp,
    /// Within an experiment; a server over HTTP is told it.
    pub(crate) number: Option<u32>,
}

/// Until when an answer counts, and the number that goes with the question.
#[derive(Clone, Copy)]
struct Due {
    deadline: Instant,
    number: Option<u32>,
}

/// What was learned on the way.
#[derive(Default)]
struct Seen {
    phases: Phases,
    status: Option<u16>,
    request_sent: Option<Instant>,
    /// What a command said.
    said: Option<String>,
}

impl Observer for Seen {
    fn sent(&mut self) {
        self.request_sent = Some(Instant::now());
    }

    fn first_byte(&mut self) {
        self.phases.first_byte_ms = self.request_sent.map(|at| millis(at.elapsed()));
    }

    fn status(&mut self, status: u16) {
        self.status = Some(status);
    }
}

/// Probes now. The deadline counts from planned, and so does the time after which an answer is slow.
pub(crate) fn run(service: &Prepared, planned: Planned) -> Probe {
    let due = Due { deadline: planned.instant + service.timeout, number: planned.number };
    let sent = Instant::now();
    let mut seen = Seen::default();
    let result = exchange(service, due, &mut seen);
    let done = Instant::now();
    seen.phases.total_ms = Some(millis(done - sent));
    let took = done.saturating_duration_since(planned.instant);
    let (outcome, detail) = match verdict(service, result, took) {
        Ok(()) => (Outcome::Up, seen.said.as_deref().map(|said| shown(service, said))),
        Err(failure) => (failure.outcome, Some(shown(service, &failure.detail))),
    };
    Probe {
        planned_at: planned.label,
        sent_after_ms: millis(sent.saturating_duration_since(planned.instant)),
        done_after_ms: Some(millis(took)),
        outcome,
        status: seen.status,
        phases: seen.phases,
        detail,
    }
}

/// A probe that was not made.
pub(crate) fn not_made(planned: Planned, detail: &str) -> Probe {
    let waited = millis(planned.instant.elapsed());
    Probe {
        planned_at: planned.label,
        sent_after_ms: waited,
        done_after_ms: Some(waited),
        outcome: Outcome::Unknown,
        status: None,
        phases: Phases::default(),
        detail: Some(detail.to_owned()),
    }
}

/// The outcome with its times: too late is down, too slow is degraded.
fn verdict(service: &Prepared, result: Result<(), Failure>, took: Duration) -> Result<(), Failure> {
    let limit = millis(service.timeout);
    match result {
        Err(f) if f.outcome == Outcome::Down && f.detail.starts_with("timeout") => {
            Err(Failure::down(format!("{} ({limit:.0} ms from planned)", f.detail)))
        }
        Err(failure) if failure.outcome != Outcome::Degraded => Err(failure),
        _ if took > service.timeout => Err(Failure::down(format!(
            "timeout: the answer came after {:.0} ms, expected within {limit:.0} ms of planned",
            millis(took)
        ))),
        Err(degraded) => Err(degraded),
        Ok(()) => match service.degraded_after.filter(|budget| took > *budget) {
            Some(budget) => Err(Failure::degraded(format!(
                "slow: {:.0} ms from planned, expected at most {:.0} ms",
                millis(took),
                millis(budget)
            ))),
            None => Ok(()),
        },
    }
}

/// A detail as it may be shown: no secret, one line, not long.
pub(super) fn shown(service: &Prepared, detail: &str) -> String {
    let hidden = service.secrets.hide(detail);
    let plain = hidden.chars().map(|c| if c.is_control() { ' ' } else { c });
    let (text, more): (String, bool) = (plain.clone().take(DETAIL).collect(), plain.count() > DETAIL);
    if more { format!("{text}…") } else { text }
}

fn exchange(service: &Prepared, due: Due, seen: &mut Seen) -> Result<(), Failure> {
    match &service.asked {
        Asked::Command(command) => {
            seen.said = command::run(command, due.deadline)?;
            Ok(())
        }
        Asked::Address(address, protocol) => match answer(address, protocol, due, seen)? {
            Some(answer) => service.checks.judge(&answer),
            None => Ok(()),
        },
    }
}

/// The answer of a page that is asked for its figures and not for its health.
pub(super) fn fetch(page: &Prepared) -> Result<Answer, Failure> {
    let due = Due { deadline: Instant::now() + page.timeout, number: None };
    let Asked::Address(address, protocol) = &page.asked else {
        return Err(Failure::unknown("a command has no answer to read figures from"));
    };
    let answered = answer(address, protocol, due, &mut Seen::default());
    let answer = answered?.ok_or_else(|| Failure::unknown("nothing is asked at this address"))?;
    page.checks.judge(&answer).map(|()| answer)
}

fn answer(
    address: &Address,
    protocol: &Protocol,
    due: Due,
    seen: &mut Seen,
) -> Result<Option<Answer>, Failure> {
    let Due { deadline, number } = due;
    let (host, port) = (&address.host, address.port);
    let addresses = match resolve::literal(host, port) {
        Some(addresses) => addresses,
        None => timed(&mut seen.phases.dns_ms, || resolve::look_up(host, port, deadline))?,
    };
    let tcp = timed(&mut seen.phases.connect_ms, || resolve::connect(&addresses, deadline))?;
    let mut tcp = Timed::new(tcp, deadline);
    match protocol {
        Protocol::Tcp => Ok(None),
        Protocol::Tls(tls) => timed(&mut seen.phases.tls_ms, || tls.handshake(tcp)).map(|_| None),
        Protocol::Http(request) => ask(&mut tcp, (request, number), seen).map(Some),
        Protocol::Https(request, tls) => {
            let mut stream = timed(&mut seen.phases.tls_ms, || tls.handshake(tcp))?;
            ask(&mut stream, (request, number), seen).map(Some)
        }
    }
}

fn ask<S: Read + Write>(
    stream: &mut S,
    (request, number): (&Request, Option<u32>),
    seen: &mut Seen,
) -> Result<Answer, Failure> {
    let answer = match number {
        Some(number) => http::ask(stream, &request.numbered(number), seen),
        None => http::ask(stream, request, seen),
    };
    answer.map_err(|error| match error {
        HttpError::Io(error, step) => tls_failure(&error, step),
        HttpError::Malformed(message) => Failure::down(message),
    })
}

/// Runs a phase and keeps its time, failed or not.
fn timed<T>(phase: &mut Option<f64>, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let start = Instant::now();
    let result = work();
    *phase = Some(millis(start.elapsed()));
    result
}

fn millis(duration: Duration) -> f64 {
    // Microseconds are what the clock is good for.
    (duration.as_secs_f64() * 1e6).round() / 1e3
}
