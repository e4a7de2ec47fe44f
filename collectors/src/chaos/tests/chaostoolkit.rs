//! Reports of `chaostoolkit`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    (
        "one.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart pass for 10.5 s, 1 inject kill cart, 9 clear start cart]",
    ),
    (
        "zero.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart not-injected]; Note Kill the cart: no action ran",
    ),
    (
        "failed.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart fail for 10.5 s, 1 inject kill cart, 2 probe-failed is it there]",
    ),
    (
        "truncated.json",
        "error: line 44 column 18: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "aborted.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart aborted, 1 inject-failed kill cart]",
    ),
    (
        "before-is-null.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart pass for 10.5 s, 1 inject kill cart]",
    ),
    (
        "continuous-deviation.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart pass for 10.5 s, 1 inject kill cart]; Note the steady state did not hold in 1 looks during the method",
    ),
    (
        "looked-at-only-during.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart fail for 10.5 s, 1 inject kill cart]; Note the steady state did not hold in 1 looks during the method",
    ),
    (
        "dry.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart not-injected]; Note Kill the cart: it was a dry run",
    ),
    (
        "failed-action.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart not-injected, 1 inject-failed kill cart]; Note Kill the cart: an action failed",
    ),
    (
        "failed-rollback.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart pass for 10.5 s, 1 inject kill cart, 9 clear-failed start cart]",
    ),
    (
        "interrupted.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart aborted for 10.5 s, 1 inject kill cart]",
    ),
    (
        "not-steady-before.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart not-injected]; Note Kill the cart: the steady state did not hold before",
    ),
    (
        "nothing-looked-at.json",
        "failed Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.000Z: [Kill the cart error for 10.5 s, 1 inject kill cart]; because the steady state was not looked at afterwards; Note Kill the cart: the steady state was not looked at afterwards",
    ),
    (
        "times-without-zone.json",
        "ok Chaos Toolkit 1.44.0 at 2026-01-02T03:00:00.250Z: [Kill the cart pass for 10.25 s, 1 inject kill cart]",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Chaos, "chaostoolkit", ROWS, figures);
}
