//! SimpleCov's result set.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial simplecov: line 1/1 [lib/a.rb 1/1]; because lib/a.rb: 2 lines with a count that is none left out; Warning lib/a.rb: 2 lines with a count that is none left out",
    ),
    ("old-lists.json", "ok simplecov at 2026-01-01T10:00:00.000Z: line 1/2 [lib/a.rb 1/2]"),
    ("one.json", "ok simplecov at 2026-01-01T10:00:00.000Z: line 2/3, branch 1/2 [lib/a.rb 2/3 1/2]"),
    (
        "truncated.json",
        "error: line 1 column 110: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "two-commands.json",
        "ok simplecov at 2026-01-01T10:01:40.500Z: line 3/3, branch 1/2 [lib/a.rb 3/3 1/2]",
    ),
    (
        "zero.json",
        "(looks like nothing) empty simplecov at 2026-01-01T10:00:00.000Z:  []; because the report names no line of code",
    ),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("simplecov", ROWS);
}
