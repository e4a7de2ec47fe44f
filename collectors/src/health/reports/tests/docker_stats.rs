//! Reports of `docker-stats`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    (
        "one.jsonl",
        "ok Docker: (resource.memory_mb service=api = 0.397312 MB)(resource.cpu_core_percent service=api = 1.36 percent)(resource.memory_mb service=db = 1610.612736 MB)(resource.cpu_core_percent service=db = 112.5 percent)",
    ),
    ("zero.jsonl", "(looks like nothing) empty Docker: ; because the report looked at nothing"),
    (
        "failed.jsonl",
        "failed Docker: ; because line 1: api does not run: its use is not known; Warning line 1: api does not run: its use is not known",
    ),
    (
        "truncated.jsonl",
        "error: line 2: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "no-data-yet.jsonl",
        "partial Docker: (resource.memory_mb service=db = 104.8576 MB)(resource.cpu_core_percent service=db = 2 percent); because line 1: api has no figures yet; Warning line 1: api has no figures yet",
    ),
    (
        "one-is-stopped.jsonl",
        "partial Docker: (resource.memory_mb service=db = 104.8576 MB)(resource.cpu_core_percent service=db = 2 percent); because line 1: api does not run: its use is not known; Warning line 1: api does not run: its use is not known",
    ),
    (
        "streamed.jsonl",
        "ok Docker: (resource.memory_mb service=api = 12.582912 MB)(resource.cpu_core_percent service=api = 3 percent)",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "docker-stats", ROWS, figures);
}
