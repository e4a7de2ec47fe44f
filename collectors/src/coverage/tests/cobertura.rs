//! Cobertura XML of many writers.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "absolute-sources.xml",
        "ok cobertura: line 1/4 [/srv/ci/jobs/b.c 0/1, d.c 0/1, src/a.c 1/1, src/c.c 0/1]",
    ),
    (
        "conditions.xml",
        "partial cobertura: line 3/4, branch 2/5 [src/a.cs 3/4 2/5]; because line 6: a branch \
         needs condition-coverage; its outcomes were left out; Warning line 6: a branch needs \
         condition-coverage; its outcomes were left out",
    ),
    ("coverage-py.xml", "ok coverage.py 7.11.0 at 2026-11-20T08:00:00.000Z: line 1/2 [src/a.py 1/2]"),
    ("duplicate-classes.xml", "ok cobertura: line 2/4 [src/a.c 2/3, src/b.c 0/1]"),
    ("duplicate-lines.xml", "ok cobertura: line 1/1, branch 1/4 [src/a.c 1/1 1/4]"),
    ("duplicate-methods.xml", "ok cobertura: line 2/3, function 2/3 [src/a.java 2/3 2/3]"),
    (
        "failed.xml",
        "partial cobertura: line 4/4 [src/a.c 4/4]; because 10 records were left out; the first: \
         line 6: a line needs a number and hits; it was left out; Warning line 6: a line needs a \
         number and hits; it was left out; Warning line 6: a line needs a number and hits; it was \
         left out; Warning line 6: a line needs a number and hits; it was left out; Warning line \
         6: a line needs a number and hits; it was left out; Warning line 6: a line needs a \
         number and hits; it was left out; Warning line 6: line number 0 is no line of code; it \
         was left out; Warning line 6: line number 99999999 is no line of code; it was left out; \
         Warning line 6: condition-coverage must be like `50% (1/2)`; it was left out; Warning \
         line 6: condition-coverage must be like `50% (1/2)`; it was left out; Warning line 6: \
         condition-coverage must be like `50% (1/2)`; it was left out",
    ),
    (
        "lying-rates.xml",
        "ok cobertura: line 1/2 [src/a.c 1/2]; Note declares 7000 of 7815 lines covered; its \
         lines are 1 of 2",
    ),
    ("method-lines.xml", "ok cobertura: line 2/4, function 2/2 [src/a.js 1/2 1/1, src/b.js 1/2 1/1]"),
    ("milliseconds.xml", "ok cobertura at 2026-11-20T08:00:00.123Z: line 1/1 [a.c 1/1]"),
    ("negative-hits.xml", "ok cobertura: line 2/3 [a.c 2/3]; Warning line 4: negative hits count as not hit"),
    ("no-branches.xml", "ok cobertura: line 1/1 [a.c 1/1]"),
    (
        "no-filename.xml",
        "partial cobertura: line 1/2 [(unnamed) 0/1, com.A 1/1]; because line 6: a line belongs \
         to no class; it was left out; Warning line 5: a class has neither filename nor name; its \
         lines count as one file; Warning line 6: a line belongs to no class; it was left out",
    ),
    (
        "one.xml",
        "ok gcovr 8.4 at 2026-11-20T08:00:00.000Z: line 3/4, branch 1/2, function 1/2 \
         [src/shop/cart.c 2/3 1/2 1/2, src/shop/list.c 1/1 0/0 0/0]",
    ),
    ("other-root.xml", "error: line 3: has the root <report>; expected <coverage> of a Cobertura report"),
    (
        "several-sources.xml",
        "ok cobertura: line 1/3 [/build/one/main.c 1/1, /build/two/main.c 0/1, util.c 0/1]",
    ),
    ("source-here.xml", "ok cobertura: line 1/1 [src/a.c 1/1]"),
    ("source-relative.xml", "ok cobertura: line 1/1 [packages/r&d/a.py 1/1]"),
    (
        "truncated.xml",
        "error: line 12: ends inside <lines> (the file was cut off: was the tool stopped, or the \
         disk full?)",
    ),
    ("windows.xml", "ok cobertura: line 1/1 [src/a.cs 1/1]"),
    ("zero.xml", "empty cobertura:  []; because the report names no line of code"),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("cobertura", ROWS);
}
