//! Reports of `gatus`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    (
        "one.json",
        "ok Gatus at 2026-01-02T02:05:00.000Z: [core/front-end, 2026-01-02T02:00:00.500Z up 200 in 12.5 ms, 2026-01-02T02:05:00.000Z up 200 in 14 ms][back-end, 2026-01-02T02:05:00.000Z up 200 in 3 ms]",
    ),
    ("zero.json", "(looks like nothing) empty Gatus: ; because the report looked at nothing"),
    (
        "failed.json",
        "ok Gatus at 2026-01-02T02:00:00.000Z: [core/front-end, 2026-01-02T02:00:00.000Z down ([STATUS] == 200; Get … dial tcp: refused)]",
    ),
    (
        "truncated.json",
        "error: line 31 column 16: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "no-results.json",
        "partial Gatus at 2026-01-02T02:00:00.000Z: [core/new, 2026-01-02T03:04:05.000Z unknown (has no result yet)][core/front-end, 2026-01-02T02:00:00.000Z up 200 in 1 ms]; because nothing is known of core/new: has no result yet",
    ),
    (
        "success-against-condition.json",
        "ok Gatus at 2026-01-02T02:00:00.000Z: [core/front-end, 2026-01-02T02:00:00.000Z down 200 in 700 ms ([RESPONSE_TIME] < 500)]",
    ),
    (
        "suites.json",
        "ok Gatus at 2026-01-02T02:00:00.000Z: [shop/checkout, 2026-01-02T02:00:00.000Z down in 250 ms (step 2 failed)]",
    ),
    (
        "zero-times.json",
        "ok Gatus: [core/front-end, 2026-01-02T03:04:05.000Z up 200 in 1 ms]; Note core/front-end: a result has no time, and counts as of now",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "gatus", ROWS, figures);
}
