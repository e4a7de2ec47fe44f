//! Figures that follow from each payload, by worked examples. What was not obtained gives none.

use crate::payload::*;
use crate::tests::samples::{self, histogram, probe, round};
use crate::*;
use expect_test::{Expect, expect};

fn check(payload: Payload, expected: Expect) {
    let line =
        |m: Metric| format!("{} {{{}}} = {} {}, {}\n", m.id, m.labels, m.value, m.unit, m.direction.words());
    expected.assert_eq(&payload.metrics().into_iter().map(line).collect::<String>());
}

#[test]
fn samples_of_every_kind() {
    for (snapshot, expected) in samples::all().into_iter().zip([
        expect![[r#"
            health.good_percent {service=api} = 50 percent, higher is better
            health.latency_ms {service=api} = 12.5 ms, lower is better
            health.certificate_days {service=api} = 41.7 days, higher is better
            health.services_down {} = 0 count, lower is better
            resource.memory_mb {service=api} = 3.9 MB, lower is better
        "#]],
        expect![[r#"
            benchmark.time {benchmark=parse/large} = 1234.5 ns, lower is better
            benchmark.latency_p99_ms {service=api} = 0.4 furlong, lower is better
        "#]],
        expect![[r#"
            coverage.line_percent {} = 86.6378422894791 percent, higher is better
            coverage.branch_percent {} = 80.41666666666667 percent, higher is better
            coverage.function_percent {} = 50 percent, higher is better
            coverage.statement_percent {} = 75 percent, higher is better
            coverage.region_percent {} = 83.33333333333333 percent, higher is better
        "#]],
        expect![[r#"
            chaos.passed_percent {} = 0 percent, higher is better
            chaos.availability_percent {scenario=network partition} = 81.5 percent, higher is better
        "#]],
        expect![[r#"
            findings.syntax_errors {} = 0 count, lower is better
            findings.lint_errors {} = 0 count, lower is better
        "#]],
        expect![[r#"
            tests.total {} = 2 count, neither is better
            tests.skipped {} = 0 count, neither is better
            tests.failed {} = 0 count, lower is better
            tests.flaky {} = 1 count, lower is better
            tests.pass_percent {} = 100 percent, higher is better
        "#]],
        expect![[r#"
            code.lines {} = 470 count, neither is better
            code.files {} = 3 count, neither is better
            code.large_files {} = 1 count, lower is better
            code.lines_added {} = 120 count, neither is better
            code.lines_deleted {} = 30 count, neither is better
        "#]],
    ]) {
        check(snapshot.payload, expected);
    }
}

#[test]
fn empty_payloads_give_no_figure_of_quality() {
    let none = expect![[""]];
    for payload in [
        Payload::Health(Health::default()),
        Payload::Benchmark(Benchmark::default()),
        Payload::Coverage(Coverage::default()),
        Payload::Chaos(Chaos::default()),
        Payload::Findings(Findings::default()),
        Payload::Code(Code::default()),
    ] {
        none.assert_eq(&payload.metrics().iter().map(|m| m.id.to_string()).collect::<String>());
    }
}

#[test]
fn a_run_that_does_not_count_gives_no_figure() {
    for mut snapshot in samples::all() {
        for state in [SectionState::Failed, SectionState::Empty] {
            snapshot.section = Section::because(state, "for this test");
            assert_eq!(snapshot.metrics(), []);
        }
    }
}

#[test]
fn zero_of_zero_is_unknown() {
    assert_eq!(Count::default().percent(), None);
    assert_eq!(Count { covered: 4208, total: 4857 }.percent(), Some(4208.0 * 100.0 / 4857.0));
    let most = Count { covered: u64::MAX, total: u64::MAX };
    assert_eq!(most.plus(most), most);
}

#[test]
fn counts_of_files_add_up_kind_by_kind() {
    let line = |covered, total| Some(Count { covered, total });
    let a = Counts { line: line(1, 2), ..Counts::default() };
    let b = Counts { line: line(3, 4), branch: line(5, 6), ..Counts::default() };
    assert_eq!(a.plus(&b), Counts { line: line(4, 6), branch: line(5, 6), ..Counts::default() });
}

#[test]
fn the_state_of_a_round_needs_three_probes_in_a_row_to_be_down() {
    use Outcome::{Degraded, Down, Unknown, Up};
    let cases: [(&[Outcome], Outcome); 12] = [
        (&[Down, Down, Down, Up], Down),
        (&[Up, Down, Down, Up, Down], Degraded),
        (&[], Unknown),
        (&[Unknown, Unknown], Unknown),
        (&[Up, Up, Up, Up, Up], Up),
        (&[Up, Up, Down, Down, Down], Down),
        (&[Up, Up, Up, Down, Down], Degraded),
        (&[Down, Down, Down, Up, Up], Up),
        (&[Up, Degraded, Up], Degraded),
        (&[Down], Down),
        (&[Down, Down], Down),
        (&[Up, Unknown, Down, Unknown, Down, Down], Down),
    ];
    for (outcomes, expected) in cases {
        let round = round("api", outcomes.iter().map(|o| probe(*o, 1.0)).collect());
        assert_eq!(round.state(), expected, "{outcomes:?}");
    }
}

#[test]
fn one_service_that_could_not_be_probed_makes_the_number_of_services_down_unknown() {
    let up = round("a", vec![probe(Outcome::Up, 1.0)]);
    let unknown = round("b", vec![probe(Outcome::Unknown, 1.0)]);
    let down = |rounds| {
        let metrics = Health { rounds, figures: Vec::new() }.metrics();
        metrics.into_iter().find(|m| m.id.as_str() == "health.services_down").map(|m| m.value)
    };
    assert_eq!(down(vec![up.clone()]), Some(0.0));
    assert_eq!(down(vec![up.clone(), unknown]), None);
    assert_eq!(down(vec![up, round("c", vec![probe(Outcome::Down, 1.0)])]), Some(1.0));
    assert_eq!(down(Vec::new()), None);
}

#[test]
fn the_median_is_of_right_answers_only() {
    let probes = |outcomes: &[(Outcome, f64)]| outcomes.iter().map(|(o, ms)| probe(*o, *ms)).collect();
    let even = round("a", probes(&[(Outcome::Up, 1.0), (Outcome::Down, 99.0), (Outcome::Degraded, 4.0)]));
    assert_eq!((even.median_ms(), even.good_percent()), (Some(2.5), Some(200.0 / 3.0)));
    let none = round("a", probes(&[(Outcome::Down, 99.0)]));
    assert_eq!((none.median_ms(), none.good_percent()), (None, Some(0.0)));
}

#[test]
fn percentiles_need_enough_samples() {
    let load = |n: u64| Load {
        name: String::new(),
        section: Section::ok(),
        duration_s: 1.0,
        rate_asked: None,
        rate_achieved: None,
        requests: 0,
        errors: 0,
        response: Some(histogram((1..=n).map(|i| i * 1000))),
        service: None,
        send_lag: None,
    };
    assert_eq!(load(99).percentile_ms(0.99), None);
    assert!(load(100).percentile_ms(0.99).is_some_and(|ms| (99.0..=99.2).contains(&ms)));
    assert_eq!(load(999).percentile_ms(0.999), None);
    assert!(load(1000).percentile_ms(0.999).is_some());
    assert!(load(100).percentile_ms(0.5).is_some_and(|ms| (50.0..=50.1).contains(&ms)));
}

fn tool(state: SectionState, looked_for: &[Class]) -> ToolReport {
    ToolReport {
        tool: "t".into(),
        version: None,
        format: "f".into(),
        section: Section::because(state, "r"),
        looked_for: looked_for.to_vec(),
    }
}

fn counted(rows: &[(Class, Severity, u64)]) -> Vec<FindingCount> {
    let row = |(class, severity, open): &(Class, Severity, u64)| FindingCount {
        class: *class,
        severity: *severity,
        open: *open,
        suppressed: 9,
    };
    rows.iter().map(row).collect()
}

#[test]
fn a_class_that_nobody_looked_for_is_unknown_and_not_zero() {
    let findings = |tools| Payload::Findings(Findings { tools, ..Findings::default() });
    check(
        findings(vec![tool(SectionState::Ok, &[Class::Lint])]),
        expect![[r#"
        findings.lint_errors {} = 0 count, lower is better
    "#]],
    );
    check(findings(vec![tool(SectionState::Failed, &Class::ALL)]), expect![[""]]);
    check(
        findings(vec![
            tool(SectionState::Ok, &[Class::Security]),
            tool(SectionState::Failed, &[Class::Dependency]),
        ]),
        expect![[""]],
    );
    check(
        findings(vec![tool(SectionState::Ok, &[Class::Type]), tool(SectionState::Failed, &[Class::Type])]),
        expect![[""]],
    );
    check(
        findings(vec![tool(SectionState::Partial, &[Class::Dependency])]),
        expect![[r#"
        findings.vulnerabilities {} = 0 count, lower is better
    "#]],
    );
}

#[test]
fn vulnerabilities_are_open_security_and_dependency_findings_of_medium_and_above() {
    let counts = counted(&[
        (Class::Security, Severity::Low, 577),
        (Class::Security, Severity::Medium, 125),
        (Class::Security, Severity::Unknown, 2),
        (Class::Dependency, Severity::Critical, 1),
        (Class::Lint, Severity::Info, 50),
        (Class::Lint, Severity::Low, 41),
        (Class::Syntax, Severity::Info, 3),
    ]);
    let tools = vec![tool(SectionState::Ok, &Class::ALL)];
    check(
        Payload::Findings(Findings { tools, counts, items: Vec::new() }),
        expect![[r#"
        findings.vulnerabilities {} = 128 count, lower is better
        findings.syntax_errors {} = 3 count, lower is better
        findings.lint_errors {} = 41 count, lower is better
        findings.type_errors {} = 0 count, lower is better
    "#]],
    );
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
