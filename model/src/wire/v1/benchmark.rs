//! Payload of kind `benchmark`: micro-benchmarks, load runs, stated figures.

use super::envelope::Section;
use super::figure::Figure;
use super::load::Measured;
use super::words::Direction;
use crate::EncodedHistogram;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// All that one benchmark run gave.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Benchmark {
    /// Micro-benchmarks.
    entries: Vec<Entry>,
    /// Load runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    loads: Vec<Load>,
    /// Figures stated outright by a report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    figures: Vec<Figure>,
}

/// One micro-benchmark.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Entry {
    /// Full name.
    name: String,
    /// What is measured: `time`, `memory`.
    measure: String,
    /// The figure.
    estimate: Estimate,
    /// Unit of the figure.
    unit: String,
    /// Which way is better.
    direction: Direction,
    /// Work an iteration.
    #[serde(skip_serializing_if = "Option::is_none")]
    throughput: Option<Throughput>,
    /// Whether it counts.
    section: Section,
}

/// A point estimate, in the unit of its entry.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Estimate {
    /// The value.
    value: f64,
    /// How it was estimated: `slope`, `mean`, `median`.
    estimator: String,
    /// How sure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    spread: Option<Spread>,
    /// Samples behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    samples: Option<u64>,
}

/// The interval around an estimate.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Spread {
    /// Lower bound.
    lower: f64,
    /// Upper bound.
    upper: f64,
    /// Confidence level, 0–1; absent for smallest and largest sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

/// Work an iteration.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Throughput {
    /// Amount.
    amount: f64,
    /// `bytes`, `elements`.
    of: String,
}

/// One load run. Histograms are HdrHistogram V2 DEFLATE base64, in microseconds.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Load {
    /// Endpoint or scenario.
    name: String,
    /// Valid or not, with reasons.
    section: Section,
    /// Seconds measured, without warm-up; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_s: Option<f64>,
    /// Requests a second asked for; absent for a closed loop.
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_asked: Option<f64>,
    /// Requests a second that were answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_achieved: Option<f64>,
    /// Requests sent.
    requests: u64,
    /// Of these, failed or timed out; absent when the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<u64>,
    /// From planned to done.
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<String>,
    /// From sent to done.
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    /// From planned to sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    send_lag: Option<String>,
    /// What only a run of our own knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    measured: Option<Measured>,
}

impl From<&domain::Benchmark> for Benchmark {
    fn from(v: &domain::Benchmark) -> Self {
        Self {
            entries: v.entries.iter().map(Into::into).collect(),
            loads: v.loads.iter().map(Into::into).collect(),
            figures: v.figures.iter().map(Into::into).collect(),
        }
    }
}

impl From<Benchmark> for domain::Benchmark {
    fn from(v: Benchmark) -> Self {
        Self {
            entries: v.entries.into_iter().map(Into::into).collect(),
            loads: v.loads.into_iter().map(Into::into).collect(),
            figures: v.figures.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::Entry> for Entry {
    fn from(v: &domain::Entry) -> Self {
        Self {
            name: v.name.clone(),
            measure: v.measure.clone(),
            estimate: (&v.estimate).into(),
            unit: v.unit.as_str().to_owned(),
            direction: v.direction.into(),
            throughput: v.throughput.as_ref().map(Into::into),
            section: (&v.section).into(),
        }
    }
}

impl From<Entry> for domain::Entry {
    fn from(v: Entry) -> Self {
        Self {
            name: v.name,
            measure: v.measure,
            estimate: v.estimate.into(),
            unit: crate::Unit::parse(&v.unit),
            direction: v.direction.into(),
            throughput: v.throughput.map(Into::into),
            section: v.section.into(),
        }
    }
}

impl From<&domain::Estimate> for Estimate {
    fn from(v: &domain::Estimate) -> Self {
        Self {
            value: v.value,
            estimator: v.estimator.clone(),
            spread: v.spread.as_ref().map(Into::into),
            samples: v.samples,
        }
    }
}

impl From<Estimate> for domain::Estimate {
    fn from(v: Estimate) -> Self {
        Self { value: v.value, estimator: v.estimator, spread: v.spread.map(Into::into), samples: v.samples }
    }
}

impl From<&domain::Spread> for Spread {
    fn from(v: &domain::Spread) -> Self {
        Self { lower: v.lower, upper: v.upper, confidence: v.confidence }
    }
}

impl From<Spread> for domain::Spread {
    fn from(v: Spread) -> Self {
        Self { lower: v.lower, upper: v.upper, confidence: v.confidence }
    }
}

impl From<&domain::Throughput> for Throughput {
    fn from(v: &domain::Throughput) -> Self {
        Self { amount: v.amount, of: v.of.clone() }
    }
}

impl From<Throughput> for domain::Throughput {
    fn from(v: Throughput) -> Self {
        Self { amount: v.amount, of: v.of }
    }
}

impl From<&domain::Load> for Load {
    fn from(v: &domain::Load) -> Self {
        Self {
            name: v.name.clone(),
            section: (&v.section).into(),
            duration_s: v.duration_s,
            rate_asked: v.rate_asked,
            rate_achieved: v.rate_achieved,
            requests: v.requests,
            errors: v.errors,
            response: v.response.as_ref().map(|h| h.0.clone()),
            service: v.service.as_ref().map(|h| h.0.clone()),
            send_lag: v.send_lag.as_ref().map(|h| h.0.clone()),
            measured: v.measured.as_ref().map(Into::into),
        }
    }
}

impl From<Load> for domain::Load {
    fn from(v: Load) -> Self {
        Self {
            name: v.name,
            section: v.section.into(),
            duration_s: v.duration_s,
            rate_asked: v.rate_asked,
            rate_achieved: v.rate_achieved,
            requests: v.requests,
            errors: v.errors,
            response: v.response.map(EncodedHistogram),
            service: v.service.map(EncodedHistogram),
            send_lag: v.send_lag.map(EncodedHistogram),
            measured: v.measured.map(Into::into),
        }
    }
}
