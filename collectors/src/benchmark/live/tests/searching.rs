//! The search for the capacity, against services made up.

use crate::benchmark::live::capacity::{Found, Trial, Verdict, search};

fn trial(verdict: Verdict) -> Trial {
    Trial { achieved: 1.0, p99_ms: Some(0.2), verdict }
}

fn against(start: f64, service: impl Fn(f64) -> Verdict) -> Found {
    search(start, |rate| Ok(trial(service(rate)))).unwrap()
}

fn limit(capacity: f64) -> impl Fn(f64) -> Verdict {
    move |rate| if rate <= capacity { Verdict::Kept } else { Verdict::TooMuch("p99".to_owned()) }
}

#[test]
fn the_highest_rate_kept_is_found_from_below_and_from_above() {
    for (start, capacity) in [(100.0, 2605.0), (100.0, 101.0), (10_000.0, 700.0), (1.0, 3.0), (500.0, 500.0)]
    {
        let found = against(start, limit(capacity));
        let rate = found.capacity.unwrap();
        assert!(rate <= capacity && rate >= capacity / 1.06, "{start} {capacity}: {rate}");
        assert!(found.steps.iter().any(|step| step.too_much.is_some()));
    }
}

#[test]
fn one_bad_moment_does_not_decide() {
    let mut tries = 0;
    let found = search(100.0, |rate| {
        tries += 1;
        let verdict = if tries == 2 { Verdict::TooMuch("noise".to_owned()) } else { limit(1000.0)(rate) };
        Ok(trial(verdict))
    });
    assert!(found.unwrap().capacity.unwrap() > 940.0);
}

#[test]
fn a_client_that_is_the_limit_leaves_the_capacity_unknown() {
    let found = against(100.0, |rate| match rate {
        ..400.0 => Verdict::Kept,
        _ => Verdict::Client("client CPU 90 %".to_owned()),
    });
    let why = found.capacity.unwrap_err();
    assert!(why.contains("at least 3") && why.contains("client CPU 90 %"), "{why}");
    let never = against(100.0, |_| Verdict::TooMuch("p99 9 ms".to_owned())).capacity.unwrap_err();
    assert!(never.contains("not even") && never.contains("p99 9 ms"), "{never}");
    let always = against(1e5, |_| Verdict::Kept).capacity.unwrap_err();
    assert!(always.contains("no rate that was tried was too much"), "{always}");
    assert!(search(1.0, |_| Err("no thread".to_owned())).is_err());
}
