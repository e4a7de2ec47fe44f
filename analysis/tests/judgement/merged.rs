//! Percentiles over several runs.

use hdrhistogram::Histogram;
use quarterdeck_analysis::merged::Merged;
use quarterdeck_model::payload::Load;
use quarterdeck_model::{EncodedHistogram, Section, SectionState};

/// A valid load run whose response times are `(milliseconds, how many)`.
fn load(times: &[(u64, u64)]) -> Load {
    let mut histogram = Histogram::<u64>::new(3).unwrap();
    for (ms, times) in times {
        histogram.record_n(ms * 1000, *times).unwrap();
    }
    Load {
        name: String::new(),
        section: Section::ok(),
        duration_s: Some(1.0),
        rate_asked: None,
        rate_achieved: None,
        requests: histogram.len(),
        errors: Some(0),
        response: Some(EncodedHistogram::encode(&histogram).unwrap()),
        service: None,
        send_lag: None,
        measured: None,
    }
}

/// To a tenth, which is coarser than three digits of a histogram.
fn tenths(ms: Option<f64>) -> Option<f64> {
    ms.map(|ms| (ms * 10.0).round() / 10.0)
}

#[test]
fn percentiles_come_from_the_merged_histogram_and_not_from_their_mean() {
    let (calm, storm) = (load(&[(1, 100_000)]), load(&[(1, 900), (90, 100)]));
    let apart = [&calm, &storm].map(|one| tenths(one.percentile_ms(0.99)));
    assert_eq!(apart, [Some(1.0), Some(90.0)]);
    // The mean of both would be 45.5: of 101,000 response times only 100 were slower than 1 ms.
    let both = Merged::of([&calm, &storm]).unwrap();
    assert_eq!((both.runs, both.left_out, both.samples()), (2, 0, 101_000));
    assert_eq!(tenths(both.percentile_ms(0.99)), Some(1.0));
    assert_eq!(tenths(both.percentile_ms(0.999_9)), Some(90.0));
    assert_eq!(tenths(Some(both.longest_ms())), Some(90.0));
}

#[test]
fn together_runs_have_the_samples_that_none_has_alone() {
    let few = load(&[(2, 60)]);
    assert_eq!(few.percentile_ms(0.99), None);
    let both = Merged::of([&few, &few]).unwrap();
    assert_eq!(tenths(both.percentile_ms(0.99)), Some(2.0));
    assert_eq!(both.percentile_ms(0.999), None);
}

#[test]
fn what_is_not_valid_does_not_count_and_what_has_no_histogram_is_counted_as_missing() {
    let good = load(&[(2, 200)]);
    let invalid =
        Load { section: Section::because(SectionState::Failed, "it fell behind"), ..load(&[(9, 200)]) };
    let bare = Load { response: None, ..load(&[]) };
    let broken = Load { response: Some(EncodedHistogram("no base64!".to_owned())), ..load(&[]) };
    let merged = Merged::of([&invalid, &bare, &good, &broken]).unwrap();
    assert_eq!((merged.runs, merged.left_out, merged.samples()), (1, 2, 200));
    assert!(Merged::of([&invalid, &bare]).is_none());
    assert!(Merged::of([]).is_none());
}

#[test]
fn histograms_of_another_precision_are_put_together_too() {
    let mut fine = Histogram::<u64>::new(5).unwrap();
    fine.record_n(3_600_000_000, 50).unwrap();
    let hour = Load { response: Some(EncodedHistogram::encode(&fine).unwrap()), ..load(&[]) };
    let merged = Merged::of([&load(&[(1, 50)]), &hour]).unwrap();
    assert_eq!((merged.runs, merged.samples()), (2, 100));
    let longest = merged.longest_ms();
    assert!((longest / 3_600_000.0 - 1.0).abs() < 0.001, "{longest}");
}
