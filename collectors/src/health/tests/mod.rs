//! Probes against small servers on loopback.

mod answers;
mod bodies;
mod canary;
mod command;
mod config;
mod failures;
mod measures;
mod pieces;
mod schedule;
mod secret;
mod server;
mod tls;
