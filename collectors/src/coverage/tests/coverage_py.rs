//! coverage.py's JSON report, old and new.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("byte-order-mark.json", "ok coverage.py 7.11.0: line 1/2 [a.py 1/2]"),
    (
        "failed-shape.json",
        "error: at /files/a.py/summary/covered_lines: invalid value: integer `-1`, expected u64",
    ),
    (
        "failed.json",
        "partial coverage.py 7.11.0: line 1/2, branch 0/2 [d.py 1/2 0/2]; because 3 records were \
         left out; the first: a.py has more covered lines than lines; it was left out; Warning \
         a.py has more covered lines than lines; it was left out; Warning b.py has more covered \
         branches than branches; it was left out; Warning c.py lacks the branches that the report \
         was taken with; it was left out",
    ),
    ("functions.json", "ok coverage.py 7.11.0: line 2/4, function 1/2 [a.py 2/4 1/2]"),
    (
        "line-zero.json",
        "ok coverage.py 7.11.0: line 1/3 [a.py 1/3]; Note counts a line 0, which is none, in 1 \
         file: an old coverage.py on a new Python",
    ),
    (
        "lying-totals.json",
        "ok coverage.py 7.11.0: line 1/2 [a.py 1/2]; Note declares 9 of 9 lines covered; its \
         files are 1 of 2",
    ),
    ("mixed-percentage.json", "ok coverage.py 7.11.0: line 8/10, branch 1/10 [a.py 8/10 1/10]"),
    (
        "no-branch.json",
        "ok coverage.py 7.17.3: line 6/9, function 1/3 [shop/__init__.py 0/0 0/0, shop/cart.py \
         6/9 1/3]",
    ),
    ("old.json", "ok coverage.py 5.0: line 1/2 [a.py 1/2]"),
    (
        "one.json",
        "ok coverage.py 7.17.3: line 6/9, branch 1/2, function 1/3 [shop/__init__.py 0/0 0/0 0/0, \
         shop/cart.py 6/9 1/2 1/3]",
    ),
    (
        "only-empty-files.json",
        "empty coverage.py 7.11.0: line 0/0, branch 0/0 [a.py 0/0 0/0]; because the report names \
         no line of code",
    ),
    (
        "same-file-twice.json",
        "partial coverage.py 7.11.0: line 2/3 [src/a.py 1/2, src/b.py 1/1]; because \
         /repo/src/a.py is src/a.py, which was there before; it was left out; Warning \
         /repo/src/a.py is src/a.py, which was there before; it was left out",
    ),
    ("windows.json", "ok coverage.py 7.11.0: line 1/2 [src/a.py 1/2]"),
    ("zero.json", "empty coverage.py 7.11.0:  []; because the report names no line of code"),
    (
        "truncated.json",
        "error: line 1 column 900: ends in the middle of its JSON document (the file was cut off: \
         was the tool stopped, or the disk full?)",
    ),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("coverage-py", ROWS);
}
