//! What the threads of one repeat share: the plan, the connections that there may be, and the start.

use super::plan::Schedule;
use super::target::Ready;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much of the near future must have a free connection waiting for it, where more may be opened.
const RESERVE: Duration = Duration::from_millis(50);
/// The least of them.
const LEAST: u32 = 8;
/// Requests a second that one thread sends and reads without being busy for most of its time.
const LANE_RATE: f64 = 20_000.0;
/// How long before its time a request is waited for by spinning, at most.
const SPIN: Duration = Duration::from_micros(100);

/// What the threads of one repeat share.
pub(super) struct Shared<'a> {
    pub(super) ready: &'a Ready,
    pub(super) schedule: Schedule,
    pub(super) timeout: Duration,
    /// Most connections.
    pub(super) cap: u32,
    /// Whether all are opened at once, or only those that the plan needs.
    pub(super) fixed: bool,
    /// Lanes that have tried to connect and wait for the start.
    waiting: AtomicU32,
    start: Mutex<Option<Instant>>,
    started: Condvar,
}

/// The part of the plan that one thread works off: every `stride`th request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) first: u64,
    pub(super) stride: u64,
    /// Most connections.
    pub(super) cap: u32,
    /// Free ones that the near future asks for.
    pub(super) reserve: u32,
    /// How long before its time a request is waited for by spinning. No more than half the time between two: a thread
    /// of the real-time class that never sleeps is stopped by the system.
    pub(super) spin: Duration,
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
            waiting: AtomicU32::new(0),
            start: Mutex::new(None),
            started: Condvar::new(),
        }
    }

    /// The parts of the plan, for a client of `cores`: one of which is left to others, if there are several.
    pub(super) fn parts(&self, cores: u32) -> Vec<Part> {
        let wanted = (self.schedule.rate / LANE_RATE).ceil() as u32;
        let count = wanted.clamp(1, cores.saturating_sub(1).max(1)).min(self.cap.max(1));
        let between = Duration::try_from_secs_f64(f64::from(count) / self.schedule.rate);
        let spin = between.map_or(SPIN, |between| SPIN.min(between / 2));
        let reserve = (self.schedule.rate * RESERVE.as_secs_f64() / f64::from(count)).ceil() as u32;
        let part = |index: u32| Part {
            first: u64::from(index),
            stride: u64::from(count),
            cap: self.cap / count + u32::from(index < self.cap % count),
            reserve: reserve.max(LEAST),
            spin,
        };
        (0..count).map(part).collect()
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

    /// Whether `count` lanes have tried to connect.
    pub(super) fn is_connected(&self, count: u32) -> bool {
        self.waiting.load(Ordering::Relaxed) >= count
    }

    /// Sets the start.
    pub(super) fn begin(&self, at: Instant) {
        *self.start.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
        self.started.notify_all();
    }
}
