//! ESLint's JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "counts-lie.json",
        "ok eslint: eslint ok for syntax+lint [medium lint no-undef a.js:2 \"'x' is not defined.\"]; Note /repo/a.js declares 6 errors and 0 warnings; its messages are 1 and 0",
    ),
    (
        "failed.json",
        "ok eslint: eslint ok for syntax+lint [high syntax parse-error a.js:1 \"Parsing error: Unexpected token\"]",
    ),
    (
        "no-files.json",
        "(looks like nothing) empty eslint: eslint empty for syntax+lint []; because ESLint looked at no file",
    ),
    (
        "one.json",
        "ok eslint: eslint ok for syntax+lint [medium lint no-undef a.js:2 \"'x' is not defined.\", low lint semi a.js:3 \"Missing semicolon.\"]",
    ),
    (
        "suppressed.json",
        "ok eslint: eslint ok for syntax+lint [medium lint no-undef a.js:2 \"'x' is not defined.\" suppressed]",
    ),
    (
        "truncated.json",
        "(looks like nothing) error: line 1 column 120: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "unused-directive.json",
        "ok eslint: eslint ok for syntax+lint [low lint unused-directive a.js:1 \"Unused eslint-disable directive.\"]",
    ),
    (
        "with-metadata.json",
        "ok eslint: eslint ok for syntax+lint [medium lint no-undef a.js:2 \"'x' is not defined.\"]",
    ),
    ("zero.json", "ok eslint: eslint ok for syntax+lint []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("eslint", ROWS);
}
