//! cargo-audit's JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "cvss-4-and-nonsense.json",
        "ok cargo-audit: cargo-audit ok for dependency [critical dependency RUSTSEC-2024-1 Cargo.lock:? \"a 0.4.19: Trouble in a\", unknown dependency RUSTSEC-2024-2 Cargo.lock:? \"b 0.4.19: Trouble in b\"]; Note declares 3 vulnerabilities; it lists 2",
    ),
    (
        "failed.json",
        "failed cargo-audit: cargo-audit failed for dependency []; because the advisory database is empty",
    ),
    (
        "no-dependencies.json",
        "empty cargo-audit: cargo-audit empty for dependency []; because the lock file names no dependency",
    ),
    (
        "one.json",
        "ok cargo-audit: cargo-audit ok for dependency [unknown dependency RUSTSEC-2020-0159 Cargo.lock:? \"chrono 0.4.19: Trouble in chrono\", high dependency RUSTSEC-2021-0001 Cargo.lock:? \"time 0.4.19: Trouble in time\", info dependency RUSTSEC-2021-0139 Cargo.lock:? \"ansi_term 0.4.19: Trouble in ansi_term\", low dependency RUSTSEC-2021-0145 Cargo.lock:? \"atty 0.4.19: Trouble in atty\", info dependency yanked Cargo.lock:? \"old 1.0.0: yanked\"]",
    ),
    (
        "truncated.json",
        "error: line 1 column 300: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "ok cargo-audit: cargo-audit ok for dependency []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("cargo-audit", ROWS);
}
