//! Figures that follow from each payload, by worked examples. What was not obtained gives none.

mod findings;
mod health;
mod runs;

use crate::payload::*;
use crate::tests::samples;
use crate::*;
use expect_test::{Expect, expect};

/// The figures of a payload, one a line.
fn figures(payload: &Payload) -> String {
    let line =
        |m: Metric| format!("{} {{{}}} = {} {}, {}\n", m.id, m.labels, m.value, m.unit, m.direction.words());
    payload.metrics().into_iter().map(line).collect()
}

fn check(payload: Payload, expected: Expect) {
    expected.assert_eq(&figures(&payload));
}

#[test]
fn samples_of_every_kind() {
    let figures: String = samples::all().into_iter().map(|s| figures(&s.payload)).collect();
    expect![[r#"
        health.good_percent {service=api} = 50 percent, higher is better
        health.latency_ms {service=api} = 12.5 ms, lower is better
        health.certificate_days {service=api} = 41.7 days, higher is better
        health.services_down {} = 0 count, lower is better
        resource.memory_mb {service=api} = 3.9 MB, lower is better
        benchmark.time {benchmark=parse/large} = 1234.5 ns, lower is better
        benchmark.latency_p99_ms {service=api} = 0.4 furlong, lower is better
        coverage.line_percent {} = 86.6378422894791 percent, higher is better
        coverage.branch_percent {} = 80.41666666666667 percent, higher is better
        coverage.function_percent {} = 50 percent, higher is better
        coverage.statement_percent {} = 75 percent, higher is better
        coverage.region_percent {} = 83.33333333333333 percent, higher is better
        chaos.passed_percent {} = 0 percent, higher is better
        chaos.availability_percent {scenario=network partition} = 81.5 percent, higher is better
        findings.syntax_errors {} = 0 count, lower is better
        findings.lint_errors {} = 0 count, lower is better
        tests.total {} = 2 count, neither is better
        tests.skipped {} = 0 count, neither is better
        tests.failed {} = 0 count, lower is better
        tests.flaky {} = 1 count, lower is better
        tests.pass_percent {} = 100 percent, higher is better
        tests.files {} = 12 count, neither is better
        tests.large_files {} = 1 count, lower is better
        code.lines {} = 470 count, neither is better
        code.files {} = 3 count, neither is better
        code.large_files {} = 1 count, lower is better
        code.functions {} = 40 count, neither is better
        code.complex_functions {} = 1 count, lower is better
        code.lines_added {days=7} = 120 count, neither is better
        code.lines_deleted {days=7} = 30 count, neither is better
        code.files_changed {days=7} = 2 count, neither is better
    "#]]
    .assert_eq(&figures);
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
