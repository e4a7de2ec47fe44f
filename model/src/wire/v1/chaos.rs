//! Payload of kind `chaos`: experiments.

use super::scalar::{Time, is_false, percent};
use super::track::Track;
use super::words::Verdict;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// The experiments of one run.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Chaos {
    /// In order of execution.
    experiments: Vec<Experiment>,
}

/// One experiment.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Experiment {
    /// Scenario name.
    scenario: String,
    /// How it ended.
    verdict: Verdict,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<Time>,
    /// Seconds from inject to the end of the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_s: Option<f64>,
    /// Faults injected and verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    faults_injected: Option<u64>,
    /// Good probes of all planned.
    #[serde(default, deserialize_with = "percent", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(any(test, feature = "schema"), schemars(range(min = 0, max = 100)))]
    availability_percent: Option<f64>,
    /// Failed requests.
    #[serde(default, deserialize_with = "percent", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(any(test, feature = "schema"), schemars(range(min = 0, max = 100)))]
    error_percent: Option<f64>,
    /// Time until good again.
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery: Option<Recovery>,
    /// What each service felt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    impacts: Vec<Impact>,
    /// The timeline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<Event>,
    /// What the verdict rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    /// Every probe of each service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tracks: Vec<Track>,
}

/// Time until good again.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Recovery {
    /// Seconds; the length of the watch when censored.
    seconds: f64,
    /// Uncertainty in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    plus_minus: Option<f64>,
    /// Not recovered by the end of the watch.
    #[serde(default, skip_serializing_if = "is_false")]
    censored: bool,
}

/// What one service felt.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Impact {
    /// Service.
    service: String,
    /// Whether it was a declared target.
    target: bool,
    /// Good probes of all.
    #[serde(default, deserialize_with = "percent", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(any(test, feature = "schema"), schemars(range(min = 0, max = 100)))]
    availability_percent: Option<f64>,
}

/// Something that happened.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Event {
    /// Seconds since the experiment began.
    at_s: f64,
    /// `inject`, `clear`, `recovered`.
    what: String,
    /// Detail for the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl From<&domain::Chaos> for Chaos {
    fn from(v: &domain::Chaos) -> Self {
        Self { experiments: v.experiments.iter().map(Into::into).collect() }
    }
}

impl From<Chaos> for domain::Chaos {
    fn from(v: Chaos) -> Self {
        Self { experiments: v.experiments.into_iter().map(Into::into).collect() }
    }
}

impl From<&domain::Experiment> for Experiment {
    fn from(v: &domain::Experiment) -> Self {
        Self {
            scenario: v.scenario.clone(),
            verdict: v.verdict.into(),
            started_at: v.started_at.map(Into::into),
            duration_s: v.duration_s,
            faults_injected: v.faults_injected,
            availability_percent: v.availability_percent,
            error_percent: v.error_percent,
            recovery: v.recovery.as_ref().map(Into::into),
            impacts: v.impacts.iter().map(Into::into).collect(),
            events: v.events.iter().map(Into::into).collect(),
            reasons: v.reasons.clone(),
            tracks: v.tracks.iter().map(Into::into).collect(),
        }
    }
}

impl From<Experiment> for domain::Experiment {
    fn from(v: Experiment) -> Self {
        Self {
            scenario: v.scenario,
            verdict: v.verdict.into(),
            started_at: v.started_at.map(Into::into),
            duration_s: v.duration_s,
            faults_injected: v.faults_injected,
            availability_percent: v.availability_percent,
            error_percent: v.error_percent,
            recovery: v.recovery.map(Into::into),
            impacts: v.impacts.into_iter().map(Into::into).collect(),
            events: v.events.into_iter().map(Into::into).collect(),
            reasons: v.reasons,
            tracks: v.tracks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::Recovery> for Recovery {
    fn from(v: &domain::Recovery) -> Self {
        Self { seconds: v.seconds, plus_minus: v.plus_minus, censored: v.censored }
    }
}

impl From<Recovery> for domain::Recovery {
    fn from(v: Recovery) -> Self {
        Self { seconds: v.seconds, plus_minus: v.plus_minus, censored: v.censored }
    }
}

impl From<&domain::Impact> for Impact {
    fn from(v: &domain::Impact) -> Self {
        Self { service: v.service.clone(), target: v.target, availability_percent: v.availability_percent }
    }
}

impl From<Impact> for domain::Impact {
    fn from(v: Impact) -> Self {
        Self { service: v.service, target: v.target, availability_percent: v.availability_percent }
    }
}

impl From<&domain::Event> for Event {
    fn from(v: &domain::Event) -> Self {
        Self { at_s: v.at_s, what: v.what.clone(), detail: v.detail.clone() }
    }
}

impl From<Event> for domain::Event {
    fn from(v: Event) -> Self {
        Self { at_s: v.at_s, what: v.what, detail: v.detail }
    }
}
