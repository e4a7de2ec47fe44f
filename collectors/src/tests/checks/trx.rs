//! Results of Visual Studio.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.trx",
        "ok trx: [failed:  |  | Adds 0.01 s \"Expected: 2\\nBut was: 1\", errored:  |  | Dies ? s \"its outcome is Aborted\", errored:  |  | Hangs 86400 s \"its outcome is Timeout\", failed:  |  | Rows (1) ? s, errored:  |  | Silent ? s \"its outcome is not given\", skipped:  |  | Unsure ? s \"its outcome is Inconclusive\"]",
    ),
    (
        "host-died.trx",
        "partial trx: [passed:  |  | Adds 0.01 s]; because the run broke outside its tests: The test host ended unexpectedly.; because the run declares 3 tests and holds 1",
    ),
    (
        "one.trx",
        "ok trx at 2026-11-20T07:00:00.500Z: [passed: shop.tests.dll | Shop.CartTest | Adds 0.125 s, skipped: shop.tests.dll | Shop.CartTest | Later ? s \"needs a shop\", passed: shop.tests.dll | Shop.CartTest | Rows (1) 0.25 s, passed: shop.tests.dll | Shop.CartTest | Rows (2) 0.25 s] 1.5 s in all",
    ),
    (
        "truncated.trx",
        "error: line 9: ends inside <InnerResults> (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.trx", "empty trx: []; because the report holds no test case"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("trx", ROWS);
}
