//! The seven kinds of snapshot.

use std::fmt;

/// What a snapshot is about. The text form is the folder name in the archive and the value on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Probe rounds of services.
    Health,
    /// Load tests and micro-benchmarks.
    Benchmark,
    /// Coverage counts of a test run.
    Coverage,
    /// Chaos experiments.
    Chaos,
    /// Lint, type, security and dependency findings.
    Findings,
    /// Results of test suites.
    Tests,
    /// Size, churn and large files of the code itself.
    Code,
}

impl Kind {
    /// All kinds, in the order in which pages show them.
    pub const ALL: [Kind; 7] =
        [Kind::Health, Kind::Tests, Kind::Coverage, Kind::Benchmark, Kind::Chaos, Kind::Findings, Kind::Code];

    /// `health`, `benchmark`, … as in folder names and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Health => "health",
            Kind::Benchmark => "benchmark",
            Kind::Coverage => "coverage",
            Kind::Chaos => "chaos",
            Kind::Findings => "findings",
            Kind::Tests => "tests",
            Kind::Code => "code",
        }
    }

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == text)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
