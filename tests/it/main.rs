//! One test binary for everything end to end.

mod browser;
mod build;
mod check;
mod collect;
mod harness;
mod hostile;
mod init;
mod messages;
mod readme;
mod serve;
