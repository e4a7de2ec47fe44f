//! What the definitions promise, by their own worked figures: one test binary over small made-up histories.

mod alerts;
mod builder;
mod gate;
mod policy;
mod present;
mod score;
