//! Messages of cargo-criterion.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("failed.jsonl", "failed cargo-criterion: []; because broken has no typical time"),
    (
        "one.jsonl",
        "ok cargo-criterion: [↓ fib/20 time: 10.5 ns by slope, 10.25–10.75 (0.95), n = 2, 1024 bytes each, ↓ flat time: 3.5 us by mean, 3.25–3.75 (0.95), n = 1]",
    ),
    (
        "truncated.jsonl",
        "partial cargo-criterion: [↓ fib/20 time: 10.5 ns by slope, 10.25–10.75 (0.95), n = 2, 1024 bytes each]; because line 2: is no whole message and was left out: EOF while parsing a string; Warning line 2: is no whole message and was left out: EOF while parsing a string",
    ),
    ("zero.jsonl", "empty cargo-criterion: []; because the report holds no benchmark"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("cargo-criterion", ROWS);
}
