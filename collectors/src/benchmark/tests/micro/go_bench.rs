//! Go's benchmark lines.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.txt",
        "partial go test: [↓ a Add-8 time: 50 ns by mean]; because BenchmarkBad-8 failed; because package a failed",
    ),
    (
        "one.txt",
        "ok go test: [↓ example.com/shop Add-8 allocations: 2 count by median, 2–2, n = 3, ↓ example.com/shop Add-8 memory: 512 bytes by median, 512–512, n = 3, ↑ example.com/shop Add-8 throughput: 24500000 bytes_per_second by median, 23500000–25500000, n = 3, ↓ example.com/shop Add-8 time: 1050 ns by median, 1010–1090, n = 3, · example.com/shop Find/size-16 hit_rate: 99.5 hit-rate by mean, ↓ example.com/shop Find/size-16 time: 2000000 ns by mean]",
    ),
    (
        "truncated.txt",
        "partial go test: [↓ a Add-8 time: 50 ns by mean]; because 2 records were left out; the first: line 3: is no whole result of a benchmark; it was left out; Warning line 3: is no whole result of a benchmark; it was left out; Warning line 3: the file ends inside a line",
    ),
    (
        "units.txt",
        "ok go test: [↑ a X hit_rate: 0.9 hit-rate by mean, ↓ a X lag: 3 lag by mean, ↓ a X time: 5 ns by mean, ↓ b X time: 7 ns by mean]",
    ),
    (
        "zero.txt",
        "(looks like nothing) error: holds no benchmark of Go; expected lines such as `BenchmarkAdd-8 1000000 1050 ns/op` (give go test the option -bench=. and keep what it prints)",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("go-bench", ROWS);
}
