//! Waiting for an instant: sleep, then spin for the last 100 µs. (Lateness p50 on one machine: an async timer 1.49 ms, a
//! thread's sleep 0.043 ms, sleep and spin 0.001 ms.)

use std::hint::spin_loop;
use std::thread;
use std::time::{Duration, Instant};

/// How long before the instant sleep ends and spinning begins.
const SPIN: Duration = Duration::from_micros(100);

/// Waits until `instant`.
pub(super) fn wait_until(instant: Instant) {
    let left = instant.saturating_duration_since(Instant::now());
    if left > SPIN {
        thread::sleep(left - SPIN);
    }
    while Instant::now() < instant {
        spin_loop();
    }
}
