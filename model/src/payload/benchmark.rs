//! Benchmarks: micro-benchmarks with their estimates, load runs with their histograms, and stated figures.

use super::Figure;
use super::figure::metric;
use super::load::Load;
use crate::{Direction, Labels, Metric, Section, Unit};

/// A point estimate and how sure it is. All values in the entry's unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// How it was estimated: `slope`, `mean`, `median`. A silent switch would look like a step, so it is stored.
    pub estimator: String,
    /// Confidence interval or measured spread, where given.
    pub spread: Option<Spread>,
    /// Number of samples (runs, rounds) behind it.
    pub samples: Option<u64>,
}

/// The interval around an estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Lower bound.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
    /// Confidence level, 0–1, for an interval; `None` for smallest and largest sample.
    pub confidence: Option<f64>,
}

/// How much work one iteration does.
#[derive(Debug, Clone, PartialEq)]
pub struct Throughput {
    /// Amount an iteration.
    pub amount: f64,
    /// `bytes`, `elements`.
    pub of: String,
}

/// One micro-benchmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its full name, as the tool writes it (any text).
    pub name: String,
    /// What is measured: `time`, `memory`, `instructions`…
    pub measure: String,
    /// The figure.
    pub estimate: Estimate,
    /// Unit of the figure.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Work an iteration, where declared.
    pub throughput: Option<Throughput>,
    /// Failed runs make an entry that does not count.
    pub section: Section,
}

/// All that one benchmark run gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Benchmark {
    /// Micro-benchmarks.
    pub entries: Vec<Entry>,
    /// Load runs.
    pub loads: Vec<Load>,
    /// Figures stated outright by a report.
    pub figures: Vec<Figure>,
}

impl Benchmark {
    /// `benchmark.<measure>` labelled `benchmark=<name>`; of load runs `benchmark.latency_p50_ms`, `…_p95_ms` and
    /// `…_p99_ms` (each with enough samples; of repeats, the median), `benchmark.throughput_rps` and `benchmark.error_percent`; and the stated
    /// figures.
    pub fn metrics(&self) -> Vec<Metric> {
        let entries = self.entries.iter().filter(|e| e.section.state.counts()).map(Entry::metric);
        let loads = self.loads.iter().filter(|l| l.section.state.counts()).flat_map(Load::metrics);
        entries.chain(loads).chain(self.figures.iter().map(Figure::metric)).collect()
    }
}

impl Entry {
    fn metric(&self) -> Metric {
        let labels = Labels::one("benchmark", self.name.clone());
        let id = format!("benchmark.{}", self.measure);
        metric(&id, &labels, self.estimate.value, self.unit.clone(), self.direction)
    }
}
