//! Tests of this room: the domain by worked examples, the wire format by fixtures and properties.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod arbitrary;
mod history;
mod payload;
mod samples;
mod values;
mod wire;
