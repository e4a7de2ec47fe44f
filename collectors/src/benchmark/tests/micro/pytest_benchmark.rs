//! pytest-benchmark.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("failed.json", "error: at /benchmarks/0/stats/mean: invalid type: string \"fast\", expected f64"),
    (
        "one.json",
        "partial pytest-benchmark 5.1.0 at 2026-11-20T07:00:00.500Z: [↓ bench.py::test_add time: 0.000024 s by mean, 0.000022–0.0003, n = 38523]; because bench.py::test_broken has no mean time",
    ),
    (
        "truncated.json",
        "error: line 2 column 141: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "zero.json",
        "empty pytest-benchmark 2.5.0 at 2015-08-15T00:04:13.838Z: []; because the report holds no benchmark",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("pytest-benchmark", ROWS);
}
