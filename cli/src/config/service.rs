//! `[[service]]`: one service that `collect health` probes.

use quarterdeck_collectors::health::{Expectation, Service};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// One service. Header values may name environment variables (`${TOKEN}`); these never reach the archive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceTable {
    /// Name on pages.
    pub(crate) name: String,
    /// `http://…`, `https://…` or `tcp://host:port`.
    pub(crate) url: String,
    #[serde(default = "get")]
    method: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// Right status codes [default: 200–299].
    #[serde(default)]
    status: Vec<u16>,
    /// The body must match this regular expression.
    body_regex: Option<String>,
    /// JSON pointers into the body and the value that must stand there.
    #[serde(default)]
    json: BTreeMap<String, toml::Value>,
    /// Milliseconds from planned to done, after which a probe is down.
    #[serde(default = "timeout")]
    timeout_ms: u64,
    /// Milliseconds above which a right answer is degraded.
    degraded_after_ms: Option<u64>,
    /// PEM file of the authority that signed the service's certificate.
    ca_file: Option<PathBuf>,
}
