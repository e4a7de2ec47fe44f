//! Experiments on a real server: what is measured agrees with the server's own log, and the fault is always undone.

mod engine;
mod faults;
mod harness;
mod log;
mod network;
mod pressure;
mod refused;
mod tools;
mod undone;
