//! Micro-benchmarks: one file a tool; unit and direction are taken from the tool's own rules, never guessed from a name.

pub(crate) mod action;
pub(crate) mod asv;
mod bmf;
mod cargo_criterion;
mod formats;
mod go_bench;
mod google_benchmark;
mod gungraun;
mod jmh;
mod libtest_bench;
pub(crate) mod pytest_benchmark;
mod report;
mod units;

pub(crate) use self::formats::FORMATS;
