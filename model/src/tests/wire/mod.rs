//! Tests of the wire format.

mod damaged;
mod errors;
mod fixtures;
mod minor;
mod published;
mod repair;
mod round_trip;
mod schema;
mod v0;
