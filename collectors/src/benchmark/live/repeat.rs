//! One repeat: connections are opened, the plan begins, threads work it off, and what they found is put together.

use super::client::Reading;
use super::plan::Schedule;
use super::scheduling::{self, Scheduling};
use super::shared::Shared;
use super::tally::Tally;
use super::target::Ready;
use super::worker;
use std::sync::atomic::Ordering;
use std::thread::{self, Builder, Scope};
use std::time::{Duration, Instant};

/// Most connections that are opened when no number is given.
pub(super) const MOST: u32 = 4096;
/// Files that this process needs besides its connections.
const OTHER_FILES: u64 = 64;
/// How often it is looked whether connections lack.
const TICK: Duration = Duration::from_millis(2);
/// A connection that takes longer than this is not waited for; others are opened beside it.
const HANGS: Duration = Duration::from_millis(100);
/// Time for the threads to go to sleep before the first request.
const SETTLE: Duration = Duration::from_millis(20);
/// A thread needs little: the buffer of an answer, and a handshake.
const STACK: usize = 512 * 1024;

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
    let usage = thread::scope(|scope| {
        let first = if shared.fixed {
            shared.cap
        } else {
            u32::try_from(shared.reserve()).unwrap_or(1).min(shared.cap)
        };
        let opened = (0..first).take_while(|_| open(scope, &shared)).count();
        // What was started must be let go, whatever else happens.
        let patience = Instant::now() + timeout.min(Duration::from_secs(1));
        while !shared.is_connected() && Instant::now() < patience {
            thread::sleep(TICK);
        }
        let start = Instant::now() + SETTLE;
        shared.begin(start);
        if opened == 0 {
            return Err(
                "no thread could be started to measure with; close programs, or raise the limit of processes"
                    .to_owned(),
            );
        }
        if !shared.fixed {
            grow(scope, &shared, start);
        }
        thread::sleep((start + schedule.warmup).saturating_duration_since(Instant::now()));
        let reading = Reading::now();
        thread::sleep((start + schedule.end()).saturating_duration_since(Instant::now()));
        Ok(reading.until_now())
    })?;
    let (there, cap) = (shared.threads.load(Ordering::Relaxed), shared.cap);
    let scheduling = shared.scheduling.get().cloned().unwrap_or_default();
    let mut tally = Tally::of(&shared.into_samples(), schedule).map_err(|e| e.to_string())?;
    tally.usage = usage;
    tally.connections = (there, cap);
    tally.scheduling = scheduling;
    Ok(tally)
}

/// Starts one more connection on a thread of its own; false when the system refuses.
fn open<'scope, 'env>(scope: &'scope Scope<'scope, 'env>, shared: &'env Shared<'env>) -> bool {
    let name = "load".to_owned();
    // Counted before it runs, so that nobody waits for a thread that is not counted.
    shared.threads.fetch_add(1, Ordering::Relaxed);
    let started =
        Builder::new().name(name).stack_size(STACK).spawn_scoped(scope, move || worker::run(shared));
    if started.is_err() {
        shared.threads.fetch_sub(1, Ordering::Relaxed);
    }
    started.is_ok()
}

/// Opens more connections whenever fewer than the reserve are free, until the end of the plan.
fn grow<'scope, 'env>(scope: &'scope Scope<'scope, 'env>, shared: &'env Shared<'env>, start: Instant) {
    let end = start + shared.schedule.end();
    let watch = move || {
        // While a thread is started, none of the others can take a page of memory; were this one to wait for a processor
        // just then, all would send late. Threads that it starts begin in its class.
        let _ = Scheduling::sharpen();
        let mut opened = start;
        while Instant::now() < end {
            thread::sleep(TICK);
            let mut lacking = shared.lacking(start.elapsed());
            // Those that are connecting will help soon, unless they hang.
            if opened.elapsed() < HANGS {
                lacking = lacking.saturating_sub(shared.connecting());
            }
            if lacking > 0 {
                opened = Instant::now();
            }
            if !(0..lacking).all(|_| open(scope, shared)) {
                // The system gives no more threads; asking on would only keep it busy.
                return;
            }
        }
    };
    let _ = Builder::new().name("load, more".to_owned()).spawn_scoped(scope, watch);
}
