//! What pages say of small made-up histories.

#![allow(
    text_direction_codepoint_in_literal,
    reason = "what a form keeps of a hostile name is shown as it is"
)]
#![allow(clippy::unwrap_used, reason = "helpers of tests say what must hold")]

mod addresses;
mod areas;
mod benchmarks;
mod chaos;
mod charts;
mod comparison;
mod content;
mod explained;
mod gate;
mod gate_for_programs;
mod health;
mod hostile;
mod made_up;
mod merged;
mod percentiles;
mod projects;
mod review;
mod score;
