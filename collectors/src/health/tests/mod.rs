//! Probes against small servers on loopback.

mod answers;
mod config;
mod failures;
mod pieces;
mod schedule;
mod secret;
mod server;
mod tls;
