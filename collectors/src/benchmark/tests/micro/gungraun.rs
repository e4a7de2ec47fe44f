//! Counts of gungraun.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "partial gungraun: [· shop::cart::bench_add ten d1_miss_rate: 0.5 percent by counted, ↓ shop::cart::bench_add ten estimated_cycles: 50 count by counted, ↓ shop::cart::bench_add ten instructions: 5 count by counted]; because shop::empty has no metrics",
    ),
    (
        "one.txt",
        "ok gungraun: [↓ shop::cart::bench_add with_ten:10 estimated_cycles: 2404 count by counted, ↓ shop::cart::bench_add with_ten:10 instructions: 1734 count by counted, · shop::cart::bench_add with_ten:10 l1_hits: 2359 count by counted, · shop::cart::bench_add with_ten:10 lli_miss_rate: 11.5 percent by counted, ↓ shop::cart::bench_none instructions: 0 count by counted]",
    ),
    (
        "truncated.json",
        "failed gungraun: []; because 2 records were left out; the first: line 3: is no whole summary and was left out: EOF while parsing a string; Warning line 3: is no whole summary and was left out: EOF while parsing a string; Warning line 3: the file ends inside a line",
    ),
    (
        "zero.txt",
        "(looks like nothing) error: holds no benchmark of gungraun; expected its text, or summaries with \"benchmark_exe\" and \"profiles\" (keep what `cargo bench` prints, or give the benchmark --output-format=json)",
    ),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("gungraun", ROWS);
}
