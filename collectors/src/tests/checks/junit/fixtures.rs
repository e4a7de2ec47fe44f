//! One file of each sort: a good one, one without tests, one with failures, one cut off.

use super::told;
use expect_test::{Expect, expect};

fn check(name: &str, expected: &Expect) {
    let path = format!("{}/tests/fixtures/tool-output/junit/{name}.xml", env!("CARGO_MANIFEST_DIR"));
    expected.assert_eq(&told(std::fs::read(path).unwrap()));
}

#[test]
fn one() {
    check(
        "one",
        &expect![[r#"
        ok · junit · 2026-11-20T07:00:00.250Z · 0.42 s in all
        passed: cart | shop.Cart | adds <one> 0.125 s
        passed: cart | shop.Cart | removes one 0.25 s
    "#]],
    );
}

#[test]
fn zero() {
    check(
        "zero",
        &expect![[r#"
        empty · junit
        because: the report holds no test case
    "#]],
    );
}

#[test]
fn failed() {
    check(
        "failed",
        &expect![[r#"
            ok · junit
            failed: cart | Cart | adds 0.1 s "1 != 2"
            errored: cart | Cart | breaks 0.1 s "thread panicked\nat cart.rs:3"
            skipped: cart | Cart | later 0 s "not yet"
            passed: cart | Cart | passes 0.1 s
            flaky: cart | Cart | shaky ×3 0.3 s "timeout"
            failed: cart | Cart | stubborn ×3 0.1 s "first"
        "#]],
    );
}

#[test]
fn truncated() {
    check(
        "truncated",
        &expect![[r#"
        error: junit.xml, line 7: ends inside <testsuite> (the file was cut off: was the tool stopped, or the disk full?)
    "#]],
    );
}
