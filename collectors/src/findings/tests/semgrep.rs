//! Semgrep's JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial semgrep 1.100.0: semgrep partial for security []; because semgrep could not look at 1 of what it was given: src/b.py: Syntax error at line 1",
    ),
    (
        "ignored-and-category.json",
        "ok semgrep 1.100.0: semgrep ok for lint+security [medium security python.exec src/a.py:4 \"exec used\" suppressed, medium lint python.exec src/a.py:4 \"exec used\", unknown security python.exec src/a.py:4 \"exec used\"]",
    ),
    (
        "no-files.json",
        "empty semgrep 1.100.0: semgrep empty for security []; because semgrep scanned no file",
    ),
    (
        "old-empty.json",
        "(looks like nothing) empty semgrep: semgrep empty for security []; because semgrep does not say that it scanned a file",
    ),
    (
        "one.json",
        "ok semgrep 1.100.0: semgrep ok for security [high security python.exec src/a.py:4 \"exec used\", medium security python.exec src/a.py:4 \"exec used\", info security python.exec src/a.py:4 \"exec used\", critical security python.exec src/a.py:4 \"exec used\"]",
    ),
    (
        "truncated.json",
        "error: line 1 column 200: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "ok semgrep 1.100.0: semgrep ok for security []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("semgrep", ROWS);
}
