//! bandit's JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "failed bandit at 2026-01-01T10:00:00.000Z: bandit failed for security []; because bandit could read none of the files",
    ),
    (
        "no-files.json",
        "empty bandit at 2026-01-01T10:00:00.000Z: bandit empty for security []; because bandit looked at no file",
    ),
    (
        "one-unread.json",
        "partial bandit at 2026-01-01T10:00:00.000Z: bandit partial for security [high security B102 src/a.py:4 \"Use of exec\"]; because bandit could not look at 1 of what it was given: src/b.py: syntax error while parsing AST from file",
    ),
    (
        "one.json",
        "ok bandit at 2026-01-01T10:00:00.000Z: bandit ok for security [high security B102 src/a.py:4 \"Use of exec\"]",
    ),
    (
        "truncated.json",
        "error: line 1 column 150: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "undefined-severity.json",
        "ok bandit at 2026-01-01T10:00:00.000Z: bandit ok for security [unknown security B102 src/a.py:4 \"Use of exec\"]",
    ),
    ("zero.json", "ok bandit at 2026-01-01T10:00:00.000Z: bandit ok for security []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("bandit", ROWS);
}
