//! Istanbul's coverage-summary.json.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "failed istanbul:  []; because /repo/a.js has more covered than it has; it was left out; Warning /repo/a.js has more covered than it has; it was left out",
    ),
    (
        "lying-total.json",
        "ok istanbul: line 2/4, branch 0/0, function 1/1, statement 2/5 [a.js 2/4 0/0 1/1 2/5]; Note declares 9 of 9 lines covered; its files are 2 of 4",
    ),
    ("one.json", "ok istanbul: line 2/4, branch 0/0, function 1/1, statement 2/5 [a.js 2/4 0/0 1/1 2/5]"),
    ("only-total.json", "ok istanbul: line 2/4, branch 0/0, function 1/1, statement 2/5 []"),
    (
        "truncated.json",
        "error: line 1 column 100: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "ok istanbul: line 0/0, branch 0/0, function 1/1, statement 0/1 []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("istanbul-summary", ROWS);
}
