//! JSON of mocha.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "ok mocha at 2026-11-20T07:45:55.222Z: [errored: test/cart.js | cart | \"before each\" hook for \"removes\" ? s \"Error: no database\", failed: test/cart.js | cart | fails ×3 0.001 s \"1 != 2\"] 0.032 s in all",
    ),
    (
        "lost-ends.json",
        "partial mocha at 2026-11-20T07:45:55.222Z: [skipped: test/cart.js | cart | later ? s, flaky: test/cart.js | cart | shaky ×3 0 s, passed: test/cart.js | cart when empty | adds one 0.012 s] 0.032 s in all; because the run began 5 tests and tells how 3 ended",
    ),
    (
        "one.json",
        "ok mocha at 2026-11-20T07:45:55.222Z: [skipped: test/cart.js | cart | later ? s, flaky: test/cart.js | cart | shaky ×3 0 s, passed: test/cart.js | cart when empty | adds one 0.012 s] 0.032 s in all",
    ),
    (
        "truncated.json",
        "error: line 3 column 119: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "zero.json",
        "empty mocha at 2026-11-20T07:45:55.222Z: [] 0.001 s in all; because the report holds no test case",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("mocha", ROWS);
}
