//! pylint's JSON, both shapes.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial pylint: pylint partial for syntax+lint [critical syntax astroid-error src/a.py:1 \"m of astroid-error\"]; because pylint could not look at 1 of what it was given: src/a.py: m of astroid-error",
    ),
    (
        "json2-nothing.json",
        "empty pylint: pylint empty for syntax+lint []; because pylint looked at no module",
    ),
    ("json2-zero.json", "ok pylint: pylint ok for syntax+lint []"),
    ("json2.json", "ok pylint: pylint ok for syntax+lint [medium lint unused-import src/a.py:2 \"m\"]"),
    (
        "one.json",
        "ok pylint: pylint ok for syntax+lint [low lint line-too-long src/a.py:1 \"m of line-too-long\", high lint no-member src/a.py:1 \"m of no-member\", low lint too-many-arguments src/a.py:1 \"m of too-many-arguments\", medium lint unused-import src/a.py:1 \"m of unused-import\"]",
    ),
    (
        "syntax.json",
        "ok pylint: pylint ok for syntax+lint [high syntax syntax-error src/a.py:1 \"m of syntax-error\"]",
    ),
    (
        "truncated.json",
        "(looks like nothing) error: line 1 column 90: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("unknown-type.json", "ok pylint: pylint ok for syntax+lint [unknown lint odd src/a.py:1 \"m of odd\"]"),
    ("zero.json", "(looks like nothing) ok pylint: pylint ok for syntax+lint []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("pylint", ROWS);
}
