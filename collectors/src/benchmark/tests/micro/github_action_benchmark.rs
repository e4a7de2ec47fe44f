//! What github-action-benchmark keeps, and its fork with columns.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "columns.js",
        "ok github-action-benchmark at 2026-05-21T11:10:44.000Z: [↓ Add (a/b) memory: 16 bytes by reported, ↓ Add (a/b) time: 41.5 ns by reported]; Note holds 2 runs, of which the newest of each suite is read; import reads them all",
    ),
    ("failed.js", "error: at /entries/a/0/date: invalid type: string \"today\", expected i64"),
    (
        "one.js",
        "partial github-action-benchmark at 2026-01-02T10:00:00.000Z: [↓ Rust / fib time: 110 ns by reported, 90–130, ↓ Size / go time: 7 ns by reported, ↑ Size / hits value: 251.5 count by reported, 238.925–264.075]; because Size / lost has a value that is no number; Note holds 3 runs, of which the newest of each suite is read; import reads them all",
    ),
    (
        "truncated.js",
        "error: line 10 column 29: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.js", "empty github-action-benchmark: []; because the report holds no benchmark"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("github-action-benchmark", ROWS);
}
