//! Suites: every form of the root, nesting, totals that are wrong, and suites that did not run.

use super::told;
use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&told(text));
}

#[test]
fn cases_straight_under_the_root() {
    check(
        "<testsuites><testcase name='a' classname='test' file='/repo/a.test.js' time='0.5'/></testsuites>",
        &expect![[r#"
            ok · junit
            passed:  | test | a 0.5 s
        "#]],
    );
}

#[test]
fn namespaces_do_not_matter() {
    check(
        "<j:testsuites xmlns:j='urn:j'><j:testsuite name='s'><j:testcase name='t'/></j:testsuite></j:testsuites>",
        &expect![[r#"
            ok · junit
            passed: s |  | t ? s
        "#]],
    );
}

#[test]
fn nested_suites_are_counted_once() {
    check(
        "<testsuites>
          <testsuite name='/repo/tests' tests='3' failures='1'>
            <testsuite name='Calc' tests='2' failures='1'>
              <testcase name='a' class='Demo\\Calc' time='1'/><testcase name='b'><failure/></testcase>
            </testsuite>
            <testsuite name='Text' tests='1' failures='0'><testcase name='c'/></testsuite>
          </testsuite>
        </testsuites>",
        &expect![[r#"
            ok · junit
            failed: tests/Calc |  | b ? s
            passed: tests/Calc | Demo\Calc | a 1 s
            passed: tests/Text |  | c ? s
        "#]],
    );
}

#[test]
fn totals_that_lie_are_noted_and_not_used() {
    check(
        "<testsuites tests='100' failures='0'><testsuite name='s' tests='1' failures='0'>
          <testcase name='a'/><testcase name='b'><failure/></testcase>
        </testsuite></testsuites>",
        &expect![[r#"
            ok · junit
            passed: s |  | a ? s
            failed: s |  | b ? s
            Note: junit.xml: declared totals differ from the cases, which count (2 times): suite "s" in line 1 declares 1 tests and 0 failures, holds 2 and 1
        "#]],
    );
}

#[test]
fn failures_declared_as_errors_are_no_difference() {
    check(
        "<testsuite name='Mocha Tests' tests='1' failures='0' errors='1' timestamp='Sat, 03 Dec 2022 23:10:07 GMT'>
          <testcase name='a'><failure/></testcase></testsuite>",
        &expect![[r#"
            ok · mocha · 2022-12-03T23:10:07.000Z
            failed: Mocha Tests |  | a ? s
        "#]],
    );
}

#[test]
fn a_suite_that_promises_tests_and_holds_none_did_not_load() {
    check(
        "<testsuites tests='3' failures='0' errors='1'>
          <testsuite name='good' tests='1'><testcase name='a'/></testsuite>
          <testsuite name='crashed' tests='2' errors='1'/>
        </testsuites>",
        &expect![[r#"
            partial · junit
            because: suite "crashed" declares 2 tests and 1 failures but holds no case: it did not load or crashed
            passed: good |  | a ? s
            Note: junit.xml: declared totals differ from the cases, which count: the element in line 1 declares 3 tests and 1 failures, holds 1 and 0
        "#]],
    );
    check(
        "<testsuites tests='6'><testsuite name='s' tests='6' failures='1'/></testsuites>",
        &expect![[r#"
            failed · junit
            because: suite "s" declares 6 tests and 1 failures but holds no case: it did not load or crashed
            Note: junit.xml: declared totals differ from the cases, which count: the element in line 1 declares 6 tests and no failures, holds 0 and 0
        "#]],
    );
}

#[test]
fn an_error_outside_every_case_breaks_its_suite() {
    check(
        "<testsuites><testsuite name='db'>
          <testcase name='a'/>
          <testsuite name='3rd' tests='1' errors='1'><error message='no connection'/></testsuite>
        </testsuite></testsuites>",
        &expect![[r#"
            partial · junit
            because: suite "db/3rd" broke outside its cases: no connection
            passed: db |  | a ? s
        "#]],
    );
}

#[test]
fn something_else_is_refused() {
    check(
        "<suites><suite/></suites>",
        &expect![[r#"
        error: junit.xml, line 1: its root is <suites>; expected <testsuites> or <testsuite> of JUnit XML
    "#]],
    );
    check(
        "",
        &expect![[r#"
        error: junit.xml: holds no XML element; expected a report in XML
    "#]],
    );
    check(
        "<testsuite><testcase name='a'/></testsuite><testsuite/>",
        &expect![[r#"
        error: junit.xml, line 1: has a second root element <testsuite>
    "#]],
    );
    check(
        "<testsuite><testcase name='a'></testsuite>",
        &expect![[r#"
            error: junit.xml, line 1: is not well-formed XML: ill-formed document: expected `</testcase>`, but `</testsuite>` was found
        "#]],
    );
}
