//! Benchmarks: micro-benchmarks with their estimates, load runs with their histograms, and stated figures.

use super::Figure;
use super::figure::metric;
use crate::histogram::quantile_ms;
use crate::{Direction, EncodedHistogram, Labels, Metric, Section, Unit};
use hdrhistogram::Histogram;

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

/// One load run. Histograms hold microseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// Its name (endpoint or scenario).
    pub name: String,
    /// Valid or not, with reasons: an invalid run enters no trend, score or alert.
    pub section: Section,
    /// Seconds measured, without warm-up.
    pub duration_s: f64,
    /// Requests a second asked for; `None` for a closed loop.
    pub rate_asked: Option<f64>,
    /// Requests a second that were answered.
    pub rate_achieved: Option<f64>,
    /// Requests sent.
    pub requests: u64,
    /// Of these, failed or timed out; `None` when the source does not say.
    pub errors: Option<u64>,
    /// From planned to done.
    pub response: Option<EncodedHistogram>,
    /// From sent to done.
    pub service: Option<EncodedHistogram>,
    /// From planned to sent.
    pub send_lag: Option<EncodedHistogram>,
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
    /// `…_p99_ms` (each with enough samples), `benchmark.throughput_rps` and `benchmark.error_percent`; and the stated
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

/// Percentiles of a load run's response times that are figures of their own.
const PERCENTILES: [(f64, &str); 3] = [
    (0.5, "benchmark.latency_p50_ms"),
    (0.95, "benchmark.latency_p95_ms"),
    (0.99, "benchmark.latency_p99_ms"),
];

impl Load {
    fn metrics(&self) -> Vec<Metric> {
        let labels =
            if self.name.is_empty() { Labels::none() } else { Labels::one("load", self.name.clone()) };
        let mut out = Vec::new();
        if let Some(histogram) = self.responses() {
            let known = PERCENTILES.iter().filter_map(|(q, id)| Some((*id, quantile_ms(&histogram, *q)?)));
            let lower = Direction::LowerIsBetter;
            out.extend(known.map(|(id, v)| metric(id, &labels, v, Unit::Milliseconds, lower)));
        }
        out.extend(self.rate_achieved.map(|v| {
            metric("benchmark.throughput_rps", &labels, v, Unit::PerSecond, Direction::HigherIsBetter)
        }));
        if let Some(errors) = self.errors.filter(|_| self.requests > 0) {
            let share = errors as f64 * 100.0 / self.requests as f64;
            let lower = Direction::LowerIsBetter;
            out.push(metric("benchmark.error_percent", &labels, share, Unit::Percent, lower));
        }
        out
    }

    /// Its response times in microseconds; `None` without a histogram that decodes.
    pub fn responses(&self) -> Option<Histogram<u64>> {
        self.response.as_ref()?.decode().ok()
    }

    /// The response-time percentile `q` (0–1) in milliseconds; `None` without a histogram that decodes or with
    /// fewer than 1/(1−q) samples.
    pub fn percentile_ms(&self, q: f64) -> Option<f64> {
        quantile_ms(&self.responses()?, q)
    }
}
