//! One test binary for everything end to end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these are tests, and they say what they skip"
)]

mod alerts;
mod browser;
mod build;
#[cfg(target_os = "linux")]
mod chaos;
mod check;
mod collect;
mod compare;
mod config;
mod detect;
mod explain;
mod export;
#[cfg(target_os = "linux")]
mod full;
mod git;
mod harness;
mod health;
mod history;
mod hooks;
mod hostile;
mod import;
mod init;
#[cfg(unix)]
mod killed;
mod load;
mod messages;
mod notify;
mod object_store;
mod objectives;
mod publish;
mod readme;
mod review;
mod runbooks;
mod schedule;
mod serve;
