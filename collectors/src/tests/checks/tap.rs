//! The Test Anything Protocol, of all its versions.

use crate::fixtures::Row;
use crate::input::Input;
use crate::tests::tap;
use quarterdeck_model::SectionState;

const ROWS: &[Row] = &[
    (
        "bail-out.tap",
        "partial tap: [passed:  |  | adds ? s]; because the run was given up: database is gone; because the run planned 3 tests, 1 are there",
    ),
    ("buffered.tap", "ok tap: [skipped: outer |  | inner ? s \"todo\"]"),
    (
        "failed.tap",
        "ok tap: [failed:  |  | adds 0.003 s \"1 != 2\\nexpected two\", skipped:  |  | divides ? s \"todo by zero\", failed:  |  | parent alone ? s, failed:  |  | skipped all the same ? s, passed:  |  | test 4 0.0125 s, passed: parent alone |  | inner ? s, passed: parent of wrong |  | fine ? s, failed: parent of wrong |  | wrong ? s \"not equal\"]",
    ),
    (
        "no-plan.tap",
        "partial tap: [passed:  |  | adds ? s, passed:  |  | removes ? s]; because the run has no plan: it did not end",
    ),
    (
        "one.tap",
        "ok tap: [passed: cart |  | adds # one 0.0125 s, skipped: cart |  | later 0.0001 s \"needs a shop\"]",
    ),
    (
        "orphans.tap",
        "partial tap: [passed:  |  | inner ? s]; because the run has subtests that no test sums up: it did not end",
    ),
    (
        "too-few.tap",
        "partial tap: [passed:  |  | adds ? s, passed:  |  | removes ? s]; because the run planned 3 tests, 2 are there",
    ),
    (
        "truncated.tap",
        "partial tap: [failed:  |  | adds 0.003 s \"1 != 2\\nexpected two\", skipped:  |  | divides ? s \"todo by ze\"]; because the run planned 6 tests, 2 are there; because line 11: the file ends inside a test; what follows is missing; Warning line 11: the file ends inside a test; what follows is missing",
    ),
    (
        "zero.tap",
        "empty tap: []; because the report holds no test case; Note the run was skipped: no browser",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("tap", ROWS);
}

#[test]
fn several_runs_in_one_file_are_all_read() {
    let once = "TAP version 13\n1..1\nok 1 - adds\n";
    let read =
        |text: String| tap::parse(&Input { name: "a.tap".to_owned(), bytes: text.into_bytes() }).unwrap();
    let names =
        |text: String| read(text).payload.cases.iter().map(|case| case.occurrence).collect::<Vec<_>>();
    assert_eq!(names(once.to_owned()), [0]);
    assert_eq!(names(once.repeat(3)), [0, 1, 2]);
    assert_eq!(read(once.to_owned() + "TAP version 13\n").section.state, SectionState::Partial);
}
