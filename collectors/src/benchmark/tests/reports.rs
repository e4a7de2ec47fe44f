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
    hyperfine("one", &expect![[r#"
        ok · hyperfine
        shop --version time: 0.0125 s by mean, 0.011–0.015, n = 4
        sleep 0.2 [seconds=0.2] memory: 2097152 bytes by median, 2097152–2097152, n = 1
        sleep 0.2 [seconds=0.2] time: 0.2 s by mean, 0.2–0.2, n = 1
    "#]]);
}

#[test]
fn hyperfine_zero() {
    hyperfine("zero", &expect![[""]]);
}

#[test]
fn hyperfine_failed() {
    hyperfine("failed", &expect![[r#"
        error: hyperfine/truncated.json, line 15 column 5: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)
    "#]]);
}

#[test]
fn hyperfine_truncated() {
    hyperfine("truncated", &expect![[""]]);
}

#[test]
fn performance_one() {
    performance("one", &expect![[""]]);
}

#[test]
fn performance_zero() {
    performance("zero", &expect![[""]]);
}

#[test]
fn performance_failed() {
    performance("failed", &expect![[""]]);
}

#[test]
fn performance_truncated() {
    performance("truncated", &expect![[""]]);
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
