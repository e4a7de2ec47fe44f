//! When requests are planned, and plans that cannot be.

use super::schedule;
use crate::benchmark::live::plan::{LoadPlan, Target};
use std::time::Duration;

#[test]
fn request_i_is_planned_at_i_over_the_rate() {
    let plan = schedule(2605.0, 30);
    assert_eq!(plan.offset(0), Duration::ZERO);
    assert_eq!(plan.offset(2605), Duration::from_secs(1));
    assert_eq!(plan.requests(), 2605 * 31);
    assert_eq!((plan.first_counted(), plan.counted()), (2605, 2605 * 30));
}

#[test]
fn what_is_planned_on_the_end_is_not_before_it() {
    for rate in [0.1, 0.3, 1.0, 3.0, 7.0, 333.3, 500.0, 99_999.9] {
        let plan = schedule(rate, 10);
        let (requests, end) = (plan.requests(), plan.end());
        assert!(requests == 0 || plan.offset(requests - 1) < end, "{rate}");
        assert!(plan.offset(requests) + Duration::from_micros(1) >= end, "{rate}");
        assert_eq!(plan.planned_before(Duration::ZERO), 0, "{rate}");
    }
}

#[test]
fn a_plan_that_cannot_be_is_told() {
    let plan = |rate| LoadPlan::new(Target::get("http://127.0.0.1/"), rate, Duration::from_millis(1));
    assert_eq!(plan(Some(500.0)).problem(), None);
    assert_eq!(LoadPlan { capacity: true, ..plan(None) }.problem(), None);
    let wrong = [
        (plan(None), "no rate"),
        (plan(Some(0.0)), "0.01 to 1000000"),
        (plan(Some(f64::NAN)), "0.01 to 1000000"),
        (LoadPlan { duration: Duration::ZERO, ..plan(Some(1.0)) }, "duration"),
        (LoadPlan { timeout: Duration::MAX, ..plan(Some(1.0)) }, "timeout"),
        (LoadPlan { repeats: 0, ..plan(Some(1.0)) }, "repeats"),
        (LoadPlan { connections: Some(0), ..plan(Some(1.0)) }, "connections"),
        (LoadPlan { duration: Duration::from_secs(3600), ..plan(Some(1e6)) }, "20 million"),
        (LoadPlan { duration: Duration::from_millis(1), ..plan(Some(0.3)) }, "after the warm-up"),
    ];
    for (plan, says) in wrong {
        let told = plan.problem().unwrap_or_default();
        assert!(told.contains(says), "{says}: {told}");
    }
}
