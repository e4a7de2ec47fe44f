//! OpenCover's XML.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.xml",
        "failed opencover:  []; because 2 records were left out; the first: line 2: a point needs vc and sl; it was left out; Warning line 2: a point needs vc and sl; it was left out; Warning line 2: a point is in no file; it was left out",
    ),
    ("file-of-the-method.xml", "ok opencover: function 1/1, statement 1/1 [C:/src/A.cs 1/1 1/1]"),
    ("one.xml", "ok opencover: branch 1/2, function 1/1, statement 1/2 [C:/src/A.cs 1/2 1/1 1/2]"),
    (
        "same-file-in-two-modules.xml",
        "ok opencover: branch 1/2, function 1/1, statement 1/2 [C:/src/A.cs 1/2 1/1 1/2]",
    ),
    ("skipped.xml", "ok opencover: branch 1/2, function 1/1, statement 1/2 [C:/src/A.cs 1/2 1/1 1/2]"),
    (
        "truncated.xml",
        "error: line 2: ends inside <SequencePoints> (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.xml", "empty opencover:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("opencover", ROWS);
}
