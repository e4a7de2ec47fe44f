//! JSON lines of Rust's harness and of nextest.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "broken-line.jsonl",
        "partial libtest: [passed:  |  | adds ? s]; because line 2: is no whole event and was left out: EOF while parsing a value; Warning line 2: is no whole event and was left out: EOF while parsing a value",
    ),
    (
        "crashed.jsonl",
        "partial libtest: [errored: shop (src/lib.rs) |  | aborts ? s \"began and did not end\", passed: shop (src/lib.rs) |  | adds 0.01 s, passed: whole (tests/whole.rs) |  | works 0.01 s]; because suite \"shop (src/lib.rs)\" did not end: it crashed or was stopped after 1 of its 7 tests had ended",
    ),
    (
        "failed.jsonl",
        "ok libtest: [failed:  |  | adds 0.002 s \"thread 'adds' panicked at src/lib.rs:8:9:\\nassertion failed: 1 == 2\", passed:  |  | slow 61.5 s] 61.6 s in all",
    ),
    (
        "lost-ends.jsonl",
        "partial libtest: [passed:  |  | adds ? s]; because the run says that 2 tests passed or failed; only 1 of them are in the file",
    ),
    (
        "nextest.jsonl",
        "ok nextest: [flaky: shop::shop |  | cart::adds ×3 0.25 s, failed: shop::shop |  | cart::hangs ×3 5.5 s \"time limit exceeded\", passed: shop::shop |  | cart::issue#7 0.1 s, skipped: shop::shop |  | cart::later ? s]",
    ),
    (
        "one.jsonl",
        "ok libtest: [passed: shop (src/lib.rs) |  | cart::adds 0.125 s, skipped: shop (src/lib.rs) |  | cart::later ? s \"needs a shop\"]",
    ),
    (
        "truncated.jsonl",
        "partial libtest: [errored:  |  | adds ? s \"began and did not end\", passed:  |  | slow 61.5 s]; because the run did not end: it crashed or was stopped after 1 of its 2 tests had ended",
    ),
    ("zero.jsonl", "empty libtest: [] 0.000078998 s in all; because the report holds no test case"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("libtest-json", ROWS);
}
