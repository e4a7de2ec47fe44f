//! Istanbul's coverage-final.json.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("failed.json", "error: at /a.js/s/0: invalid type: string \"x\", expected u64"),
    (
        "no-place.json",
        "partial istanbul: line 0/0, branch 1/1, function 0/0, statement 1/1 [a.js 0/0 1/1 0/0 1/1]; because 2 records were left out; the first: a.js: 1 statements say no line; those lines are not counted; Warning a.js: 1 statements say no line; those lines are not counted; Warning a.js: 1 statements have no count; they were left out",
    ),
    ("one.json", "ok istanbul: line 1/2, branch 1/2, function 1/1, statement 1/3 [a.js 1/2 1/2 1/1 1/3]"),
    (
        "truncated.json",
        "error: line 1 column 120: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "windows.json",
        "ok istanbul: line 1/2, branch 1/2, function 1/1, statement 1/3 [C:/src/a.js 1/2 1/2 1/1 1/3]",
    ),
    ("zero.json", "(looks like nothing) empty istanbul:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("istanbul", ROWS);
}
