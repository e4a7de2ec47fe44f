//! Live experiments: break something on purpose, watch what is felt, and always put it back.
//!
//! Baseline, inject, hold, clear, recovery watch, baseline again. The exact inverse of every fault is on disk before the
//! fault is injected; it runs on success, failure, signal and panic, and when the runner is killed a guardian process
//! runs it. Probes are planned at a fixed rate whatever the answers do (open loop) and each has a connection of its own.
//! The judgement is a pure function over the probes.

mod action;
pub mod judge;
mod recovery;
mod scenario;

pub use action::{Action, ProxyFault, Who};
pub use scenario::{Criteria, Floors, Scenario, Steady};

#[cfg(target_os = "linux")]
mod doctor;
#[cfg(target_os = "linux")]
mod fault;
#[cfg(target_os = "linux")]
mod guard;
#[cfg(target_os = "linux")]
mod loopback;
#[cfg(target_os = "linux")]
mod machine;
#[cfg(target_os = "linux")]
mod phases;
#[cfg(target_os = "linux")]
mod plan;
#[cfg(target_os = "linux")]
mod press;
#[cfg(target_os = "linux")]
mod prober;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod program;
#[cfg(target_os = "linux")]
mod report;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod state;
#[cfg(target_os = "linux")]
mod undo;

#[cfg(target_os = "linux")]
pub use {
    doctor::{Ability, doctor},
    guard::guard,
    plan::{Ready, Site, ready},
    press::{Pressure, press},
    run::{Ended, run},
    state::{Recovered, recover},
};

#[cfg(test)]
mod tests;
