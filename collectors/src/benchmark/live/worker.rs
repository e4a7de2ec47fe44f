//! One connection on one thread: it takes the next request of the plan, waits for its time, sends, and waits for the
//! answer.

use super::clock::wait_until;
use super::connection::{Connection, rehearse};
use super::fault::Fault;
use super::sample::{Sample, micros};
use super::scheduling::Scheduling;
use super::shared::Shared;
use std::time::Instant;

/// Works until the plan is done.
pub(super) fn run(shared: &Shared<'_>) {
    let mut connection = Connection::open(shared.ready, Instant::now() + shared.timeout).ok();
    let scheduling = Scheduling::sharpen();
    shared.scheduling.get_or_init(|| scheduling.words.clone());
    rehearse(shared.ready);
    let mut found = Vec::with_capacity(64);
    let start = shared.start();
    loop {
        // Opened again before a request is taken, so that no request waits for it as long as there are others.
        if connection.is_none() {
            connection = Connection::open(shared.ready, Instant::now() + shared.timeout).ok();
        }
        let Some(index) = shared.take() else { break };
        let planned = start + shared.schedule.offset(index);
        scheduling.waits();
        found.push(one(shared, &mut connection, (index, planned), &scheduling));
    }
    shared.keep(found);
}

/// One request. Its deadline counts from planned, and whatever fails is recorded there.
fn one(
    shared: &Shared<'_>,
    connection: &mut Option<Connection>,
    (index, planned): (u64, Instant),
    scheduling: &Scheduling,
) -> Sample {
    let deadline = planned + shared.timeout;
    let free = Instant::now();
    let waited = micros(free.saturating_duration_since(planned));
    let end = micros(shared.timeout);
    if free >= deadline {
        return Sample { index, waited, lag: end, done: end, fault: Some(Fault::NotSent) };
    }
    if planned.saturating_duration_since(free) > shared.schedule.look() {
        refresh(shared, connection, planned);
    }
    wait_until(planned);
    let sent = Instant::now();
    scheduling.reads();
    let result = ask(shared, connection, deadline);
    let done = Instant::now();
    let fault = result.err().or_else(|| (done > deadline).then_some(Fault::Timeout));
    Sample {
        index,
        waited,
        lag: micros(sent.saturating_duration_since(planned)).min(end),
        done: if fault.is_some() { end } else { micros(done.saturating_duration_since(planned)) },
        fault,
    }
}

/// Just before an idle connection is used: one that was closed meanwhile is opened again, as far as time allows.
fn refresh(shared: &Shared<'_>, connection: &mut Option<Connection>, planned: Instant) {
    let look = planned.checked_sub(shared.schedule.look()).unwrap_or(planned);
    std::thread::sleep(look.saturating_duration_since(Instant::now()));
    if connection.as_ref().is_some_and(|open| !open.is_alive()) {
        *connection = Connection::open(shared.ready, planned).ok();
    }
}

/// Asks, and leaves the connection only if it may carry another request. What connecting takes here is the service's.
fn ask(shared: &Shared<'_>, connection: &mut Option<Connection>, deadline: Instant) -> Result<(), Fault> {
    let mut open = match connection.take() {
        Some(open) => open,
        None => Connection::open(shared.ready, deadline)?,
    };
    let answer = open.ask(shared.ready, deadline)?;
    if answer.keeps {
        *connection = Some(open);
    }
    shared.ready.expect.judge(&answer)
}
