//! JUnit XML as tools really write it, and as they should not.

mod damage;
mod fixtures;
mod identity;
mod outcomes;
mod suites;
mod times;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::stream::Stream;
use crate::tests::junit;
use quarterdeck_model::payload::{Case, Tests};
use std::fmt::Write as _;

pub(super) fn read(bytes: impl Into<Vec<u8>>) -> Result<Parsed<Tests>, CollectError> {
    let mut stream = Stream::from(bytes.into().as_slice());
    stream.name = "junit.xml".to_owned();
    junit::parse(stream, &["/repo".to_owned()])
}

/// All that a parse says, in a few lines.
pub(super) fn told(bytes: impl Into<Vec<u8>>) -> String {
    let parsed = match read(bytes) {
        Ok(parsed) => parsed,
        Err(error) => return format!("error: {error}\n"),
    };
    let mut out = format!("{} · {}", parsed.section.state.as_str(), parsed.tool);
    if let Some(at) = parsed.taken_at {
        let _ = write!(out, " · {at}");
    }
    if let Some(wall) = parsed.payload.wall_s {
        let _ = write!(out, " · {wall} s in all");
    }
    out.push('\n');
    for reason in &parsed.section.reasons {
        let _ = writeln!(out, "because: {reason}");
    }
    for case in &parsed.payload.cases {
        out.push_str(&line(case));
    }
    for diagnostic in &parsed.diagnostics {
        let _ = writeln!(out, "{:?}: {diagnostic}", diagnostic.level);
    }
    out
}

fn line(case: &Case) -> String {
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
    out + "\n"
}
