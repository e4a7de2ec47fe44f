//! The judgement by data, and the pieces that need a running system.

mod judgement;
#[cfg(target_os = "linux")]
mod phases;
mod scenarios;
