//! What pages say of small made-up histories.

#![allow(clippy::unwrap_used, reason = "helpers of tests say what must hold")]

mod addresses;
mod benchmarks;
mod chaos;
mod charts;
mod content;
mod health;
mod hostile;
mod made_up;
mod merged;
mod review;
