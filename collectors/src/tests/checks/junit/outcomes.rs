//! What the elements inside a case say of it.

use super::{read, told};
use expect_test::{Expect, expect};
use quarterdeck_model::payload::Status;

fn status(inside: &str) -> (Status, u32) {
    let parsed = read(format!("<testsuite><testcase name='t' {inside}</testcase></testsuite>")).unwrap();
    (parsed.payload.cases[0].status, parsed.payload.cases[0].attempts)
}

#[test]
fn an_error_counts_before_a_failure_and_a_failure_before_a_skip() {
    for (inside, expected) in [
        (">", (Status::Passed, 1)),
        ("><skipped/>", (Status::Skipped, 1)),
        ("><skipped/><failure/>", (Status::Failed, 1)),
        ("><skipped/><failure/><error/>", (Status::Errored, 1)),
        ("><error/><failure/>", (Status::Errored, 1)),
        ("><failure/><failure/>", (Status::Failed, 1)),
        (">text<system-err>error</system-err>", (Status::Passed, 1)),
    ] {
        assert_eq!(status(inside), expected, "{inside}");
    }
}

#[test]
fn retries_in_every_form() {
    for (inside, expected) in [
        // Surefire, nextest: passed in the end.
        ("><flakyFailure/>", (Status::Flaky, 2)),
        ("><flakyError/><flakyFailure/>", (Status::Flaky, 3)),
        // Failed each time.
        ("><failure/><rerunFailure/><rerunError/>", (Status::Failed, 3)),
        // Passed in the end and failed all the same, because it is flaky (nextest --flaky-result=fail).
        ("><failure/><flakyFailure/>", (Status::Failed, 2)),
        ("flaky='true'><failure/>", (Status::Flaky, 1)),
        ("flaky='true'>", (Status::Passed, 1)),
        ("flaky='false'><failure/>", (Status::Failed, 1)),
    ] {
        assert_eq!(status(inside), expected, "{inside}");
    }
}

#[test]
fn cases_that_only_an_attribute_calls_not_run() {
    for (inside, expected) in [
        ("status='notrun'>", Status::Skipped),
        ("status='disabled'>", Status::Skipped),
        ("status='run' result='suppressed'>", Status::Skipped),
        ("status='run' result='completed'>", Status::Passed),
        ("status='failed'><failure/>", Status::Failed),
    ] {
        assert_eq!(status(inside).0, expected, "{inside}");
    }
}

#[test]
fn messages_are_the_first_lines() {
    let long = format!("{}\n", "line ".repeat(10)).repeat(50);
    let text = format!(
        "<testsuite><testcase name='t'><failure message=' '>\n{long}</failure></testcase></testsuite>"
    );
    let case = read(text).unwrap().payload.cases.remove(0);
    let message = case.message.unwrap();
    assert_eq!(message.lines().count(), 8);
    let wide =
        format!("<testsuite><testcase name='t'><error>{}</error></testcase></testsuite>", "ä".repeat(90_000));
    let message = read(wide).unwrap().payload.cases.remove(0).message.unwrap();
    assert_eq!(message.chars().count(), 501);
    assert!(message.ends_with('…'));
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&told(text));
}

#[test]
fn findings_of_a_linter_are_no_tests() {
    check(
        r#"<testsuites name="ruff"><testsuite name="a.py" package="org.ruff"><testcase name="org.ruff.E501" classname="a"><failure message="Line too long"/></testcase></testsuite></testsuites>"#,
        &expect![[r#"
            ok · ruff
            failed: a.py | a | org.ruff.E501 ? s "Line too long"
            Warning: junit.xml: looks like the findings of ruff written as JUnit XML; collect them as findings, not as tests
        "#]],
    );
}

#[test]
fn hostile_names_are_kept_as_they_are() {
    let text = "<testsuite name='&lt;/script&gt;'><testcase name='../../x &nbsp; \u{202e}\u{7}' classname='&#x0;'/></testsuite>";
    // Shown here by their names: an editor would obey them.
    let shown = told(text).replace('\u{202e}', "[override]").replace('\u{7}', "[bell]");
    expect![[r#"
        ok · junit
        passed: </script> | &#x0; | ../../x &nbsp; [override][bell] ? s
        Warning: junit.xml, line 1: 1 control characters, which XML forbids, were kept as they are
    "#]]
    .assert_eq(&shown);
}
