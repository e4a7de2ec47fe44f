//! octocov's report, of lines and of statements.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "lines.json",
        "ok octocov at 2026-01-01T10:00:00.000Z: line 3/4 [a.ts 3/4]; Note declares 9 of 9 covered; its files are 3 of 4",
    ),
    (
        "merged.json",
        "failed octocov at 2026-01-01T10:00:00.000Z:  []; because counts neither lines nor statements but \"merged\": what they are is not known; Warning counts neither lines nor statements but \"merged\": what they are is not known",
    ),
    (
        "more-than-all.json",
        "partial octocov at 2026-01-01T10:00:00.000Z: line 1/2 [b.ts 1/2]; because a.ts is there twice, or has more covered than it has; it was left out; Warning a.ts is there twice, or has more covered than it has; it was left out; Note declares 5 of 4 covered; its files are 1 of 2",
    ),
    ("one.json", "ok octocov at 2026-01-01T10:00:00.000Z: statement 3/5 [shop/a.go 2/3, shop/b.go 1/2]"),
    (
        "truncated.json",
        "error: line 1 column 150: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty octocov at 2026-01-01T10:00:00.000Z:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("octocov", ROWS);
}
