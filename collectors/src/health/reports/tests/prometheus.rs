//! Reports of `prometheus`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    (
        "one.prom",
        "ok Prometheus: [one, 2026-01-02T03:04:05.000Z up 200 in 250 ms, certificate until 2026-12-13T07:55:05.000Z]",
    ),
    (
        "zero.prom",
        "failed Prometheus: ; because states neither probe_success, up nor memory: nothing of it is taken; Warning states neither probe_success, up nor memory: nothing of it is taken",
    ),
    (
        "failed.prom",
        "ok Prometheus: [failed, 2026-01-02T03:04:05.000Z down in 9500 ms (the exporter says that it failed)]",
    ),
    (
        "truncated.prom",
        "failed Prometheus: ; because 2 records were left out; the first: line 4: was cut off: every line ends with a line feed; Warning line 4: was cut off: every line ends with a line feed; Warning states neither probe_success, up nor memory: nothing of it is taken",
    ),
    (
        "federated.prom",
        "partial Prometheus: [node/10.0.0.1:9100, 2026-01-02T03:04:05.000Z up][node/10.0.0.2:9100, 2026-01-02T03:04:05.000Z down (the exporter says that it failed)][node/10.0.0.3:9100, 2026-01-02T03:04:05.000Z unknown (its success is NaN)]; because nothing is known of node/10.0.0.3:9100: its success is NaN",
    ),
    (
        "no-sample.prom",
        "error: holds no sample (fetch the address with curl, and look whether its answer is an error)",
    ),
    ("node.prom", "ok Prometheus: (resource.memory_mb service=node = 3000 MB)"),
    ("process.prom", "ok Prometheus: (resource.memory_mb service=process = 25 MB)"),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "prometheus", ROWS, figures);
}
