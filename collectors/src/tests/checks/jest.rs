//! JSON of Jest and of Vitest.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial jest at 2026-11-23T07:45:43.825Z: [failed: C:/work/cart.test.js | cart | fails 0.0025 s \"Error: 1 != 2\\n    at cart.test.js:4:43\", errored: C:/work/cart.test.js | cart | of the future ? s \"its status is \\\"quantum\\\"\", skipped: C:/work/cart.test.js | cart | skipped 0 s]; because suite \"broken.test.js\" failed outside its tests: ● Test suite failed to run SyntaxError: Unexpected identifier; because the run declares 4 tests and holds 3",
    ),
    (
        "interrupted.json",
        "partial jest: [passed: a.test.js |  | a 0.001 s]; because the run says that 2 files could not be run; because the run was interrupted; because the run declares 9 tests and holds 1",
    ),
    (
        "one.json",
        "ok jest at 2026-11-23T07:45:43.825Z: [skipped: src/cart.test.js |  | later ? s \"todo\", flaky: src/cart.test.js |  | shaky ×3 0.005 s, passed: src/cart.test.js | cart › when empty | adds one 0.013 s] 1.25 s in all",
    ),
    (
        "truncated.json",
        "error: line 3 column 157: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "vitest.json",
        "ok jest at 2026-11-23T07:45:43.825Z: [passed: src/cart.test.ts | cart | adds 0.0014035 s] 0.07639990234375 s in all",
    ),
    ("zero.json", "empty jest at 2026-11-23T07:45:43.825Z: []; because the report holds no test case"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("jest", ROWS);
}
