//! Reports of `upptime`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    (
        "one.yml",
        "ok Upptime at 2026-01-02T03:04:05.629Z: [one at https://shop.example/, 2026-01-02T03:04:05.629Z up 200 in 103 ms]",
    ),
    (
        "zero.yml",
        "(looks like nothing) error: is empty; expected a YAML document (the tool wrote nothing: look at its own messages)",
    ),
    (
        "failed.yml",
        "ok Upptime at 2026-01-02T03:04:05.629Z: [failed at https://shop.example/, 2026-01-02T03:04:05.629Z down (Upptime says down)]",
    ),
    ("truncated.yml", "error: line 6 column 1: is not as expected: missing field `lastUpdated`"),
    (
        "badge-no-time.json",
        "failed Upptime: ; because `0 ms` of upptime is no figure; Warning `0 ms` of upptime is no figure",
    ),
    (
        "badge-response-time.json",
        "ok Upptime: (health.reported_response_ms period=all, service=upptime = 388 ms)",
    ),
    (
        "badge-uptime.json",
        "ok Upptime: (health.reported_uptime_percent period=week, service=upptime = 90.34 percent)",
    ),
    (
        "no-time.yml",
        "error: has a `lastUpdated` that is no time (expected a time such as 2026-01-02T03:04:05.000Z)",
    ),
    (
        "summary.json",
        "partial Upptime: [shop at https://shop.example/, 2026-01-02T03:04:05.000Z up in 219 ms][search at https://search.example/, 2026-01-02T03:04:05.000Z degraded (Upptime says degraded)](health.reported_uptime_percent period=all, service=shop = 99.5 percent)(health.reported_uptime_percent period=day, service=shop = 100 percent)(health.reported_uptime_percent period=week, service=shop = 98 percent)(health.reported_uptime_percent period=month, service=shop = 99 percent)(health.reported_uptime_percent period=day, service=search = 100 percent); because search: the uptime `NaN%` is no percentage; Warning search: the uptime `NaN%` is no percentage",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "upptime", ROWS, figures);
}
