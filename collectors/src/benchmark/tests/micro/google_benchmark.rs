//! Google Benchmark, old and new.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial google-benchmark: [↓ BM_Ok cpu_time: 4 ns by mean, ↓ BM_Ok time: 5 ns by mean]; because BM_Bad failed: no file; because BM_Skip was skipped: no gpu",
    ),
    ("old.json", "ok google-benchmark: [↓ BM_Old cpu_time: 4 ms by mean, ↓ BM_Old time: 5 ms by mean]"),
    (
        "one.json",
        "ok google-benchmark 1.9.0 at 2026-11-20T07:00:00.000Z: [↓ BM_Add/8 cpu_time: 10.75 us by median, 10.25–11.25, n = 2, · BM_Add/8 depth: 3 count by median, 3–3, n = 2, ↑ BM_Add/8 rate: 100 per_second by median, 100–100, n = 2, ↑ BM_Add/8 throughput: 1048576 bytes_per_second by median, 1048576–1048576, n = 2, ↓ BM_Add/8 time: 11 us by median, 10.5–11.5, n = 2]",
    ),
    (
        "truncated.json",
        "error: line 3 column 117: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty google-benchmark: []; because the report holds no benchmark"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("google-benchmark", ROWS);
}
