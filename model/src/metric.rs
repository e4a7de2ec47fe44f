//! One figure of one run.

use crate::{Direction, Labels, Unit};
use std::fmt;

/// The name of a metric: lower-case words joined by dots and underscores, the area first, and the unit last where
/// the value has one fixed unit: `coverage.line_percent`, `benchmark.latency_p99_ms`, `findings.vulnerabilities`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MetricId(String);

impl MetricId {
    /// Wraps a name. Names from tools belong into labels; ids come from this project's own list.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MetricId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One figure of one run. A figure that was not obtained has no `Metric` at all: unknown is absence, never 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// Which figure.
    pub id: MetricId,
    /// What tells it from others of the same id in the same run (`service=api`); empty for the only one.
    pub labels: Labels,
    /// The figure; always finite.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
}
