//! Reports of `kubernetes-readyz`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    ("one.txt", "ok Kubernetes: [one, 2026-01-02T03:04:05.000Z up]"),
    ("zero.txt", "empty Kubernetes: ; because the report looked at nothing"),
    (
        "failed.txt",
        "ok Kubernetes: [failed, 2026-01-02T03:04:05.000Z down (etcd not ok: client: etcd cluster is unavailable; hook failed: reason withheld)]",
    ),
    (
        "truncated.txt",
        "error: has no verdict at its end; expected `readyz check passed` (the file was cut off, or something else answered; fetch it with `?verbose`)",
    ),
    ("etcd.txt", "ok Kubernetes: [etcd, 2026-01-02T03:04:05.000Z up]"),
    (
        "passed-with-a-failed-check.txt",
        "ok Kubernetes: [passed-with-a-failed-check, 2026-01-02T03:04:05.000Z down (etcd failed: reason withheld)]; Note the verdict is good, though a check failed",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "kubernetes-readyz", ROWS, figures);
}
