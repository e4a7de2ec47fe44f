//! Percentiles of whatever runs are chosen: merged, apart by host, and none of too few requests.

use hdrhistogram::Histogram;
use quarterdeck_model::{EncodedHistogram, Kind, Labels, Run, SectionState, SnapshotId, Timestamp};
use quarterdeck_views::chart::Frame;
use quarterdeck_views::percentiles::{Percentiles, Sample, percentiles};

fn run(number: usize, host: &str, configuration: &str) -> Run {
    Run {
        id: SnapshotId::new(format!("run-{number}")).unwrap(),
        taken_at: Timestamp::from_millis(number as i64 * 86_400_000).unwrap(),
        kind: Kind::Benchmark,
        job: "load".to_owned(),
        subject: "acme".to_owned(),
        commit: None,
        branch: None,
        dirty: None,
        labels: Labels::one("host", host),
        state: SectionState::Ok,
        reasons: Vec::new(),
        tool: "quarterdeck".to_owned(),
        tool_version: Some("1".to_owned()),
        format: "load".to_owned(),
        simulated: false,
        configuration: Some(configuration.to_owned()),
        voided: None,
    }
}

/// `count` response times of `us` microseconds.
fn times(us: u64, count: u64) -> EncodedHistogram {
    let mut histogram = Histogram::<u64>::new(3).unwrap();
    histogram.record_n(us, count).unwrap();
    EncodedHistogram::encode(&histogram).and_then(|h| h.to_plain()).unwrap()
}

fn told(samples: &[(Run, Option<EncodedHistogram>)], chosen: &[String]) -> Percentiles {
    let sample = |(run, times): &'static (Run, Option<EncodedHistogram>)| Sample {
        run,
        name: "GET /",
        responses: times.as_ref(),
    };
    // Samples borrow for as long as the test needs them.
    let kept: &'static [(Run, Option<EncodedHistogram>)] = Box::leak(samples.to_vec().into_boxed_slice());
    percentiles(kept.iter().map(sample).collect(), chosen, &Frame::half("curve"))
}

#[test]
fn a_burst_is_not_averaged_away() {
    let calm = (run(1, "ci-1", "x"), Some(times(1_000, 990)));
    let burst = (run(2, "ci-1", "x"), Some(times(100_000, 30)));
    let told = told(&[calm, burst], &[]);
    let row = &told.table.rows[0].cells;
    assert_eq!((row[1].as_str(), row[2].as_str()), ("2", "1020"));
    // Of 1,020 requests 30 took 100 ms: the p99 is among them, not the middle of 1 ms and 100 ms.
    assert!(row[6].starts_with("100"), "{row:?}");
    assert!(row[3].starts_with("1.00"), "{row:?}");
    assert_eq!(told.warnings.len(), 1, "{:?}", told.warnings);
    assert!(told.warnings[0].contains("too few for p99.99"), "{:?}", told.warnings);
    assert_eq!(told.curve.unwrap().lines.len(), 1);
}

#[test]
fn hosts_stay_apart_and_configurations_are_told() {
    let samples = [
        (run(1, "ci-1", "x"), Some(times(1_000, 20_000))),
        (run(2, "ci-2", "x"), Some(times(9_000, 20_000))),
        (run(3, "ci-2", "y"), Some(times(9_000, 20_000))),
    ];
    let both = told(&samples, &[]);
    assert_eq!(both.table.rows.len(), 2);
    let warned = both.warnings.join(" ");
    assert!(warned.contains("measured on ci-1, ci-2") && warned.contains("2 configurations"), "{warned}");
    let second = both.loads[1].clone();
    let one = told(&samples, std::slice::from_ref(&second.key));
    assert_eq!(one.curve.as_ref().map(|curve| curve.lines.len()), Some(1));
    assert_eq!((one.loads[0].style, one.loads[1].style), (0, 1));
}

#[test]
fn nothing_is_known_of_what_kept_no_histogram() {
    let broken = Some(EncodedHistogram("!".to_owned()));
    let told = told(&[(run(1, "ci-1", "x"), None), (run(2, "ci-1", "x"), broken)], &[]);
    assert_eq!(told.table.rows[0].cells[3], "—");
    assert!(
        told.curve.is_none() && told.warnings[0].contains("none of its 2 runs kept a histogram"),
        "{:?}",
        told.warnings
    );
    let none = percentiles(Vec::new(), &[], &Frame::half("c"));
    assert!(none.table.rows.is_empty() && none.loads.is_empty() && none.curve.is_none());
}
