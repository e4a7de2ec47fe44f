//! How many connections are opened, and when; and how a plan is divided among threads.

use super::schedule;
use crate::benchmark::live::plan::Target;
use crate::benchmark::live::pool::Pool;
use crate::benchmark::live::shared::{Part, Shared};
use crate::benchmark::live::target::ready;
use std::time::{Duration, Instant};

const PART: Part = Part { first: 0, stride: 1, cap: 100, reserve: 25, spin: Duration::from_micros(100) };
const MANY: u64 = 1_000_000;

#[test]
fn a_reserve_is_kept_and_no_more_than_are_needed() {
    let now = Instant::now();
    let mut pool = Pool::new(PART, false, now);
    assert_eq!(pool.order(now, 0, MANY), 25);
    assert_eq!(pool.order(now, 0, MANY), 0, "those are coming");
    assert_eq!(pool.order(now, 40, MANY), 15, "each request that is due has one coming");
    let later = now + Duration::from_millis(150);
    assert_eq!(pool.order(later, 0, MANY), 25, "those hang");
    let latest = later + Duration::from_millis(150);
    assert_eq!((pool.order(latest, 0, MANY), pool.order(latest, 500, MANY)), (25, 10), "100 are the most");
    assert_eq!(pool.peak(), 100);
    assert_eq!(Pool::new(PART, false, now).order(now, 0, 3), 3, "the plan ends soon");
}

#[test]
fn a_fixed_number_is_opened_at_once() {
    let now = Instant::now();
    let mut pool = Pool::new(PART, true, now);
    assert_eq!(pool.order(now, 0, 3), 100);
    assert_eq!(pool.order(now + Duration::from_secs(9), 7, 3), 0);
}

#[test]
fn after_a_failure_only_a_request_that_waits_opens_another() {
    let now = Instant::now();
    let mut pool = Pool::new(PART, false, now);
    assert_eq!(pool.order(now, 0, MANY), 25);
    (0..25).for_each(|_| pool.failed(now));
    let soon = now + Duration::from_millis(10);
    assert_eq!((pool.order(soon, 0, MANY), pool.order(soon, 2, MANY)), (0, 2));
    assert_eq!(pool.order(now + Duration::from_millis(101), 0, MANY), 25 - 2);
}

#[test]
fn a_plan_that_one_thread_cannot_carry_is_divided() {
    let ready = ready(&Target::get("http://127.0.0.1:1/"), Duration::from_secs(1)).unwrap();
    let parts = |rate: f64, cap: u32, cores: u32| {
        Shared::new(&ready, schedule(rate, 10), Duration::from_secs(1), (cap, false)).parts(cores)
    };
    let slow = parts(500.0, 508, 16);
    assert_eq!(slow, [Part { cap: 508, ..PART }]);
    let fast = parts(50_000.0, 4096, 16);
    let of = |part: &Part| (part.first, part.stride, part.cap, part.reserve, part.spin.as_micros());
    assert_eq!(
        fast.iter().map(of).collect::<Vec<_>>(),
        [(0, 3, 1366, 834, 30), (1, 3, 1365, 834, 30), (2, 3, 1365, 834, 30)]
    );
    // A core is left to others, and each thread has a connection.
    assert_eq!((parts(1e6, 4096, 2).len(), parts(1e6, 4096, 1).len(), parts(1e6, 2, 16).len()), (1, 1, 2));
}
