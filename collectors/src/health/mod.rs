//! Health: rounds of probes of services over HTTP(S), TCP and TLS or by commands, and what they use meanwhile.
//!
//! A probe is planned, sent and done, and ends `up`, `degraded`, `down` or `unknown`; its deadline counts from the
//! instant it was planned for, and no retry hides inside it. A round is several probes at a fixed rate and keeps
//! all of them. Durations are measured on the monotonic clock; wall time only labels.

mod canary;
mod checks;
mod command;
mod measure;
mod merged;
mod prepared;
mod probe;
mod prober;
pub(crate) mod reports;
mod round;
mod said;
mod service;
mod spoken;

pub use self::measure::{Better, Measure, Reading, Source, sample_name};
pub use self::merged::merged;
#[cfg(target_os = "linux")]
pub(crate) use self::prepared::{Prepared, prepare};
#[cfg(target_os = "linux")]
pub(crate) use self::probe::{Planned, run as probe};
pub use self::prober::Prober;
pub(crate) use self::reports::{FORMATS, merge};
pub use self::said::BodyFormat;
pub use self::service::{Command, Expectation, RoundPlan, Service};

use crate::Collected;
use chrono::{DateTime, Utc};
use quarterdeck_model::Timestamp;
use std::time::SystemTime;

/// Probes every service, all services side by side, and gives a round for each, in the order given; see [`Prober`].
pub fn collect(services: &[Service], plan: &RoundPlan) -> Collected {
    Prober::new(services.to_vec(), Vec::new(), plan.clone()).round(None)
}

/// The wall clock, for labels only.
fn now() -> Timestamp {
    Timestamp::from_chrono(DateTime::<Utc>::from(SystemTime::now()))
}

#[cfg(test)]
mod tests;
