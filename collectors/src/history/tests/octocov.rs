//! Histories of octocov.

use super::{Row, check};

const ROWS: &[Row] = &[
    (
        "",
        &[
            "2026-01-02T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 main acme/cart ok octocov: coverage.statement_percent 60",
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 main acme/shop ok octocov: coverage.statement_percent 60",
            "no-time.json: says no time at which it was taken; it was left out",
        ],
    ),
    (
        "shop",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 main - ok octocov: coverage.statement_percent 60",
        ],
    ),
    (
        "shop/report.json",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 main - ok octocov: coverage.statement_percent 60",
        ],
    ),
    (
        "package.json",
        &[
            "error: package.json: holds no report of octocov (expected report.json files with repository, ref, commit and coverage)",
        ],
    ),
    ("no-time.json", &["no-time.json: says no time at which it was taken; it was left out"]),
];

#[test]
fn every_run_is_read_as_the_table_says() {
    check("octocov", ROWS);
}
