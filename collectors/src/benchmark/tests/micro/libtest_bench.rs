//! Rust's benchmark lines.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "bencher.txt",
        "partial libtest: [↓ group/fib/20 time: 37174 ns by median, 37171.5–37176.5, ↓ same time: 5 ns by median, 5–5, ↓ same #2 time: 7 ns by median, 7–7]; because line 4: odd has no time that can be read; it was left out; Warning line 4: odd has no time that can be read; it was left out",
    ),
    (
        "failed.txt",
        "partial libtest: [↓ tests::bench_sub time: 3215 ns by median, 3037–3393]; because tests::bench_add failed",
    ),
    (
        "one.txt",
        "ok libtest: [↓ tests::bench_add time: 1234.56 ns by median, 1195.56–1273.56, ↑ tests::bench_copy throughput: 102000000 bytes_per_second by reported, ↓ tests::bench_copy time: 10 ns by median, 9–11]",
    ),
    (
        "truncated.txt",
        "partial libtest: [↓ tests::bench_add time: 3215 ns by median, 3037–3393]; because the run did not end: it crashed, or the file is cut off",
    ),
    (
        "zero.txt",
        "(looks like nothing) error: holds no benchmark; expected lines such as `test adds ... bench: 1,234 ns/iter (+/- 56)` (`cargo bench` must print with Rust's harness, or with --output-format bencher of Criterion)",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("libtest-bench", ROWS);
}
