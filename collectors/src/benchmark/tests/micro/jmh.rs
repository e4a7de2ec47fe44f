//! JMH.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("failed.json", "failed jmh: []; because com.shop.CartBenchmark.add has a score that is no number"),
    (
        "one.json",
        "ok jmh 1.36: [↓ com.shop.CartBenchmark.add [kind=hash, size=100] gc_alloc_rate_norm: 24 bytes by mean, n = 1, ↑ com.shop.CartBenchmark.add [kind=hash, size=100] rate: 1500 per_second by mean, 1465–1535 (0.999), n = 3, ↓ com.shop.CartBenchmark.find time: 215.5 ns by mean, n = 1]",
    ),
    (
        "truncated.json",
        "error: line 3 column 55: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "(looks like nothing) empty jmh: []; because the report holds no benchmark"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("jmh", ROWS);
}
