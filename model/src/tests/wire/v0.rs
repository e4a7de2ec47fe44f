//! The replaced system's reports: each fixture with the snapshots that come of it, and the rules by worked cases.

mod damage;

use crate::wire::{WireErrorKind, decode, encode, v0};
use crate::{SectionState, Snapshot};
use chrono::FixedOffset;
use expect_test::{Expect, expect, expect_file};

fn zone() -> FixedOffset {
    FixedOffset::east_opt(3600).unwrap()
}

fn read(name: &str, json: &str) -> Vec<Snapshot> {
    v0::read(name, json.as_bytes(), zone()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn folder() -> String {
    format!("{}/tests/fixtures/v0", env!("CARGO_MANIFEST_DIR"))
}

/// Every report in `tests/fixtures/v0/` and, in the folder of its name, the version 1 files it becomes.
#[test]
fn reports_become_version_1_snapshots() {
    let names = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut reports: Vec<String> = names.filter(|n| n.ends_with(".json") && n != "config.json").collect();
    reports.sort();
    assert!(reports.len() >= 5, "{reports:?}");
    for name in reports {
        let bytes = std::fs::read(format!("{}/{name}", folder())).unwrap();
        for mut snapshot in v0::read(&name, &bytes, zone()).unwrap() {
            snapshot.collector.version = "0.0.0".into();
            let text = String::from_utf8(encode(&snapshot)).unwrap();
            assert_eq!(decode(text.as_bytes()).unwrap(), snapshot, "{name}");
            let stem = name.trim_end_matches(".json");
            expect_file![format!("{}/{stem}/{}.json", folder(), snapshot.kind())].assert_eq(&text);
        }
    }
}

/// State, reasons, figures and remarks of every snapshot that comes of `json`.
fn check(name: &str, json: &str, expected: Expect) {
    let mut out = String::new();
    for s in read(name, json) {
        out += &format!("{} {} {}: {}\n", s.collector.job, s.kind(), s.taken_at, s.section.state.as_str());
        s.section.reasons.iter().for_each(|r| out += &format!("  because {r}\n"));
        for m in s.metrics() {
            out += &format!("  {} {{{}}} = {} {}\n", m.id, m.labels, m.value, m.unit);
        }
        s.diagnostics.iter().for_each(|d| out += &format!("  {:?}: {d}\n", d.level));
    }
    expected.assert_eq(&out);
}

#[test]
fn zeros_of_coverage_and_performance_are_not_measured_and_zeros_of_findings_are() {
    check(
        "quality_metrics_1.json",
        r#"{"timestamp": "2025-11-13T14:05:00.5", "code_quality": {"total_lines": 0, "syntax_errors": 0, "lint_errors": 0},
            "test_coverage": {"overall_coverage": 0, "lines_covered": 0, "total_lines": 0},
            "performance": {"latency_p99": 0.0, "throughput_rps": 0, "cache_hit_rate": 0},
            "security": {"vulnerabilities_found": 0}}"#,
        expect![[r#"
            acgs2-code code 2025-11-13T13:05:00.500Z: empty
              because no lines were counted
              because no files were counted
              Note: the time has no zone: +01:00 was assumed
            acgs2-coverage coverage 2025-11-13T13:05:00.500Z: empty
              because coverage was not measured: the report holds zeros
              Note: the time has no zone: +01:00 was assumed
            acgs2-benchmark benchmark 2025-11-13T13:05:00.500Z: empty
              because `cache_hit_rate` was not measured
              because `latency_p99` was not measured
              because `throughput_rps` was not measured
              Note: the time has no zone: +01:00 was assumed
            acgs2-findings findings 2025-11-13T13:05:00.500Z: ok
              findings.vulnerabilities {} = 0 count
              findings.syntax_errors {} = 0 count
              findings.lint_errors {} = 0 count
              Note: the time has no zone: +01:00 was assumed
        "#]],
    );
}

#[test]
fn what_the_report_does_not_hold_is_unknown() {
    check("q.json", r#"{"timestamp": "2025-11-13 14:05:00", "security": {}}"#, expect![[""]]);
    check(
        "q.json",
        r#"{"timestamp": "2025-11-13T14:05:00Z", "test_coverage": {"overall_coverage": 81.5},
            "code_quality": {"lint_errors": "many", "type_errors": null, "syntax_errors": [1, 2]}}"#,
        expect![[r#"
            acgs2-coverage coverage 2025-11-13T14:05:00.000Z: failed
              because the report states 81.5 % without the number of lines
            acgs2-findings findings 2025-11-13T14:05:00.000Z: partial
              because no number of lint findings can be read here
              findings.syntax_errors {} = 2 count
              Warning: no number of lint findings can be read here
        "#]],
    );
    check(
        "q.json",
        r#"{"timestamp": "2025-11-13T14:05:00Z", "test_coverage": {"overall_coverage": 90, "lines_covered": 3, "total_lines": 4}}"#,
        expect![[r#"
            acgs2-coverage coverage 2025-11-13T14:05:00.000Z: ok
              coverage.line_percent {} = 75 percent
              Warning: 90 is stated, but 3 of 4 lines are 75.00 %
        "#]],
    );
}

#[test]
fn performance_names_and_units() {
    check(
        "performance_benchmark_report_1.json",
        r#"{"timestamp": "2025-11-13T14:05:00+02:00", "results": [
            {"metric": "P99 latency", "target": 0.328, "actual": 0.4, "passed": false, "deviation_percent": 21.9},
            {"metric": "p95_latency_us", "actual": 250},
            {"metric": "Throughput (req/s)", "actual": "2605"},
            {"metric": "cache_hit_rate", "actual": 0.29},
            {"metric": "Memory per pod", "actual": 3.5},
            {"metric": "CPU usage", "actual": null},
            {"metric": "error_rate", "actual": 0},
            {"metric": "p99_latency_ms", "actual": 0.41},
            {"metric": "Quantum </script> flux", "actual": 7},
            {"metric": "", "actual": "n/a"}],
            "errors": ["gateway did not answer", {"message": "opa: timeout"}, 3]}"#,
        expect![[r#"
            acgs2-performance benchmark 2025-11-13T12:05:00.000Z: partial
              because `CPU usage` was not measured
              because `error_rate` was not measured
              because `unnamed` was not measured
              because gateway did not answer
              because opa: timeout
              because an error without text
              benchmark.latency_p99_ms {} = 0.4 ms
              benchmark.latency_p95_ms {} = 0.25 ms
              benchmark.throughput_rps {} = 2605 per_second
              resource.cache_hit_percent {} = 29 percent
              resource.memory_mb {} = 3.5 MB
              benchmark.latency_p99_ms {name=p99_latency_ms} = 0.41 ms
              benchmark.quantum_script_flux {} = 7 
              Note: 0.29 was taken as a ratio, 29 %
              Warning: no known metric has this name: kept as benchmark.quantum_script_flux without unit and direction
              Warning: a number was expected for `unnamed`
        "#]],
    );
}

#[test]
fn other_shapes_of_performance_results() {
    check(
        "p.json",
        r#"{"timestamp": 1763038800, "results": [], "errors": []}"#,
        expect![[r#"
        acgs2-performance benchmark 2025-11-13T13:00:00.000Z: empty
          because the report holds no result
    "#]],
    );
    check(
        "p.json",
        r#"{"timestamp": 1763038800, "results": {"throughput": {"actual": 5}}}"#,
        expect![[r#"
        acgs2-performance benchmark 2025-11-13T13:00:00.000Z: ok
          benchmark.throughput_rps {} = 5 per_second
    "#]],
    );
}

#[test]
fn chaos_scenarios() {
    check(
        "scenario_network_partition_1763038800.json",
        r#"{"scenario": "network_partition", "success": true, "chaos_metrics": {"avg_metrics": {"availability": 0.97, "error_rate": 0.03}},
            "recovery_time_seconds": 12.5, "failures_injected": 3, "blast_radius": ["api", "bus"]}"#,
        expect![[r#"
            acgs2-chaos chaos 2025-11-13T13:00:00.000Z: ok
              chaos.passed_percent {} = 100 percent
              chaos.availability_percent {scenario=network_partition} = 97 percent
              chaos.recovery_s {scenario=network_partition} = 12.5 s
              Note: the report has no readable time: the one in the file name was taken
              Note: 0.97 was taken as a ratio, 97 %
              Note: 0.03 was taken as a ratio, 3 %
        "#]],
    );
    check(
        "reports/chaos/scenario_crash_1763038800.json",
        r#"{"chaos_metrics": {"avg_metrics": {"availability": 0, "error_rate": 0}}, "success": false, "recovery_time_seconds": 0}"#,
        expect![[r#"
            acgs2-chaos chaos 2025-11-13T13:00:00.000Z: ok
              chaos.passed_percent {} = 0 percent
              Note: the report has no readable time: the one in the file name was taken
              Note: availability and error rate are 0: neither was measured
              Note: no recovery time above 0 seconds: it was not measured
        "#]],
    );
}

#[test]
fn chaos_scenarios_that_say_little() {
    check(
        "scenario_x_1763038800.json",
        r#"{"scenario": {"name": "x"}, "success": true, "failures_injected": 0}"#,
        expect![[r#"
            acgs2-chaos chaos 2025-11-13T13:00:00.000Z: ok
              Note: the report has no readable time: the one in the file name was taken
              Note: no failure was injected: the scenario says nothing about the system
        "#]],
    );
    check(
        "scenario_x_1763038800.json",
        r#"{"scenario": "x", "success": true, "chaos_metrics": {"availability": 99.2, "error_rate": 0.8}}"#,
        expect![[r#"
            acgs2-chaos chaos 2025-11-13T13:00:00.000Z: ok
              chaos.passed_percent {} = 100 percent
              chaos.availability_percent {scenario=x} = 99.2 percent
              Note: the report has no readable time: the one in the file name was taken
        "#]],
    );
    check(
        "scenario_x_1763038800.json",
        r#"{"scenario": "x", "chaos_metrics": {"availability": 250}}"#,
        expect![[r#"
            acgs2-chaos chaos 2025-11-13T13:00:00.000Z: failed
              because the report does not say how it ended
              Note: the report has no readable time: the one in the file name was taken
              Warning: 250 is no percentage, 0 to 100 was expected: left out
        "#]],
    );
}

#[test]
fn the_time_comes_from_the_report_or_from_the_name() {
    let json = r#"{"security": {"vulnerabilities_found": 1}}"#;
    let time = |name: &str| read(name, json)[0].taken_at.to_string();
    assert_eq!(time("quality_metrics_20251113_140500.json"), "2025-11-13T13:05:00.000Z");
    assert_eq!(time("a/b/quality_metrics_1763038800.json"), "2025-11-13T13:00:00.000Z");
    let error = v0::read("quality_metrics.json", json.as_bytes(), zone()).unwrap_err();
    assert_eq!(error.kind, WireErrorKind::InvalidField);
    assert!(error.to_string().starts_with("at /timestamp: no time in the report"), "{error}");
}

#[test]
fn python_writes_nan() {
    let json = r#"{"timestamp": 1763038800, "performance": {"latency_p99": NaN, "throughput_rps": 9.5, "note": "NaN \" Infinity"}}"#;
    let snapshot = read("quality_metrics_1.json", json).remove(0);
    assert_eq!(snapshot.section.state, SectionState::Ok);
    assert_eq!(snapshot.metrics().len(), 1);
    assert_eq!(snapshot.diagnostics[0].message, "NaN and Infinity were read as not measured, 1 times");
}

#[test]
fn other_files_are_refused() {
    let refused = |json: &str| v0::read("x.json", json.as_bytes(), zone()).unwrap_err().to_string();
    expect!["at the top: none of the fields code_quality, test_coverage, security, results, scenario is at the top (quality metrics, performance reports and chaos scenarios can be imported)"].assert_eq(&refused("{}"));
    expect!["at the top: none of the fields code_quality, test_coverage, security, results, scenario is at the top (quality metrics, performance reports and chaos scenarios can be imported)"].assert_eq(&refused("[1]"));
    expect!["at the top: this is the monitoring configuration, a report was expected (quarterdeck init takes it over)"].assert_eq(&refused(r#"{"alert_thresholds": {}}"#));
    expect!["line 1 column 13: the file ends early: inside a list (repair the report, or leave it out of the import)"].assert_eq(&refused("{\"results\": ["));
}

#[test]
fn the_monitoring_configuration() {
    let bytes = std::fs::read(format!("{}/config.json", folder())).unwrap();
    let config = format!("{:#?}", v0::read_config(&bytes).unwrap());
    expect![[r#"
        MonitoringConfig {
            performance_targets: {
                "cache.hit_rate": Number(
                    95.0,
                ),
                "p99_latency_ms": Number(
                    0.328,
                ),
                "throughput_rps": Number(
                    2605.0,
                ),
            },
            alert_thresholds: {
                "enabled": Flag(
                    true,
                ),
                "p99_latency_ms": Number(
                    0.5,
                ),
            },
            monitoring_schedule: {
                "performance": Text(
                    "0 6 * * *",
                ),
            },
        }"#]]
    .assert_eq(&config);
    assert_eq!(v0::read_config(b"{\"a\": 1}").unwrap_err().kind, WireErrorKind::Foreign);
    assert_eq!(v0::metric_of("p99_latency_ms").unwrap().as_str(), "benchmark.latency_p99_ms");
    assert_eq!(v0::metric_of("weather"), None);
}
