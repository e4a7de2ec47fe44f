//! Test results as tools really write them, and as they should not.

mod go_test;
mod jest;
mod junit;
mod libtest;
mod mocha;
mod tap;
mod trx;

use crate::fixtures::{self, Row};
use crate::format::Reading;
use quarterdeck_model::payload::Case;
use quarterdeck_model::{Kind, Payload};
use std::fmt::Write as _;

fn check(format: &str, rows: &[Row]) {
    fixtures::check(Kind::Tests, format, rows, figures);
}

/// Every case, and the wall time.
fn figures(reading: &Reading) -> String {
    let Payload::Tests(tests) = &reading.payload else { return "no tests".to_owned() };
    let cases: Vec<String> = tests.cases.iter().map(case).collect();
    let wall = tests.wall_s.map_or_else(String::new, |wall| format!(" {wall} s in all"));
    format!("[{}]{wall}", cases.join(", "))
}

/// A case in one line.
fn case(case: &Case) -> String {
    let mut out = format!("{}: {} | {} | {}", case.status.as_str(), case.suite, case.class, case.name);
    if case.occurrence > 0 {
        let _ = write!(out, " #{}", case.occurrence);
    }
    if case.attempts > 1 {
        let _ = write!(out, " ×{}", case.attempts);
    }
    match case.duration_s {
        Some(seconds) => drop(write!(out, " {seconds} s")),
        None => out.push_str(" ? s"),
    }
    if let Some(message) = &case.message {
        let _ = write!(out, " {message:?}");
    }
    out
}
