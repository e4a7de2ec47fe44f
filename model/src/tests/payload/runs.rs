//! Test runs, chaos experiments, load runs, code size.

use super::check;
use crate::payload::*;
use crate::tests::samples::histogram;
use crate::*;
use expect_test::expect;

/// A load run with one answer in each of `n` milliseconds.
fn load(n: u64) -> Load {
    Load {
        name: "GET /".into(),
        section: Section::ok(),
        duration_s: Some(1.0),
        rate_asked: None,
        rate_achieved: Some(250.0),
        requests: 200,
        errors: Some(1),
        response: Some(histogram((1..=n).map(|i| i * 1000))),
        service: None,
        send_lag: None,
        measured: None,
    }
}

#[test]
fn percentiles_need_enough_samples() {
    assert_eq!(load(99).percentile_ms(0.99), None);
    assert!(load(100).percentile_ms(0.99).is_some_and(|ms| (99.0..=99.2).contains(&ms)));
    assert_eq!(load(999).percentile_ms(0.999), None);
    assert!(load(1000).percentile_ms(0.999).is_some());
    assert_eq!(load(0).percentile_ms(0.5), None);
    assert_eq!(Load { response: None, ..load(100) }.percentile_ms(0.5), None);
}

#[test]
fn a_load_run_gives_the_percentiles_that_it_has_samples_for() {
    let benchmark = |load| Payload::Benchmark(Benchmark { loads: vec![load], ..Benchmark::default() });
    check(
        benchmark(load(20)),
        expect![[r#"
        benchmark.latency_p50_ms {load=GET /} = 10.007 ms, lower is better
        benchmark.latency_p95_ms {load=GET /} = 19.007 ms, lower is better
        benchmark.throughput_rps {load=GET /} = 250 per_second, higher is better
        benchmark.error_percent {load=GET /} = 0.5 percent, lower is better
    "#]],
    );
    check(
        benchmark(load(1000)),
        expect![[r#"
        benchmark.latency_p50_ms {load=GET /} = 500.223 ms, lower is better
        benchmark.latency_p95_ms {load=GET /} = 950.271 ms, lower is better
        benchmark.latency_p99_ms {load=GET /} = 990.207 ms, lower is better
        benchmark.throughput_rps {load=GET /} = 250 per_second, higher is better
        benchmark.error_percent {load=GET /} = 0.5 percent, lower is better
    "#]],
    );
    let invalid = Section::because(SectionState::Failed, "the client was too slow");
    check(benchmark(Load { section: invalid, ..load(1000) }), expect![[""]]);
    let broken = Some(EncodedHistogram("broken".into()));
    check(
        benchmark(Load { response: broken, requests: 0, ..load(1) }),
        expect![[r#"
        benchmark.throughput_rps {load=GET /} = 250 per_second, higher is better
    "#]],
    );
}

/// A repeat with one answer in each of `n` milliseconds, `slower` milliseconds later.
fn repeat(state: SectionState, slower: u64) -> Repeat {
    Repeat {
        section: Section { state, reasons: Vec::new() },
        rate_achieved: 250.0,
        requests: 200,
        errors: 0,
        response: Some(histogram((1..=200).map(|i| (i + slower) * 1000))),
    }
}

#[test]
fn a_run_of_repeats_gives_the_median_over_the_valid_ones() {
    let repeats = vec![
        repeat(SectionState::Ok, 0),
        repeat(SectionState::Ok, 2),
        repeat(SectionState::Failed, 1000),
        repeat(SectionState::Ok, 50),
    ];
    let measured = Measured { repeats, steps: Vec::new(), client: Client::default() };
    let spread = measured.over_repeats(0.5).map(|s| (s.median.round(), s.mad.round()));
    assert_eq!(spread, Some((102.0, 2.0)));
    let metrics = Payload::Benchmark(Benchmark {
        loads: vec![Load { measured: Some(measured), ..load(1000) }],
        ..Benchmark::default()
    })
    .metrics();
    let p50 = metrics.iter().find(|m| m.id.to_string().ends_with("p50_ms")).map(|m| m.value.round());
    assert_eq!(p50, Some(102.0), "not the 500 of the merged histogram");
    let none = Measured { repeats: Vec::new(), steps: Vec::new(), client: Client::default() };
    assert_eq!(none.over_repeats(0.5), None);
    assert_eq!(MedianSpread::of(&[1.0, 2.0, 4.0, 100.0]).map(|s| (s.median, s.mad)), Some((3.0, 1.5)));
}

fn case(status: Status, duration_s: Option<f64>) -> Case {
    Case {
        suite: "s".into(),
        class: "c".into(),
        name: "n".into(),
        occurrence: 0,
        status,
        duration_s,
        attempts: 1,
        message: None,
    }
}

#[test]
fn tests_that_did_not_run_are_no_pass_rate_and_no_duration() {
    let tests = |cases| Payload::Tests(Tests { cases, ..Tests::default() });
    check(tests(Vec::new()), expect![[""]]);
    check(
        tests(vec![case(Status::Skipped, None)]),
        expect![[r#"
        tests.total {} = 1 count, neither is better
        tests.skipped {} = 1 count, neither is better
    "#]],
    );
    check(
        tests(vec![
            case(Status::Passed, Some(0.5)),
            case(Status::Flaky, Some(1.0)),
            case(Status::Errored, Some(0.25)),
            case(Status::Failed, Some(0.25)),
            case(Status::Skipped, None),
        ]),
        expect![[r#"
            tests.total {} = 5 count, neither is better
            tests.skipped {} = 1 count, neither is better
            tests.failed {} = 2 count, lower is better
            tests.flaky {} = 1 count, lower is better
            tests.pass_percent {} = 50 percent, higher is better
            tests.duration_s {} = 2 s, lower is better
        "#]],
    );
    check(
        tests(vec![case(Status::Passed, Some(0.5)), case(Status::Passed, None)]),
        expect![[r#"
        tests.total {} = 2 count, neither is better
        tests.skipped {} = 0 count, neither is better
        tests.failed {} = 0 count, lower is better
        tests.flaky {} = 0 count, lower is better
        tests.pass_percent {} = 100 percent, higher is better
    "#]],
    );
}

#[test]
fn only_verdicts_about_the_system_enter_and_a_censored_recovery_is_no_figure() {
    let experiment = |scenario: &str, verdict, censored| Experiment {
        scenario: scenario.into(),
        verdict,
        started_at: None,
        duration_s: None,
        faults_injected: None,
        availability_percent: Some(97.0),
        error_percent: None,
        recovery: Some(Recovery { seconds: 5.0, plus_minus: None, censored }),
        impacts: Vec::new(),
        events: Vec::new(),
        reasons: Vec::new(),
        tracks: Vec::new(),
    };
    let experiments = vec![
        experiment("crash", Verdict::Pass, false),
        experiment("partition", Verdict::NotRecovered, true),
        experiment("skipped", Verdict::NotInjected, false),
        experiment("broken", Verdict::Error, false),
    ];
    check(
        Payload::Chaos(Chaos { experiments }),
        expect![[r#"
        chaos.passed_percent {} = 50 percent, higher is better
        chaos.availability_percent {scenario=crash} = 97 percent, higher is better
        chaos.recovery_s {scenario=crash} = 5 s, lower is better
        chaos.availability_percent {scenario=partition} = 97 percent, higher is better
    "#]],
    );
}

#[test]
fn large_files_not_looked_for_are_unknown() {
    check(
        Payload::Code(Code { total_lines: Some(10), ..Code::default() }),
        expect![[r#"
        code.lines {} = 10 count, neither is better
    "#]],
    );
    check(
        Payload::Code(Code { large_files: Some(Vec::new()), ..Code::default() }),
        expect![[r#"
        code.large_files {} = 0 count, lower is better
    "#]],
    );
}
