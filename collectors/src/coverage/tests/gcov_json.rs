//! gcov's JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "counter-ran-over.json",
        "partial gcov 12.2.0: line 2/2, function 0/0 [build/a.c 2/2 0/0]; because build/a.c: 1 line with a number that is none left out; Warning build/a.c: 1 line with a number that is none left out",
    ),
    ("failed.json", "error: at /files/0/lines/0/line_number: invalid value: integer `-1`, expected u64"),
    ("one.json", "ok gcov 12.2.0: line 2/2, branch 1/2, function 1/2 [src/a.c 2/2 1/2 1/2]"),
    ("packed.json.gz", "ok gcov 12.2.0: line 2/2, branch 1/2, function 1/2 [src/a.c 2/2 1/2 1/2]"),
    ("several-documents.json", "ok gcov 12.2.0: line 3/3, branch 1/2, function 1/2 [src/a.c 3/3 1/2 1/2]"),
    (
        "truncated.json",
        "error: line 1 column 150: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty gcov 12.2.0:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("gcov-json", ROWS);
}
