//! Payload of kind `health`: probe rounds.

use super::figure::Figure;
use super::scalar::Time;
use super::words::Outcome;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// A round for each service.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Health {
    /// Rounds.
    rounds: Vec<Round>,
    /// Memory, CPU and the like measured beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    figures: Vec<Figure>,
    /// Rounds of canaries: addresses that tell a fault of the prober's side from one of a service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    canaries: Vec<Round>,
}

/// One round of one service.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Round {
    /// Service name.
    service: String,
    /// Address without credentials and query.
    target: String,
    /// Certificate, for TLS.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<Certificate>,
    /// Milliseconds from planned to begun, one for each round of a watch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    late_ms: Vec<f64>,
    /// All probes, in order.
    probes: Vec<Probe>,
}

/// One probe.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Probe {
    /// When it was planned; the deadline counts from here.
    planned_at: Time,
    /// Milliseconds from planned to sent.
    sent_after_ms: f64,
    /// Milliseconds from planned to done; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    done_after_ms: Option<f64>,
    /// How it ended.
    outcome: Outcome,
    /// HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// Phase times.
    #[serde(default, skip_serializing_if = "Phases::is_none")]
    phases: Phases,
    /// Why not up.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// Milliseconds spent in each phase; absent for a phase that did not happen.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Phases {
    /// Name resolution.
    #[serde(skip_serializing_if = "Option::is_none")]
    dns_ms: Option<f64>,
    /// TCP connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    connect_ms: Option<f64>,
    /// TLS handshake.
    #[serde(skip_serializing_if = "Option::is_none")]
    tls_ms: Option<f64>,
    /// From request sent to first byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_byte_ms: Option<f64>,
    /// From sent to done.
    #[serde(skip_serializing_if = "Option::is_none")]
    total_ms: Option<f64>,
}

/// Certificate of a service.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Certificate {
    /// Earliest end of validity in the chain.
    expires_at: Time,
    /// Subject of that certificate.
    subject: String,
    /// End of validity of the service's own certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    leaf_expires_at: Option<Time>,
}

impl Phases {
    fn is_none(&self) -> bool {
        let all = [self.dns_ms, self.connect_ms, self.tls_ms, self.first_byte_ms, self.total_ms];
        all.iter().all(Option::is_none)
    }
}

impl From<&domain::Health> for Health {
    fn from(v: &domain::Health) -> Self {
        Self {
            rounds: v.rounds.iter().map(Into::into).collect(),
            figures: v.figures.iter().map(Into::into).collect(),
            canaries: v.canaries.iter().map(Into::into).collect(),
        }
    }
}

impl From<Health> for domain::Health {
    fn from(v: Health) -> Self {
        Self {
            rounds: v.rounds.into_iter().map(Into::into).collect(),
            figures: v.figures.into_iter().map(Into::into).collect(),
            canaries: v.canaries.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::Round> for Round {
    fn from(v: &domain::Round) -> Self {
        Self {
            service: v.service.clone(),
            target: v.target.clone(),
            certificate: v.certificate.as_ref().map(Into::into),
            late_ms: v.late_ms.clone(),
            probes: v.probes.iter().map(Into::into).collect(),
        }
    }
}

impl From<Round> for domain::Round {
    fn from(v: Round) -> Self {
        Self {
            service: v.service,
            target: v.target,
            certificate: v.certificate.map(Into::into),
            late_ms: v.late_ms,
            probes: v.probes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::Probe> for Probe {
    fn from(v: &domain::Probe) -> Self {
        Self {
            planned_at: v.planned_at.into(),
            sent_after_ms: v.sent_after_ms,
            done_after_ms: v.done_after_ms,
            outcome: v.outcome.into(),
            status: v.status,
            phases: (&v.phases).into(),
            detail: v.detail.clone(),
        }
    }
}

impl From<Probe> for domain::Probe {
    fn from(v: Probe) -> Self {
        Self {
            planned_at: v.planned_at.into(),
            sent_after_ms: v.sent_after_ms,
            done_after_ms: v.done_after_ms,
            outcome: v.outcome.into(),
            status: v.status,
            phases: v.phases.into(),
            detail: v.detail,
        }
    }
}

impl From<&domain::Phases> for Phases {
    fn from(v: &domain::Phases) -> Self {
        Self {
            dns_ms: v.dns_ms,
            connect_ms: v.connect_ms,
            tls_ms: v.tls_ms,
            first_byte_ms: v.first_byte_ms,
            total_ms: v.total_ms,
        }
    }
}

impl From<Phases> for domain::Phases {
    fn from(v: Phases) -> Self {
        Self {
            dns_ms: v.dns_ms,
            connect_ms: v.connect_ms,
            tls_ms: v.tls_ms,
            first_byte_ms: v.first_byte_ms,
            total_ms: v.total_ms,
        }
    }
}

impl From<&domain::Certificate> for Certificate {
    fn from(v: &domain::Certificate) -> Self {
        Self {
            expires_at: v.expires_at.into(),
            subject: v.subject.clone(),
            leaf_expires_at: v.leaf_expires_at.map(Into::into),
        }
    }
}

impl From<Certificate> for domain::Certificate {
    fn from(v: Certificate) -> Self {
        Self {
            expires_at: v.expires_at.into(),
            subject: v.subject,
            leaf_expires_at: v.leaf_expires_at.map(Into::into),
        }
    }
}
