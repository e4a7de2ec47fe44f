//! Bencher Metric Format.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("failed.json", "error: at /adds/latency/value: invalid type: string \"fast\", expected f64"),
    (
        "one.json",
        "ok bencher: [↑ adds rate: 5.5 per_second by reported, ↓ adds time: 88.5 ns by reported, 87.5–89.5, ↓ binary file_size: 1024 bytes by reported, · binary total_blocks: 7 count by reported, ↓ odd time: 3247 ns by reported]; Note bounds of latency of odd are not around its value and were left out",
    ),
    (
        "truncated.json",
        "error: line 1 column 90: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "(looks like nothing) empty bencher: []; because the report holds no benchmark"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("bmf", ROWS);
}
