//! JaCoCo's XML.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.xml",
        "failed jacoco at 2026-01-01T10:00:00.000Z: line 0/0 [a/A.java 0/0]; because 2 records were left out; the first: line 3: a line has no number; it was left out; Warning line 3: a line has no number; it was left out; Warning line 3: a counter is no number; it was left out",
    ),
    (
        "groups.xml",
        "ok jacoco at 2026-01-01T10:00:00.000Z: line 4/6, branch 2/4, function 4/4, instruction 8/18 [core/a/A.java 2/3 1/2 2/2 4/9, web/a/A.java 2/3 1/2 2/2 4/9]",
    ),
    ("lines-without-instructions.xml", "ok jacoco: line 1/2, branch 2/2 [a.c 1/2 2/2]"),
    ("no-lines.xml", "ok jacoco at 2026-01-01T10:00:00.000Z: line 1/3 [a/A.java 1/3]"),
    (
        "one.xml",
        "ok jacoco at 2026-01-01T10:00:00.000Z: line 2/3, branch 1/2, function 2/2, instruction 4/9 [a/A.java 2/3 1/2 2/2 4/9]",
    ),
    ("other-root.xml", "error: line 2: has the root <reports>; expected <report> of JaCoCo"),
    (
        "same-file-twice.xml",
        "partial jacoco at 2026-01-01T10:00:00.000Z: line 2/3, branch 1/2, function 2/2, instruction 4/9 [a/A.java 2/3 1/2 2/2 4/9]; because line 11: a/A.java is there twice; the better covered was kept; Warning line 11: a/A.java is there twice; the better covered was kept",
    ),
    (
        "truncated.xml",
        "error: line 11: ends inside <package> (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.xml", "empty jacoco at 2026-01-01T10:00:00.000Z:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("jacoco", ROWS);
}
