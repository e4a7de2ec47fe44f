//! One test binary for everything end to end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these are tests, and they say what they skip"
)]

mod browser;
mod build;
mod check;
mod collect;
mod detect;
mod harness;
mod hostile;
mod import;
mod init;
mod messages;
mod readme;
mod serve;
