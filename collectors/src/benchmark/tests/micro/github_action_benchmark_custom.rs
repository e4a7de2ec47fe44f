//! What one writes oneself for github-action-benchmark.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial github-action-benchmark: [↑ rate rate: 3 per_second by reported]; because start has a value that is no number",
    ),
    (
        "one.json",
        "ok github-action-benchmark: [· CPU load percent: 50 Percent by reported, 47.5–52.5, ↑ answers rate: 900 per_second by reported, ↓ start time: 120.5 ms by reported, 117.5–123.5]",
    ),
    (
        "truncated.json",
        "error: line 2 column 33: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "zero.json",
        "(looks like nothing) empty github-action-benchmark: []; because the report holds no benchmark",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("github-action-benchmark-custom", ROWS);
}
