//! What a run measured: one payload struct per kind, one file each.

pub mod benchmark;
pub mod chaos;
pub mod code;
pub mod count;
pub mod coverage;
pub mod figure;
pub mod findings;
pub mod health;
pub mod load;
pub mod tests;

pub use benchmark::{Benchmark, Entry, Estimate, Spread, Throughput};
pub use chaos::{Chaos, Event, Experiment, Impact, Recovery, Track, Verdict};
pub use code::{Churn, Code, Complexity, Function, Language, LargeFile};
pub use count::Count;
pub use coverage::{Counts, Coverage, FileCoverage};
pub use figure::Figure;
pub use findings::{Class, Finding, FindingCount, Findings, Severity, ToolReport};
pub use health::{Certificate, Health, Outcome, Phases, Probe, Round};
pub use load::{Client, Load, Measured, MedianSpread, Repeat, Step};
pub use tests::{Case, Status, Suite, TestFile, TestFiles, Tests};

use crate::{Kind, Metric};

/// What a run measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// Probe rounds.
    Health(Health),
    /// Load tests and micro-benchmarks.
    Benchmark(Benchmark),
    /// Coverage counts.
    Coverage(Coverage),
    /// Chaos experiments.
    Chaos(Chaos),
    /// Findings of linters and scanners.
    Findings(Findings),
    /// Test results.
    Tests(Tests),
    /// Size and churn.
    Code(Code),
}

impl Payload {
    /// The kind of this payload.
    pub fn kind(&self) -> Kind {
        match self {
            Payload::Health(_) => Kind::Health,
            Payload::Benchmark(_) => Kind::Benchmark,
            Payload::Coverage(_) => Kind::Coverage,
            Payload::Chaos(_) => Kind::Chaos,
            Payload::Findings(_) => Kind::Findings,
            Payload::Tests(_) => Kind::Tests,
            Payload::Code(_) => Kind::Code,
        }
    }

    /// The figures that follow from it. What was not obtained is not in the list.
    pub fn metrics(&self) -> Vec<Metric> {
        let all = match self {
            Payload::Health(p) => p.metrics(),
            Payload::Benchmark(p) => p.metrics(),
            Payload::Coverage(p) => p.metrics(),
            Payload::Chaos(p) => p.metrics(),
            Payload::Findings(p) => p.metrics(),
            Payload::Tests(p) => p.metrics(),
            Payload::Code(p) => p.metrics(),
        };
        all.into_iter().filter(|m| m.value.is_finite()).collect()
    }
}
