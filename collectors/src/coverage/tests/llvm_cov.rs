//! LLVM's coverage export.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "branches.json",
        "ok llvm-cov export 3.1.0: line 3/4, branch 2/6, function 1/2, region 4/6 [src/a.c 3/4 \
         2/6 1/2 4/6, src/b.h]",
    ),
    ("failed-shape.json", "error: at /data/0/files/0/summary: missing field `lines`"),
    (
        "failed.json",
        "partial llvm-cov export 3.1.0: line 1/1, function 2/3, region 5/7 [a.c 1/2 4/6, b.c 1/1 \
         1/1 1/1]; because 2 records were left out; the first: the whole has 10 of 5 lines \
         covered, which cannot be; they were left out; Warning the whole has 10 of 5 lines \
         covered, which cannot be; they were left out; Warning a.c has 9 of 4 lines covered, \
         which cannot be; they were left out",
    ),
    (
        "instantiations.json",
        "ok llvm-cov export 3.1.0: line 3/4, function 1/2, region 4/6 [src/a.rs 3/4 1/2 4/6]",
    ),
    (
        "lying-totals.json",
        "ok llvm-cov export 3.1.0: line 3/4, function 1/2, region 4/6 [src/a.rs 3/4 1/2 4/6]; \
         Note declares 4 of 4 lines covered; its files are 3 of 4",
    ),
    (
        "no-data.json",
        "error: has an empty `data`; expected the coverage of one program (did `llvm-cov export` \
         find the program and its profile?)",
    ),
    (
        "one.json",
        "ok llvm-cov export 3.1.0: line 4/5, function 2/3, region 5/7 [src/cart.rs 3/4 1/2 4/6, \
         src/list.rs 1/1 1/1 1/1]",
    ),
    (
        "summary-only.json",
        "ok llvm-cov export 2.0.1: line 3/4, function 1/2, region 4/6 [src/a.c 3/4 1/2 4/6]",
    ),
    ("totals-only.json", "ok llvm-cov export 3.1.0: line 3/4, function 1/2, region 4/6 []"),
    (
        "truncated.json",
        "error: line 1 column 500: ends in the middle of its JSON document (the file was cut off: \
         was the tool stopped, or the disk full?)",
    ),
    (
        "two-programs.json",
        "partial llvm-cov export 3.1.0: line 4/5, function 2/3, region 5/7 [src/a.c 3/4 1/2 4/6, \
         src/b.c 1/1 1/1 1/1]; because src/a.c is there twice; the second was left out; Warning \
         src/a.c is there twice; the second was left out; Note declares 5 of 6 lines covered; its \
         files are 4 of 5",
    ),
    ("zero.json", "empty llvm-cov export 3.1.0:  []; because the report names no line of code"),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("llvm-cov", ROWS);
}
