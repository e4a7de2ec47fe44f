//! Change points: the worked cases of the definitions, what must hold for any input, and the operating point in small.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod noise;
mod operating_point;
mod properties;
mod worked;
