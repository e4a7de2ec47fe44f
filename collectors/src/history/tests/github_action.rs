//! Histories of github-action-benchmark.

use super::{Row, check};

const ROWS: &[Row] = &[
    (
        "data.js",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - Rust ok github-action-benchmark: benchmark.time [benchmark=fib] 100",
            "2026-01-02T10:00:00.000Z 1a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - Rust ok github-action-benchmark: benchmark.time [benchmark=fib] 110",
            "2026-01-01T10:00:00.000Z - - Size partial github-action-benchmark: benchmark.time [benchmark=go] 7, benchmark.value [benchmark=hits] 251.5; because lost has a value that is no number",
        ],
    ),
    (
        "columns.js",
        &[
            "2026-05-20T11:10:44.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - - ok github-action-benchmark: benchmark.time [benchmark=Add (a/b)] 60.5",
            "2026-05-21T11:10:44.000Z 1a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - - ok github-action-benchmark: benchmark.memory [benchmark=Add (a/b)] 16, benchmark.time [benchmark=Add (a/b)] 41.5",
        ],
    ),
    ("zero.js", &["error: zero.js: holds no run of any suite"]),
    ("failed.js", &["error: failed.js, at /entries/a/0/date: invalid type: string \"today\", expected i64"]),
];

#[test]
fn every_run_is_read_as_the_table_says() {
    check("github-action-benchmark", ROWS);
}
