//! JUnit XML as tools really write it, and as they should not.

mod damage;
mod fixtures;
mod identity;
mod outcomes;
mod suites;
mod times;

use super::case;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::stream::Stream;
use crate::tests::junit;
use quarterdeck_model::payload::Tests;
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
    for one in &parsed.payload.cases {
        let _ = writeln!(out, "{}", case(one));
    }
    for diagnostic in &parsed.diagnostics {
        let _ = writeln!(out, "{:?}: {diagnostic}", diagnostic.level);
    }
    out
}
