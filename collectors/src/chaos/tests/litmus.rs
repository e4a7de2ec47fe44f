//! Reports of `litmus`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    ("one.json", "ok LitmusChaos: [shop/pod-delete pass]"),
    (
        "zero.json",
        "failed LitmusChaos: [shop/pod-delete error]; because no experiment has a verdict; Note shop/pod-delete: it has no verdict; its phase is ``",
    ),
    (
        "failed.json",
        "ok LitmusChaos: [shop/pod-delete fail]; Note shop/pod-delete: Failed in chaos injection phase",
    ),
    (
        "truncated.json",
        "error: line 1 column 150: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "awaited.json",
        "failed LitmusChaos: [shop/pod-delete error]; because no experiment has a verdict; Note shop/pod-delete: it has no verdict; its phase is `Running`",
    ),
    (
        "empty-verdict.json",
        "failed LitmusChaos: [shop/pod-delete error]; because no experiment has a verdict; Note shop/pod-delete: it has no verdict; its phase is ``",
    ),
    (
        "error-before-chaos.json",
        "ok LitmusChaos: [shop/pod-delete not-injected]; Note shop/pod-delete: TARGET_SELECTION_ERROR [pre-chaos] no pod has the label",
    ),
    (
        "list.yaml",
        "ok LitmusChaos: [shop/pod-delete pass][shop/pod-network-loss fail]; Note shop/pod-network-loss: Probe failed: is-it-there 👎",
    ),
    ("lower-case-status.json", "ok LitmusChaos: [shop/pod-delete pass]"),
    (
        "pass-with-a-failed-probe.json",
        "ok LitmusChaos: [shop/pod-delete fail]; Note shop/pod-delete: it says Pass, though not every probe succeeded",
    ),
    ("stopped.json", "ok LitmusChaos: [shop/pod-delete aborted]"),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Chaos, "litmus", ROWS, figures);
}
