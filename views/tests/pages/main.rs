//! What pages say of small made-up histories.

#![allow(clippy::unwrap_used, reason = "helpers of tests say what must hold")]
#![allow(text_direction_codepoint_in_literal, reason = "hostile names must stand in what is expected")]

mod addresses;
mod benchmarks;
mod chaos;
mod charts;
mod comparison;
mod content;
mod explained;
mod gate;
mod health;
mod hostile;
mod made_up;
mod merged;
mod review;
