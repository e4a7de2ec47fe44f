//! Reports of `docker-ps`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    ("one.jsonl", "ok Docker: [api, 2026-01-02T03:04:05.000Z up]"),
    ("zero.jsonl", "(looks like nothing) empty Docker: ; because the report looked at nothing"),
    ("failed.jsonl", "ok Docker: [api, 2026-01-02T03:04:05.000Z down (Exited (137) 1 second ago)]"),
    (
        "truncated.jsonl",
        "error: line 2: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "states.jsonl",
        "partial Docker: [a, 2026-01-02T03:04:05.000Z up][b, 2026-01-02T03:04:05.000Z down (Up 2 hours (unhealthy))][c, 2026-01-02T03:04:05.000Z unknown (Up 1 second (health: starting))][d, 2026-01-02T03:04:05.000Z down (Up 2 hours (Paused))][e, 2026-01-02T03:04:05.000Z down (Restarting (1) 3 seconds ago)][f, 2026-01-02T03:04:05.000Z unknown (Created)][g, 2026-01-02T03:04:05.000Z unknown (Exited (0) 2 hours ago)][h, 2026-01-02T03:04:05.000Z down (Dead)]; because nothing is known of c: Up 1 second (health: starting); because nothing is known of f: Created; because nothing is known of g: Exited (0) 2 hours ago",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "docker-ps", ROWS, figures);
}
