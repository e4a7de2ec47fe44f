//! Reports of `spring-actuator`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    ("one.json", "ok Spring Boot Actuator: [one, 2026-01-02T03:04:05.000Z up]"),
    (
        "zero.json",
        "failed Spring Boot Actuator: [zero, 2026-01-02T03:04:05.000Z unknown (says UNKNOWN)]; because nothing is known of zero: says UNKNOWN",
    ),
    (
        "failed.json",
        "ok Spring Boot Actuator: [failed, 2026-01-02T03:04:05.000Z down (says DOWN: redis DOWN)]",
    ),
    (
        "truncated.json",
        "error: line 7 column 9: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "details.json",
        "ok Spring Boot Actuator: [details, 2026-01-02T03:04:05.000Z down (says OUT_OF_SERVICE: queue OUT_OF_SERVICE)]",
    ),
    ("flat.json", "ok Spring Boot Actuator: [flat, 2026-01-02T03:04:05.000Z up]"),
    (
        "nested.json",
        "ok Spring Boot Actuator: [nested, 2026-01-02T03:04:05.000Z down (says DOWN: broker/us2 DOWN)]",
    ),
    (
        "own-status.json",
        "(looks like nothing) failed Spring Boot Actuator: [own-status, 2026-01-02T03:04:05.000Z unknown (says FATAL)]; because nothing is known of own-status: says FATAL",
    ),
    ("status-only.json", "ok Spring Boot Actuator: [status-only, 2026-01-02T03:04:05.000Z up]"),
    (
        "up-with-a-part-down.json",
        "ok Spring Boot Actuator: [up-with-a-part-down, 2026-01-02T03:04:05.000Z degraded (says UP: db DOWN)]; Note says UP, though a part is down: db DOWN",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "spring-actuator", ROWS, figures);
}
