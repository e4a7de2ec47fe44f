//! Lines of Rust's `#[bench]`, also as `criterion --output-format bencher` and benchmarks of other languages print them:
//! `test NAME ... bench:  1,234.56 ns/iter (+/- 78) = 12 MB/s`. The `+/-` is largest less smallest sample.

use super::report::{Report, plain};
use super::units;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use quarterdeck_model::payload::{Benchmark, Estimate, Spread};
use std::borrow::Cow;

/// Whether a line is of a benchmark.
pub(crate) fn sniff(head: &str) -> bool {
    head.lines().any(|line| bench(line).is_some())
}

/// A list of lines that ends with `test result:`, where the harness itself prints them.
pub(crate) fn may_be_cut(text: &str) -> bool {
    !text.contains("running ")
        || text.trim_end().rsplit('\n').take(3).any(|line| line.starts_with("test result:"))
}

/// Reads the lines.
///
/// # Errors
/// When none is of a benchmark.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let mut report = Report::new(notes);
    let (mut begun, mut ended) = (0, 0);
    for (number, line) in (1..).zip(text.lines()) {
        begun += u32::from(line.starts_with("running "));
        ended += u32::from(line.starts_with("test result:"));
        let Some((name, rest)) = test(line) else { continue };
        match bench(line) {
            Some((_, said)) => match measured(said) {
                Some((estimate, unit, rate)) => {
                    report.measured(name, &units::measure(unit), estimate);
                    if let Some((value, unit)) = rate {
                        report.measured(name, &units::measure(unit), plain(value, "reported"));
                    }
                }
                None => {
                    report.notes.warn(number, format!("{name} has no time that can be read; it was left out"))
                }
            },
            None if rest.starts_with("FAILED") => report.failed(&format!("{name} failed")),
            None => {}
        }
    }
    if begun > ended {
        report.failed("the run did not end: it crashed, or the file is cut off");
    }
    if !text.ends_with('\n') && begun == 0 {
        report.notes.warn(text.lines().count() as u64, "the file ends inside a line".to_owned());
    }
    if report.is_empty() {
        return Err(CollectError::new(
            &input.name,
            "holds no benchmark; expected lines such as `test adds ... bench: 1,234 ns/iter (+/- 56)`",
        )
        .hint("`cargo bench` must print with Rust's harness, or with --output-format bencher of Criterion"));
    }
    Ok(report.finish("libtest"))
}

/// `test NAME ... REST`
fn test(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim_start().strip_prefix("test ")?.split_once(" ... ")?;
    Some((name.trim(), rest.trim()))
}

fn bench(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = test(line)?;
    Some((name, rest.strip_prefix("bench:")?))
}

type Measured<'a> = (Estimate, &'a str, Option<(f64, &'a str)>);

/// `1,234.56 ns/iter (+/- 78) = 12 MB/s`
fn measured(text: &str) -> Option<Measured<'_>> {
    let (value, rest) = text.trim().split_once(' ')?;
    let (unit, rest) = rest.split_once(" (+/- ")?;
    let (deviation, rest) = rest.split_once(')')?;
    let (value, width) = (number(value)?, number(deviation)?);
    let rate = rest.trim().strip_prefix('=').and_then(|rate| {
        let (value, unit) = rate.trim().split_once(' ')?;
        Some((number(value)?, unit.trim()))
    });
    let spread = Some(Spread { lower: value - width / 2.0, upper: value + width / 2.0, confidence: None });
    Some((Estimate { spread, ..plain(value, "median") }, unit.trim(), rate))
}

/// With commas between thousands.
fn number(text: &str) -> Option<f64> {
    let text = if text.contains(',') { Cow::Owned(text.replace(',', "")) } else { Cow::Borrowed(text) };
    text.parse().ok().filter(|value: &f64| value.is_finite() && *value >= 0.0)
}
