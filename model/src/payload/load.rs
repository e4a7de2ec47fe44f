//! Load runs: what was asked of a service, what it answered, and what the client was while it measured.

use super::figure::metric;
use crate::histogram::quantile_ms;
use crate::{Direction, EncodedHistogram, Labels, Metric, Section, Unit};
use hdrhistogram::Histogram;

/// One load run. Histograms hold microseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// Its name (endpoint or scenario).
    pub name: String,
    /// Valid or not, with reasons: an invalid run enters no trend, score or alert.
    pub section: Section,
    /// Seconds measured, without warm-up; `None` when the tool does not say.
    pub duration_s: Option<f64>,
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
    /// What only a run of our own knows; its histograms above are those of all valid repeats together.
    pub measured: Option<Measured>,
}

/// The repeats of a run, the rates tried, and the client.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Every repeat, valid or not, in order.
    pub repeats: Vec<Repeat>,
    /// Rates that were tried to find the capacity, in order.
    pub steps: Vec<Step>,
    /// The client.
    pub client: Client,
}

/// One repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// Valid or not, with reasons.
    pub section: Section,
    /// Requests a second that were answered well.
    pub rate_achieved: f64,
    /// Requests planned.
    pub requests: u64,
    /// Of these, failed or timed out.
    pub errors: u64,
    /// From planned to done, in microseconds.
    pub response: Option<EncodedHistogram>,
}

/// One rate on the way to the capacity.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Requests a second asked for.
    pub rate_asked: f64,
    /// Requests a second that were answered well.
    pub rate_achieved: f64,
    /// 99th percentile of the response times in milliseconds; `None` with too few requests.
    pub p99_ms: Option<f64>,
    /// Why this rate was too much; `None` when it was kept up with.
    pub too_much: Option<String>,
}

/// What the client was while it measured; a busy one measures itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Client {
    /// Cores that it may use.
    pub cores: u32,
    /// Its connections.
    pub connections: u32,
    /// Its CPU time as a share of its cores, 0–100.
    pub cpu_percent: Option<f64>,
    /// The part of `cpu_percent` in which its threads did nothing but wait for an instant, so as not to be late.
    pub spin_percent: Option<f64>,
    /// Load average of the machine over one minute, at the end.
    pub load_average: Option<f64>,
    /// CPU time that the hypervisor took, as a share of all, 0–100.
    pub steal_percent: Option<f64>,
    /// Share of the time in which some task waited for a CPU (Linux PSI), 0–100.
    pub pressure_percent: Option<f64>,
    /// How its threads were scheduled, in words.
    pub scheduling: String,
}

/// Percentiles of a load run's response times that are figures of their own.
const PERCENTILES: [(f64, &str); 3] = [
    (0.5, "benchmark.latency_p50_ms"),
    (0.95, "benchmark.latency_p95_ms"),
    (0.99, "benchmark.latency_p99_ms"),
];

impl Load {
    pub(super) fn metrics(&self) -> Vec<Metric> {
        let labels =
            if self.name.is_empty() { Labels::none() } else { Labels::one("load", self.name.clone()) };
        let lower = Direction::LowerIsBetter;
        let known = PERCENTILES.iter().filter_map(|(q, id)| Some((*id, self.figure_ms(*q)?)));
        let mut out: Vec<Metric> =
            known.map(|(id, v)| metric(id, &labels, v, Unit::Milliseconds, lower)).collect();
        out.extend(self.rate_achieved.map(|v| {
            metric("benchmark.throughput_rps", &labels, v, Unit::PerSecond, Direction::HigherIsBetter)
        }));
        if let Some(errors) = self.errors.filter(|_| self.requests > 0) {
            let share = errors as f64 * 100.0 / self.requests as f64;
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

    /// The figure of the run for the percentile `q`: the median over its valid repeats, else the run's own.
    fn figure_ms(&self, q: f64) -> Option<f64> {
        match &self.measured {
            Some(measured) if !measured.repeats.is_empty() => Some(measured.over_repeats(q)?.median),
            _ => self.percentile_ms(q),
        }
    }
}

/// A median, and the median of the distances from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianSpread {
    /// The median.
    pub median: f64,
    /// Median absolute deviation, not scaled.
    pub mad: f64,
}

impl MedianSpread {
    /// Of `values`; `None` of none. The median of an even number is the mean of the two in the middle.
    pub fn of(values: &[f64]) -> Option<Self> {
        let median = median(values.to_vec())?;
        let mad = self::median(values.iter().map(|value| (value - median).abs()).collect())?;
        Some(Self { median, mad })
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.get(values.len().checked_sub(1)? / 2)?, values.get(values.len() / 2)?);
    Some((low + high) / 2.0)
}

impl Measured {
    /// The percentile `q` (0–1) of each valid repeat, in milliseconds, as median and spread; `None` when one of them has
    /// too few requests for it, or none is valid.
    pub fn over_repeats(&self, q: f64) -> Option<MedianSpread> {
        let valid = self.repeats.iter().filter(|repeat| repeat.section.state.counts());
        let of = |repeat: &Repeat| quantile_ms(&repeat.response.as_ref()?.decode().ok()?, q);
        MedianSpread::of(&valid.map(of).collect::<Option<Vec<f64>>>()?)
    }
}
