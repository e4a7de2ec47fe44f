//! What the definitions promise, by their own worked figures: one test binary over small made-up histories.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod alerts;
mod annotations;
mod browser;
mod builder;
mod compared;
#[path = "../../../model/src/tests/wire/damaged.rs"]
mod damaged;
mod dated;
mod gate;
mod kinds;
mod merged;
mod objectives;
mod policy;
mod present;
mod properties;
mod review;
mod score;
mod since;
mod snapshots;
