//! What only a load run of our own knows: its repeats, the rates it tried, its client.

use super::envelope::Section;
use crate::EncodedHistogram;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// The repeats of a run, the rates tried, and the client.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Measured {
    /// Every repeat, valid or not, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    repeats: Vec<Repeat>,
    /// Rates that were tried to find the capacity, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
    /// The client.
    client: Client,
}

/// One repeat.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Repeat {
    /// Valid or not, with reasons.
    section: Section,
    /// Requests a second that were answered well.
    rate_achieved: f64,
    /// Requests planned.
    requests: u64,
    /// Of these, failed or timed out.
    errors: u64,
    /// From planned to done: HdrHistogram V2 DEFLATE base64, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<String>,
}

/// One rate on the way to the capacity.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Step {
    /// Requests a second asked for.
    rate_asked: f64,
    /// Requests a second that were answered well.
    rate_achieved: f64,
    /// 99th percentile of the response times in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    p99_ms: Option<f64>,
    /// Why this rate was too much; absent when it was kept up with.
    #[serde(skip_serializing_if = "Option::is_none")]
    too_much: Option<String>,
}

/// What the client was while it measured.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Client {
    /// Cores that it may use.
    cores: u32,
    /// Its connections.
    connections: u32,
    /// Its CPU time as a share of its cores, 0–100.
    #[serde(skip_serializing_if = "Option::is_none")]
    cpu_percent: Option<f64>,
    /// The part of it in which its threads did nothing but wait for an instant, so as not to be late.
    #[serde(skip_serializing_if = "Option::is_none")]
    spin_percent: Option<f64>,
    /// Load average of the machine over one minute, at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    load_average: Option<f64>,
    /// CPU time that the hypervisor took, as a share of all, 0–100.
    #[serde(skip_serializing_if = "Option::is_none")]
    steal_percent: Option<f64>,
    /// Share of the time in which some task waited for a CPU, 0–100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pressure_percent: Option<f64>,
    /// How its threads were scheduled, in words.
    scheduling: String,
}

impl From<&domain::Measured> for Measured {
    fn from(v: &domain::Measured) -> Self {
        let repeat = |v: &domain::Repeat| Repeat {
            section: (&v.section).into(),
            rate_achieved: v.rate_achieved,
            requests: v.requests,
            errors: v.errors,
            response: v.response.as_ref().map(|h| h.0.clone()),
        };
        let step = |v: &domain::Step| Step {
            rate_asked: v.rate_asked,
            rate_achieved: v.rate_achieved,
            p99_ms: v.p99_ms,
            too_much: v.too_much.clone(),
        };
        Self {
            repeats: v.repeats.iter().map(repeat).collect(),
            steps: v.steps.iter().map(step).collect(),
            client: (&v.client).into(),
        }
    }
}

impl From<Measured> for domain::Measured {
    fn from(v: Measured) -> Self {
        let repeat = |v: Repeat| domain::Repeat {
            section: v.section.into(),
            rate_achieved: v.rate_achieved,
            requests: v.requests,
            errors: v.errors,
            response: v.response.map(EncodedHistogram),
        };
        let step = |v: Step| domain::Step {
            rate_asked: v.rate_asked,
            rate_achieved: v.rate_achieved,
            p99_ms: v.p99_ms,
            too_much: v.too_much,
        };
        Self {
            repeats: v.repeats.into_iter().map(repeat).collect(),
            steps: v.steps.into_iter().map(step).collect(),
            client: v.client.into(),
        }
    }
}

impl From<&domain::Client> for Client {
    fn from(v: &domain::Client) -> Self {
        Self {
            cores: v.cores,
            connections: v.connections,
            cpu_percent: v.cpu_percent,
            spin_percent: v.spin_percent,
            load_average: v.load_average,
            steal_percent: v.steal_percent,
            pressure_percent: v.pressure_percent,
            scheduling: v.scheduling.clone(),
        }
    }
}

impl From<Client> for domain::Client {
    fn from(v: Client) -> Self {
        Self {
            cores: v.cores,
            connections: v.connections,
            cpu_percent: v.cpu_percent,
            spin_percent: v.spin_percent,
            load_average: v.load_average,
            steal_percent: v.steal_percent,
            pressure_percent: v.pressure_percent,
            scheduling: v.scheduling,
        }
    }
}
