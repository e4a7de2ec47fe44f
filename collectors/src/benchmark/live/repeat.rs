//! One repeat: connections are opened, the plan begins, threads work it off, and what they found is put together.

use super::client::{self, Reading, Usage};
use super::lane::{Found, Lane};
use super::opener::Opener;
use super::plan::Schedule;
use super::poller::Poller;
use super::scheduling;
use super::shared::{Part, Shared};
use super::tally::Tally;
use super::target::Ready;
use std::sync::OnceLock;
use std::thread::{self, Builder, ScopedJoinHandle};
use std::time::{Duration, Instant};

/// Most connections that are opened when no number is given.
pub(super) const MOST: u32 = 4096;
/// Files that this process needs besides its connections.
const OTHER_FILES: u64 = 64;
/// How often it is looked whether the threads are ready.
const TICK: Duration = Duration::from_millis(2);
/// How often it is looked whether they have ended before their time.
const LOOK: Duration = Duration::from_millis(100);
/// Time for the threads to go to sleep before the first request.
const SETTLE: Duration = Duration::from_millis(20);

/// Connections of a run: a number that was asked for, or as many as a plan needs whose answers all take until the
/// deadline, as far as the system allows. Gives the most, and whether all are opened at once.
pub(super) fn connections(asked: Option<u32>, rate: f64, timeout: Duration) -> (u32, bool) {
    let allowed = scheduling::open_files()
        .map_or(MOST, |files| u32::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(u32::MAX).max(1));
    match asked {
        Some(number) => (number.min(allowed), true),
        None => {
            let needed = (rate * timeout.as_secs_f64()).ceil() as u32;
            (needed.saturating_add(8).min(MOST).min(allowed), false)
        }
    }
}

/// Runs one repeat.
///
/// # Errors
/// One sentence: no thread could be started.
pub(super) fn run(
    ready: &Ready,
    schedule: Schedule,
    timeout: Duration,
    connections: (u32, bool),
) -> Result<Tally, String> {
    let shared = Shared::new(ready, schedule, timeout, connections);
    let (found, usage, words) = work(&shared)?;
    let peak = found.iter().map(|lane| lane.connections).sum();
    let spin: f64 = found.iter().map(|lane| lane.shares.spin_percent()).sum();
    let busy = found.iter().map(|lane| lane.shares.busy_percent()).fold(0.0, f64::max);
    let samples: Vec<_> = found.into_iter().flat_map(|lane| lane.samples).collect();
    let mut tally = Tally::of(&samples, schedule).map_err(|e| e.to_string())?;
    let spin_percent = Some(spin / f64::from(client::cores()));
    tally.usage = Usage { spin_percent, busy_percent: Some(busy), ..usage };
    tally.connections = (peak, shared.cap);
    tally.scheduling = words;
    Ok(tally)
}

/// What the threads found, what it took, and how they were scheduled.
type Worked = (Vec<Found>, Usage, String);

/// Works off the plan.
fn work(shared: &Shared<'_>) -> Result<Worked, String> {
    let polled = |part: Part| {
        let (poller, waker) = Poller::new()?;
        let (opener, orders) = Opener::new(shared.ready, shared.timeout, waker);
        Ok((opener, (part, poller, orders)))
    };
    let made: std::io::Result<Vec<_>> = shared.parts(client::cores()).into_iter().map(polled).collect();
    let made = made.map_err(|e| format!("connections cannot be waited for: {e}; allow more open files"))?;
    let (openers, lanes): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let scheduling = OnceLock::new();
    let patience = Instant::now() + shared.timeout.min(Duration::from_secs(1));
    let (found, usage) = thread::scope(|scope| {
        let mut threads = Vec::new();
        for (opener, (part, poller, orders)) in openers.iter().zip(lanes) {
            let words = &scheduling;
            let run = move || {
                let _ = words.set(scheduling::sharpen());
                Lane::new(shared, part, poller, (opener, orders)).run(patience)
            };
            let thread = Builder::new().name("load".to_owned());
            threads.extend(opener.start(scope).then(|| thread.spawn_scoped(scope, run).ok()).flatten());
        }
        let usage = watch(shared, || threads.iter().all(ScopedJoinHandle::is_finished), threads.len());
        let found: Vec<_> = threads.into_iter().map(|thread| thread.join().ok()).collect();
        (found, usage)
    });
    let refused = || {
        "no thread could be started to measure with; close programs, or raise the limit of processes"
            .to_owned()
    };
    if found.len() < openers.len() {
        return Err(refused());
    }
    let found: Vec<Found> = found
        .into_iter()
        .map(|lane| lane.ok_or_else(refused)?.map_err(|e| format!("connections cannot be waited for: {e}")))
        .collect::<Result<_, String>>()?;
    Ok((found, usage, scheduling.into_inner().unwrap_or_default()))
}

/// Begins when all threads are ready, and gives what the client was while it measured.
fn watch(shared: &Shared<'_>, all_ended: impl Fn() -> bool, threads: usize) -> Usage {
    let count = u32::try_from(threads).unwrap_or(u32::MAX);
    while !shared.is_connected(count) && !all_ended() {
        thread::sleep(TICK);
    }
    // What was started must be let go, whatever else happens.
    let start = Instant::now() + SETTLE;
    shared.begin(start);
    let until = |at: Duration| {
        while !all_ended() && start.elapsed() < at {
            thread::sleep((start + at).saturating_duration_since(Instant::now()).min(LOOK));
        }
    };
    until(shared.schedule.warmup);
    let reading = Reading::now();
    until(shared.schedule.end());
    reading.until_now()
}
