//! Tracefiles of lcov 1.x and 2.x.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("branches-exceptional.info", "ok lcov: line 1/1, branch 2/3 [src/a.cpp 1/1 2/3]"),
    ("branches-not-reached.info", "ok lcov: line 1/2, branch 2/5 [src/a.py 1/2 2/5]"),
    ("byte-order-mark.info", "ok lcov: line 1/1 [src/a.c 1/1]"),
    ("comments.info", "ok lcov: line 1/1 [src/a.c 1/1]"),
    (
        "counts.info",
        "ok lcov: line 3/7, branch 0/1, function 0/1 [src/a.c 3/7 0/1 0/1]; Warning line 2: a \
         negative hit count counts as not hit",
    ),
    ("duplicate-lines.info", "ok lcov: line 1/2 [src/a.c 1/2]"),
    ("duplicate-sections.info", "ok lcov: line 2/4, branch 1/2, function 1/1 [src/a.c 2/4 1/2 1/1]"),
    (
        "failed.info",
        "partial lcov: line 1/1, branch 1/1, function 0/0 [src/a.c 1/1 1/1 0/0]; because 13 \
         records were left out; the first: line 4: a DA record needs a line and a count; it was \
         left out; Warning line 4: a DA record needs a line and a count; it was left out; Warning \
         line 5: a DA record needs a line and a count; it was left out; Warning line 6: line \
         number 0 is no line of code; it was left out; Warning line 7: line number 20000000 is no \
         line of code; it was left out; Warning line 8: a DA record needs a line and a count; it \
         was left out; Warning line 9: a DA record needs a line and a count; it was left out; \
         Warning line 10: a BRDA record needs line, block, branch, taken; it was left out; \
         Warning line 11: a BRDA record needs line, block, branch, taken; it was left out; \
         Warning line 13: an FN record needs a line and a name; it was left out; Warning line 14: \
         an FNDA record needs a count and a name; it was left out; Warning line 15: an FNA record \
         needs the number of an FNL, a count and a name; it was left out; Warning line 16: record \
         `XX` is not known; it was passed over; Warning line 17: `noise` is no record of a \
         tracefile; it was passed over",
    ),
    ("functions-1.info", "ok lcov: line 1/2, function 1/4 [src/a.cpp 1/1 1/3, src/b.js 0/1 0/1]"),
    ("functions-2.info", "ok lcov: line 1/3, function 1/3 [src/a.cpp 1/2 1/2, src/b.cpp 0/1 0/1]"),
    ("line-ends-cr.info", "ok lcov: line 1/2 [src/a.c 1/2]"),
    ("line-ends.info", "ok lcov: line 1/2 [C:/repo/src/a.cs 1/2]"),
    (
        "lying-totals.info",
        "ok lcov: line 2/4 [src/a.c 1/2, src/b.c 0/1, src/c.c 1/1]; Note declared totals differ \
         from the records, which count (2 times): the section of src/a.c, begun in line 1, \
         declares 2 of 2 lines covered, holds 1 of 2",
    ),
    (
        "no-end-between.info",
        "partial lcov: line 1/2 [src/b.c 1/2]; because line 3: the section of src/a.c, begun in \
         line 1, has no `end_of_record`; it was left out; Warning line 3: the section of src/a.c, \
         begun in line 1, has no `end_of_record`; it was left out",
    ),
    (
        "no-name.info",
        "ok lcov: line 1/1 [(unnamed) 1/1]; Warning line 1: an SF record names no file; its lines \
         count as one file",
    ),
    (
        "no-section.info",
        "(looks like nothing) error: is not an lcov tracefile: it holds no section of a file \
         (expected the output of lcov, or of a tool asked for lcov: `SF:`, records, \
         `end_of_record`)",
    ),
    (
        "no-start.info",
        "partial lcov: line 1/1 [src/a.c 1/1]; because 2 records were left out; the first: line \
         6: the records before this line belong to no file: their SF is missing; they were left \
         out; Warning line 6: the records before this line belong to no file: their SF is \
         missing; they were left out; Warning line 7: the records before this line belong to no \
         file: their SF is missing; they were left out",
    ),
    ("no-totals.info", "ok lcov: line 1/2 [src/a.c 1/2]"),
    (
        "not-utf-8.info",
        "ok lcov: line 1/1 [src/�.c 1/1]; Warning byte 11: holds bytes that are not UTF-8; they \
         were replaced",
    ),
    (
        "one.info",
        "ok lcov: line 3/5, branch 1/2, function 1/2 [src/cart.c 2/4 1/2 1/2, src/list.c 1/1 0/0 \
         0/0]",
    ),
    ("outside.info", "ok lcov: line 1/2 [(up)/(up)/etc/passwd 1/1, <script>.c 0/1]"),
    (
        "truncated-first.info",
        "error: line 2: ends inside the section of src/a.c: its `end_of_record` is missing (the \
         file was cut off: run the tool again)",
    ),
    (
        "truncated.info",
        "partial lcov: line 2/2 [src/a.c 2/2]; because 2 records were left out; the first: line \
         10: a DA record needs a line and a count; it was left out; Warning line 10: a DA record \
         needs a line and a count; it was left out; Warning line 7: the section of src/b.c, begun \
         in line 7, has no `end_of_record`; it was left out",
    ),
    ("rust-instances.info", "ok lcov: line 1/1, function 3/5 [src/lib.rs 1/1 3/5]"),
    ("zero.info", "empty lcov: line 0/0 [src/a.c 0/0]; because the report names no line of code"),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("lcov", ROWS);
}
