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
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

/// Most connections that are opened when no number is given.
pub(super) const MOST: u32 = 4096;
/// Files that this process needs besides its connections.
const OTHER_FILES: u64 = 64;
/// How often it is looked whether the threads are ready.
const TICK: Duration = Duration::from_millis(2);
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

/// Works off the plan; gives what each thread found, what it took, and how the threads were scheduled.
fn work(shared: &Shared<'_>) -> Result<(Vec<Found>, Usage, String), String> {
    let parts = shared.parts(client::cores());
    let polled = |part: Part| {
        let (poller, waker) = Poller::new()?;
        Ok((part, poller, Opener::new(shared.ready, shared.timeout, waker)))
    };
    let made: Result<Vec<_>, std::io::Error> = parts.into_iter().map(polled).collect();
    let made = made.map_err(|e| format!("connections cannot be waited for: {e}; close programs, or allow more open files"))?;
    let (openers, lanes): (Vec<_>, Vec<_>) =
        made.into_iter().map(|(part, poller, (opener, orders))| (opener, (part, poller, orders))).unzip();
    let scheduling = OnceLock::new();
    let refused = |e: std::io::Error| {
        format!("no thread could be started to measure with: {e}; close programs, or raise the limit of processes")
    };
    let patience = Instant::now() + shared.timeout.min(Duration::from_secs(1));
    let (found, usage) = thread::scope(|scope| {
        let mut threads = Vec::new();
        for (opener, (part, poller, orders)) in openers.iter().zip(lanes) {
            let mut lane = None;
            if opener.start(scope) {
                let words = &scheduling;
                let run = move || {
                    let _ = words.set(scheduling::sharpen());
                    Lane::new(shared, part, poller, (opener, orders)).run(patience)
                };
                lane = Builder::new().name("load".to_owned()).spawn_scoped(scope, run).ok();
            }
            threads.extend(lane);
        }
        let count = u32::try_from(threads.len()).unwrap_or(u32::MAX);
        while !shared.is_connected(count) && threads.iter().any(|thread| !thread.is_finished()) {
            thread::sleep(TICK);
        }
        let start = Instant::now() + SETTLE;
        shared.begin(start);
        thread::sleep((start + shared.schedule.warmup).saturating_duration_since(Instant::now()));
        let reading = Reading::now();
        thread::sleep((start + shared.schedule.end()).saturating_duration_since(Instant::now()));
        let usage = reading.until_now();
        let broke = || Err(std::io::Error::other("it broke"));
        let found: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| broke())).collect();
        (found, usage)
    });
    let lacking = found.len() < openers.len();
    let found: Vec<Found> = found.into_iter().collect::<Result<_, _>>().map_err(refused)?;
    if lacking {
        return Err(refused(std::io::Error::other("the system refuses")));
    }
    Ok((found, usage, scheduling.into_inner().unwrap_or_default()))
}
