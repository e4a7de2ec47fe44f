//! Reports of benchmarks as tools really write them, and as they should not.

mod criterion;
mod damage;
mod load;
mod micro;
mod reports;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use quarterdeck_model::payload::{Benchmark, Entry};
use std::fmt::Write as _;

type Parse = fn(&Input, &[String]) -> Result<Parsed<Benchmark>, CollectError>;

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/tool-output/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// All that a parse says, in a few lines, without the folder of this machine.
fn told(parse: Parse, name: &str) -> String {
    let path = fixture(name);
    let bytes = if std::path::Path::new(&path).is_dir() { Vec::new() } else { std::fs::read(&path).unwrap() };
    let said = match parse(&Input { name: path.clone(), bytes }, &[]) {
        Ok(parsed) => lines(&parsed),
        Err(error) => format!("error: {error}\n"),
    };
    said.replace(&path, name)
}

fn lines(parsed: &Parsed<Benchmark>) -> String {
    let mut out = format!("{} · {}", parsed.section.state.as_str(), parsed.tool);
    if let Some(at) = parsed.taken_at {
        let _ = write!(out, " · {at}");
    }
    out.push('\n');
    for reason in &parsed.section.reasons {
        let _ = writeln!(out, "because: {reason}");
    }
    for entry in &parsed.payload.entries {
        out.push_str(&line(entry));
    }
    for figure in &parsed.payload.figures {
        let _ = writeln!(out, "{} = {} {}", figure.metric, figure.value, figure.unit);
    }
    for diagnostic in &parsed.diagnostics {
        let _ = writeln!(out, "{:?}: {diagnostic}", diagnostic.level);
    }
    out
}

fn line(entry: &Entry) -> String {
    let estimate = &entry.estimate;
    let mut out = format!(
        "{} {}: {} {} by {}",
        entry.name, entry.measure, estimate.value, entry.unit, estimate.estimator
    );
    if let Some(spread) = &estimate.spread {
        let _ = write!(out, ", {}–{}", spread.lower, spread.upper);
        let _ = spread.confidence.map(|c| write!(out, " ({c})"));
    }
    let _ = estimate.samples.map(|n| write!(out, ", n = {n}"));
    let _ = entry.throughput.as_ref().map(|t| write!(out, ", {} {} each", t.amount, t.of));
    if !entry.section.state.counts() {
        out.push_str(", does not count");
    }
    out + "\n"
}
