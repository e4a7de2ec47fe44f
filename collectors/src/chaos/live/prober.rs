//! Probes of one service on a schedule that does not wait for answers (open loop), on a thread of its own.

use super::judge::Seen;
use crate::health::{Planned, Prepared, probe};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Outcome;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Most probes of one service that wait at once; beyond it a probe is not made and unknown.
const AT_ONCE: usize = 256;

/// What threads share.
struct Shared {
    service: Prepared,
    begin: Instant,
    every: Duration,
    /// By number; none while it is under way.
    seen: Mutex<Vec<Option<Seen>>>,
    waiting: AtomicUsize,
    stop: AtomicBool,
}

/// A service being probed.
pub(super) struct Prober {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Prober {
    /// Begins to probe at `begin`, every `every`.
    pub(super) fn start(service: Prepared, begin: Instant, every: Duration) -> Result<Self, String> {
        let name = format!("probe {}", service.name.replace('\0', " "));
        let shared = Arc::new(Shared {
            service,
            begin,
            every,
            seen: Mutex::default(),
            waiting: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        let thread = thread::Builder::new().name(name).spawn(move || own.schedule());
        let thread = thread.map_err(|e| format!("no thread to probe with: {e}"))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// The name of the service.
    pub(super) fn service(&self) -> &str {
        &self.shared.service.name
    }

    /// The probes that have ended, in the order planned.
    pub(super) fn ended(&self) -> Vec<Seen> {
        self.shared.list().iter().flatten().copied().collect()
    }

    /// Plans no more, waits for those under way, and gives all.
    pub(super) fn finish(mut self) -> Vec<Seen> {
        self.shared.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        self.shared.list().iter().enumerate().map(|(n, seen)| seen.unwrap_or(self.shared.lost(n))).collect()
    }
}

impl Drop for Prober {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Release);
    }
}

impl Shared {
    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Option<Seen>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn schedule(self: Arc<Self>) {
        let mut under_way = Vec::new();
        for number in 0_u32.. {
            let planned = self.begin + self.every * number;
            while let Some(left) = planned.checked_duration_since(Instant::now()) {
                if self.stop.load(Ordering::Acquire) {
                    break;
                }
                thread::sleep(left.min(Duration::from_millis(20)));
            }
            if self.stop.load(Ordering::Acquire) {
                break;
            }
            self.list().push(None);
            under_way.retain(|thread: &JoinHandle<()>| !thread.is_finished());
            under_way.extend(self.begin_one(number, planned));
        }
        for thread in under_way {
            let _ = thread.join();
        }
    }

    /// Sends one probe on its way; one for which there is no room ends at once.
    fn begin_one(self: &Arc<Self>, number: u32, planned: Instant) -> Option<JoinHandle<()>> {
        if self.waiting.fetch_add(1, Ordering::AcqRel) < AT_ONCE {
            let own = Arc::clone(self);
            let work = move || {
                let seen = own.one(number, planned);
                own.waiting.fetch_sub(1, Ordering::AcqRel);
                own.keep(number, seen);
            };
            if let Ok(thread) = thread::Builder::new().spawn(work) {
                return Some(thread);
            }
        }
        self.waiting.fetch_sub(1, Ordering::AcqRel);
        self.keep(number, self.lost(number as usize));
        None
    }

    fn keep(&self, number: u32, seen: Seen) {
        if let Some(place) = self.list().get_mut(number as usize) {
            *place = Some(seen);
        }
    }

    /// A deadline that passed because this machine sent too late says nothing about the service.
    fn one(&self, number: u32, planned: Instant) -> Seen {
        let label = Timestamp::from_chrono(chrono::Utc::now());
        let probe = probe(&self.service, Planned { instant: planned, label, number: Some(number) });
        let late = probe.sent_after_ms > self.service.timeout.as_secs_f64() * 500.0;
        let outcome = match probe.outcome {
            Outcome::Down if late => Outcome::Unknown,
            outcome => outcome,
        };
        let planned = planned.saturating_duration_since(self.begin).as_secs_f64();
        Seen { planned, done: planned + probe.done_after_ms.unwrap_or_default() / 1e3, outcome }
    }

    /// A probe that was not made.
    fn lost(&self, number: usize) -> Seen {
        let planned = self.every.as_secs_f64() * number as f64;
        Seen { planned, done: planned, outcome: Outcome::Unknown }
    }
}
