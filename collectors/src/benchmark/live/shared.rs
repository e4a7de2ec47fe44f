//! What the threads of one repeat share: the plan, the next request, the start, and what became of the requests.

use super::plan::Schedule;
use super::sample::Sample;
use super::target::Ready;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// How much of the near future must have a free connection waiting for it, where more may be opened.
const RESERVE: Duration = Duration::from_millis(50);
/// The least of them.
const LEAST: u64 = 8;

/// What the threads of one repeat share.
pub(super) struct Shared<'a> {
    pub(super) ready: &'a Ready,
    pub(super) schedule: Schedule,
    pub(super) timeout: Duration,
    /// Most connections.
    pub(super) cap: u32,
    /// Whether all are opened at once, or only those that the plan needs.
    pub(super) fixed: bool,
    /// The next request that nobody has taken.
    next: AtomicU64,
    /// Threads that have tried to connect and wait for the start.
    waiting: AtomicU32,
    /// Threads in all, one connection each.
    pub(super) threads: AtomicU32,
    start: Mutex<Option<Instant>>,
    started: Condvar,
    samples: Mutex<Vec<Sample>>,
    pub(super) scheduling: OnceLock<String>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(
        ready: &'a Ready,
        schedule: Schedule,
        timeout: Duration,
        (cap, fixed): (u32, bool),
    ) -> Self {
        Self {
            ready,
            schedule,
            timeout,
            cap,
            fixed,
            next: AtomicU64::new(0),
            waiting: AtomicU32::new(0),
            threads: AtomicU32::new(0),
            start: Mutex::new(None),
            started: Condvar::new(),
            samples: Mutex::new(Vec::new()),
            scheduling: OnceLock::new(),
        }
    }

    /// Takes the next request of the plan; `None` when all are taken.
    pub(super) fn take(&self) -> Option<u64> {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        (index < self.schedule.requests()).then_some(index)
    }

    /// Waits until the start is set, and gives it.
    pub(super) fn start(&self) -> Instant {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let mut start = self.start.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match *start {
                Some(at) => return at,
                None => start = self.started.wait(start).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Whether all threads there are have tried to connect.
    pub(super) fn is_connected(&self) -> bool {
        self.connecting() == 0
    }

    /// Sets the start.
    pub(super) fn begin(&self, at: Instant) {
        *self.start.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
        self.started.notify_all();
    }

    /// Free connections that the near future asks for.
    pub(super) fn reserve(&self) -> u64 {
        ((self.schedule.rate * RESERVE.as_secs_f64()).ceil() as u64).max(LEAST)
    }

    /// Threads that are still connecting.
    pub(super) fn connecting(&self) -> u32 {
        self.threads.load(Ordering::Relaxed).saturating_sub(self.waiting.load(Ordering::Relaxed))
    }

    /// Connections to be opened now, `since` the start: as many as the reserve lacks, and never more than a reserve
    /// at once. Free connections hold the requests that are taken and not yet due.
    pub(super) fn lacking(&self, since: Duration) -> u32 {
        let due = self.schedule.planned_before(since);
        let free = self.next.load(Ordering::Relaxed).saturating_sub(due);
        let room = self.cap.saturating_sub(self.threads.load(Ordering::Relaxed));
        let lacking = self.reserve().saturating_sub(free).min(self.schedule.requests().saturating_sub(due));
        u32::try_from(lacking).unwrap_or(u32::MAX).min(room)
    }

    /// Keeps what a thread has found.
    pub(super) fn keep(&self, found: Vec<Sample>) {
        self.samples.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
    }

    /// All that was found.
    pub(super) fn into_samples(self) -> Vec<Sample> {
        self.samples.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
