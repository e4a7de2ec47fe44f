//! What samples come to: the warm-up cut, faults at the deadline, the frozen second, histograms put together.

use super::{failed, schedule, tally, well};
use crate::benchmark::live::fault::Fault;
use crate::benchmark::live::outcome::merged;
use crate::benchmark::live::sample::Sample;
use hdrhistogram::Histogram;
use quarterdeck_model::histogram::quantile_ms;

#[test]
fn the_warm_up_is_cut_by_planned_time() {
    let plan = schedule(100.0, 10);
    let mut samples = well(plan);
    for sample in samples.iter_mut().take(100) {
        *sample = failed(*sample, Fault::Timeout);
    }
    let all = tally(&samples, plan);
    assert_eq!((all.requests, all.errors()), (1000, 0));
    assert!(all.response.max() < 1000, "{}", all.response.max());
    assert!((all.achieved - 100.0).abs() < 1e-9, "{}", all.achieved);
}

#[test]
fn a_frozen_second_in_ten_at_500_is_a_p99_of_900_ms() {
    let plan = schedule(500.0, 10);
    let frozen = |mut sample: Sample| {
        // From second 4 to second 5 nothing is answered; then everything at once.
        if (2000..2500).contains(&sample.index) {
            sample.done = u32::try_from((2500 - sample.index) * 2000 + 200).unwrap();
        }
        sample
    };
    let samples: Vec<Sample> = well(plan).into_iter().map(frozen).collect();
    let all = tally(&samples, plan);
    let p99 = quantile_ms(&all.response, 0.99).unwrap();
    assert!((p99 - 900.0).abs() < 5.0, "{p99}");
    assert!((all.achieved - 500.0).abs() < 1.0, "{}", all.achieved);
}

#[test]
fn what_fails_fast_makes_no_percentile_better() {
    let plan = schedule(100.0, 10);
    let error = |sample: Sample| match sample.index % 10 {
        0..3 => failed(sample, Fault::Status(500)),
        _ => sample,
    };
    let all = tally(&well(plan).into_iter().map(error).collect::<Vec<_>>(), plan);
    assert_eq!((all.requests, all.errors()), (1000, 300));
    assert!(quantile_ms(&all.response, 0.95).unwrap() >= 2000.0);
    assert!((all.achieved - 70.0).abs() < 0.2, "{}", all.achieved);
}

#[test]
fn what_was_never_sent_has_no_service_time() {
    let plan = schedule(100.0, 10);
    let mut samples = well(plan);
    let last = samples.last_mut().unwrap();
    *last = Sample { lag: 2_000_000, waited: 2_000_000, ..failed(*last, Fault::NotSent) };
    let all = tally(&samples, plan);
    assert_eq!((all.response.len(), all.service.len(), all.lag.len()), (1000, 999, 1000));
}

#[test]
fn left_overs_of_the_warm_up_do_not_make_up_for_errors() {
    let plan = schedule(100.0, 10);
    let mut samples = well(plan);
    for sample in samples.iter_mut().take(100) {
        sample.done = 1_500_000;
    }
    for sample in samples.iter_mut().skip(500).take(50) {
        *sample = failed(*sample, Fault::Reset);
    }
    assert!((tally(&samples, plan).achieved - 95.0).abs() < 1e-9);
}

#[test]
fn percentiles_of_merged_histograms_are_those_of_the_union() {
    let values =
        |seed: u64, n: u64| (0..n).map(move |i| (i * 7919 + seed) % 50_000 + (i % 97 / 96) * 900_000);
    let of = |all: &mut dyn Iterator<Item = u64>| {
        let mut histogram = Histogram::<u64>::new(3).unwrap();
        all.for_each(|value| histogram.record(value).unwrap());
        histogram
    };
    let parts = [of(&mut values(1, 1000)), of(&mut values(2, 5000)), of(&mut values(3, 300))];
    let union = of(&mut values(1, 1000).chain(values(2, 5000)).chain(values(3, 300)));
    let together = merged(parts.iter()).unwrap();
    for q in [0.0, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0] {
        assert_eq!(together.value_at_quantile(q), union.value_at_quantile(q), "{q}");
    }
    assert_eq!(together.len(), 6300);
}
