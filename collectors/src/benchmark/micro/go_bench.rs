//! Text of `go test -bench` (<https://go.dev/design/14313-benchmark-format>): lines of a name, iterations, and pairs of
//! value and unit. Lines of one name are repetitions, of which the median counts. `pkg:` and `Unit` lines hold for
//! what follows.

use super::report::{Report, median};
use super::units::{self, Measure};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use quarterdeck_model::Direction;
use quarterdeck_model::payload::Benchmark;
use std::collections::{BTreeMap, HashMap};

/// Whether a line is of a benchmark.
pub(crate) fn sniff(head: &str) -> bool {
    head.lines().any(|line| result(line).is_some())
}

/// Ends with `ok` of the last package; a file of concatenated results has no end that is told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.lines().last().is_some_and(|line| !line.starts_with("Benchmark") || result(line).is_some())
}

/// Reads the lines.
///
/// # Errors
/// When none is of a benchmark.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, notes) = input.noted();
    let mut run =
        Run { report: Report::new(notes), package: "", better: HashMap::new(), values: BTreeMap::new() };
    for (number, line) in (1..).zip(text.lines()) {
        run.line(number, line.trim_end());
    }
    if !text.ends_with('\n') && text.lines().last().is_some_and(|line| line.starts_with("Benchmark")) {
        run.report.notes.warn(text.lines().count() as u64, "the file ends inside a line".to_owned());
    }
    let report = run.finish();
    if report.is_empty() {
        return Err(CollectError::new(
            &input.name,
            "holds no benchmark of Go; expected lines such as `BenchmarkAdd-8 1000000 1050 ns/op`",
        )
        .hint("give go test the option -bench=. and keep what it prints"));
    }
    Ok(report.finish("go test"))
}

/// The lines of a run.
struct Run<'a> {
    report: Report,
    package: &'a str,
    /// Units whose better way is stated.
    better: HashMap<&'a str, Direction>,
    /// Values by benchmark and unit.
    values: BTreeMap<(String, &'a str), Vec<f64>>,
}

impl<'a> Run<'a> {
    fn line(&mut self, number: u64, line: &'a str) {
        if let Some(package) = line.strip_prefix("pkg: ") {
            self.package = package.trim();
        } else if let Some(unit) = line.strip_prefix("Unit ") {
            self.unit(unit);
        } else if let Some((name, pairs)) = result(line) {
            let name =
                if self.package.is_empty() { name.to_owned() } else { format!("{} {name}", self.package) };
            for (value, unit) in pairs {
                self.values.entry((name.clone(), unit)).or_default().push(value);
            }
        } else if let Some(name) = line.trim_start().strip_prefix("--- FAIL: Benchmark") {
            self.report.failed(&format!("Benchmark{name} failed"));
        } else if let Some(package) = line.strip_prefix("FAIL\t") {
            let package = package.split_whitespace().next().unwrap_or_default();
            self.report.failed(&format!("package {package} failed"));
        } else if line.starts_with("Benchmark") && line.split_whitespace().count() > 2 {
            self.report.notes.warn(number, "is no whole result of a benchmark; it was left out".to_owned());
        }
    }

    /// `ns/op better=lower`
    fn unit(&mut self, text: &'a str) {
        let mut words = text.split_whitespace();
        let Some(unit) = words.next() else { return };
        for word in words {
            match word {
                "better=lower" => drop(self.better.insert(unit, Direction::LowerIsBetter)),
                "better=higher" => drop(self.better.insert(unit, Direction::HigherIsBetter)),
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Report {
        for ((name, unit), values) in &self.values {
            let Some(estimate) = median(values, "mean") else { continue };
            self.report.measured(name, &self.measure(unit), estimate);
        }
        self.report
    }

    fn measure(&self, unit: &str) -> Measure {
        let measure = units::measure(unit);
        match self.better.get(unit) {
            Some(direction) => measure.directed(*direction),
            None => measure,
        }
    }
}

/// Name without `Benchmark`, and pairs of value and unit.
fn result(line: &str) -> Option<(&str, Vec<(f64, &str)>)> {
    let mut words = line.strip_prefix("Benchmark")?.split_whitespace();
    let (name, iterations) = (words.next()?, words.next()?);
    iterations.parse::<u64>().ok()?;
    let mut pairs = Vec::new();
    while let Some(value) = words.next() {
        pairs.push((value.parse().ok()?, words.next()?));
    }
    (!pairs.is_empty()).then_some((name, pairs))
}
