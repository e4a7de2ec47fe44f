//! A load run of our own: an open loop against one address (coordinated omission: Gil Tene, "How NOT to Measure
//! Latency").
//!
//! Request i is planned at t0 + i/rate whatever the answers do, and its response time counts from planned; a service
//! that stands still for a second is seen to. Timeouts and errors are recorded at the deadline and counted, so that
//! failing fast makes no percentile better. The run's figures are medians over the repeats that are valid.

mod capacity;
mod client;
mod connection;
mod expect;
mod fault;
mod judge;
mod lane;
mod opener;
mod outcome;
mod plan;
mod poller;
mod pool;
mod ratio;
mod repeat;
mod reply;
mod run;
mod sample;
mod scheduling;
mod share;
mod shared;
mod tally;
mod target;
mod wire;

pub use plan::{LoadPlan, Target};
pub use run::collect;

#[cfg(test)]
mod tests;
