//! Clover's XML, whoever wrote it.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.xml",
        "failed clover at 2026-01-01T10:00:00.000Z: line 0/0 [A.java 0/0]; because line 2: a line has no number; it was left out; Warning line 2: a line has no number; it was left out",
    ),
    (
        "istanbul-branches.xml",
        "ok clover at 2026-11-25T04:28:17.556Z: line 11/11, branch 4/4 [/srv/escape/index.js 11/11 4/4]",
    ),
    (
        "negative-count.xml",
        "partial clover at 2026-01-01T10:00:00.000Z: line 0/2 [A.java 0/2]; because line 2: 0 is no line of code; it was left out; Warning line 2: line 1 has a negative count, and counts as missed; Warning line 2: line 2 has no count; Warning line 2: 0 is no line of code; it was left out",
    ),
    ("nested-classes-repeat-lines.xml", "ok clover at 2026-01-01T10:00:00.000Z: line 1/1 [A.java 1/1]"),
    (
        "one.xml",
        "ok clover at 2026-01-01T10:00:00.000Z: line 2/3, branch 1/2, function 0/1 [src/a.js 2/3 1/2 0/1]",
    ),
    ("phpunit.xml", "ok clover at 2026-01-01T10:00:00.000Z: line 1/2, function 1/1 [src/Calc.php 1/2 1/1]"),
    (
        "test-project.xml",
        "ok clover at 2026-01-01T10:00:00.000Z: line 2/3, branch 1/2, function 0/1 [src/a.js 2/3 1/2 0/1]",
    ),
    (
        "truncated.xml",
        "error: line 5: ends inside <file> (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.xml", "empty clover at 2026-01-01T10:00:00.000Z:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("clover", ROWS);
}
