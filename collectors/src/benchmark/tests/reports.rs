//! hyperfine's report, and the performance report of the replaced system.

use super::told;
use crate::benchmark::{hyperfine, performance_report};
use expect_test::{Expect, expect};

fn hyperfine(name: &str, expected: &Expect) {
    expected.assert_eq(&told(hyperfine::parse, &format!("hyperfine/{name}.json")));
}

fn performance(name: &str, expected: &Expect) {
    expected.assert_eq(&told(performance_report::parse, &format!("acgs2-performance-report/{name}.json")));
}

#[test]
fn hyperfine_one() {
    hyperfine(
        "one",
        &expect![[r#"
        ok · hyperfine
        shop --version time: 0.0125 s by mean, 0.011–0.015, n = 4
        sleep 0.2 [seconds=0.2] memory: 2097152 bytes by median, 2097152–2097152, n = 1
        sleep 0.2 [seconds=0.2] time: 0.2 s by mean, 0.2–0.2, n = 1
    "#]],
    );
}

#[test]
fn hyperfine_zero() {
    hyperfine(
        "zero",
        &expect![[r#"
        empty · hyperfine
        because: hyperfine ran no command
    "#]],
    );
}

#[test]
fn hyperfine_failed() {
    hyperfine(
        "failed",
        &expect![[r#"
        partial · hyperfine
        because: false: 1 of 2 runs failed, the first with exit code 1
        because: killed: 1 of 1 run failed, the first with a signal
        because: nothing has no mean time
        false time: 0.001 s by mean, 0.001–0.001, n = 2, does not count
        killed time: 0.5 s by mean, 0.5–0.5, n = 1, does not count
        true time: 0.002 s by mean, 0.002–0.002, n = 2
        Warning: hyperfine/failed.json: "nothing" has no mean time and is left out
    "#]],
    );
}

#[test]
fn hyperfine_truncated() {
    hyperfine(
        "truncated",
        &expect![[r#"
        error: hyperfine/truncated.json, line 15 column 5: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)
    "#]],
    );
}

#[test]
fn performance_one() {
    performance(
        "one",
        &expect![[r#"
        ok · acgs2 · 2025-11-13T14:05:00.000Z
        benchmark.latency_p99_ms = 0.301 ms
        benchmark.throughput_rps = 2500.5 per_second
    "#]],
    );
}

#[test]
fn performance_zero() {
    performance(
        "zero",
        &expect![[r#"
        empty · acgs2 · 2025-11-13T14:05:00.000Z
        because: the report holds no result
    "#]],
    );
}

#[test]
fn performance_failed() {
    performance(
        "failed",
        &expect![[r#"
        failed · acgs2 · 2025-11-13T14:05:00.000Z
        because: connection refused
    "#]],
    );
}

#[test]
fn performance_truncated() {
    performance(
        "truncated",
        &expect![[r#"
        error: acgs2-performance-report/truncated.json, line 6 column 62: the file ends early: inside an object (repair the report, or leave it out of the import)
    "#]],
    );
}

#[test]
fn the_two_are_told_apart() {
    let text = |name: &str| std::fs::read_to_string(super::fixture(name)).unwrap();
    for name in ["one", "failed"] {
        let report = text(&format!("hyperfine/{name}.json"));
        assert!(hyperfine::sniff(&report) && !performance_report::sniff(&report), "{name}");
        let report = text(&format!("acgs2-performance-report/{name}.json"));
        assert!(performance_report::sniff(&report) && !hyperfine::sniff(&report), "{name}");
    }
}
