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
    /// Answer headers that must be there, and text that they must hold.
    #[serde(default)]
    header: BTreeMap<String, String>,
    /// Milliseconds from planned to done, after which a probe is down.
    #[serde(default = "timeout")]
    timeout_ms: u64,
    /// Milliseconds above which a right answer is degraded.
    degraded_after_ms: Option<u64>,
    /// PEM file of the authority that signed the service's certificate.
    ca_file: Option<PathBuf>,
}

fn get() -> String {
    "GET".to_owned()
}

fn timeout() -> u64 {
    5000
}

impl ServiceTable {
    /// What the collector probes.
    pub(crate) fn to_service(&self) -> Result<Service, String> {
        let wrong = |why: String| format!("[[service]] {:?}: {why}", self.name);
        if self.name.is_empty() {
            return Err(wrong("`name` is empty".to_owned()));
        }
        if !["http://", "https://", "tcp://"].iter().any(|scheme| self.url.starts_with(scheme)) {
            return Err(wrong(format!(
                "url = {:?} is no address; expected http://…, https://… or tcp://host:port",
                self.url
            )));
        }
        let json: Result<Vec<_>, String> = self
            .json
            .iter()
            .map(|(pointer, value)| {
                let value =
                    serde_json::to_value(value).map_err(|e| wrong(format!("json {pointer:?}: {e}")))?;
                Ok((pointer.clone(), value))
            })
            .collect();
        let expect = Expectation {
            status: self.status.iter().map(|code| *code..=*code).collect(),
            body_regex: self.body_regex.clone(),
            json: json?,
            header: self.header.clone().into_iter().collect(),
        };
        Ok(Service {
            method: self.method.clone(),
            headers: self.headers.clone().into_iter().collect(),
            expect,
            timeout: Duration::from_millis(self.timeout_ms),
            degraded_after: self.degraded_after_ms.map(Duration::from_millis),
            ca_file: self.ca_file.clone(),
            ..Service::get(&self.name, &self.url)
        })
    }
}
