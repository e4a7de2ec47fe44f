//! Reports of `health-json`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    ("one.json", "ok health+json 1.2.2 at 2026-01-02T01:00:00.000Z: [authz, 2026-01-02T01:00:00.000Z up]"),
    (
        "zero.json",
        "(looks like nothing) failed health+json: [zero, 2026-01-02T03:04:05.000Z unknown (says resting)]; because nothing is known of zero: says resting",
    ),
    (
        "failed.json",
        "ok health+json at 2026-01-02T01:00:00.000Z: [failed, 2026-01-02T01:00:00.000Z down (says fail: db:connections fail)]",
    ),
    (
        "truncated.json",
        "error: line 18 column 3: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("aliases.json", "ok health+json: [aliases, 2026-01-02T03:04:05.000Z down (says Down)]"),
    (
        "details-of-older-draft.json",
        "ok health+json at 2026-01-02T01:00:00.000Z: [details-of-older-draft, 2026-01-02T01:00:00.000Z degraded (says pass: db down)]; Note says pass, though a check failed: db down",
    ),
    (
        "object-instead-of-list.json",
        "ok health+json at 2026-01-02T01:00:00.000Z: [object-instead-of-list, 2026-01-02T01:00:00.000Z down (says error: db error)]",
    ),
    ("warn.json", "ok health+json: [warn, 2026-01-02T03:04:05.000Z degraded (says warn)]"),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "health-json", ROWS, figures);
}
