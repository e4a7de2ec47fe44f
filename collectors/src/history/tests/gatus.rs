//! Histories of Gatus.

use super::{Row, check};

const ROWS: &[Row] = &[
    (
        "statuses.json",
        &[
            "2026-01-02T02:00:00.500Z - - core/front-end ok gatus: health.good_percent [service=core/front-end] 0, health.services_down 1",
            "2026-01-02T02:05:00.000Z - - core/front-end ok gatus: health.good_percent [service=core/front-end] 100, health.latency_ms [service=core/front-end] 14, health.services_down 0",
            "2026-01-02T02:05:00.000Z - - back-end ok gatus: health.good_percent [service=back-end] 100, health.latency_ms [service=back-end] 3, health.services_down 0",
            "statuses.json: a result of core/front-end has no time; it was left out",
        ],
    ),
    (
        "one.json",
        &[
            "2026-01-02T02:05:00.000Z - - back-end ok gatus: health.good_percent [service=back-end] 100, health.latency_ms [service=back-end] 3, health.services_down 0",
        ],
    ),
    (
        "package.json",
        &[
            "error: package.json: holds no result of Gatus (expected what /api/v1/endpoints/statuses answers, saved as a file)",
        ],
    ),
];

#[test]
fn every_run_is_read_as_the_table_says() {
    check("gatus", ROWS);
}
