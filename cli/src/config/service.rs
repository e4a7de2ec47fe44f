//! `[[service]]`: one service that `collect health` probes.

use super::file::HealthTable;
use quarterdeck_collectors::health::{BodyFormat, Command, Expectation, Service};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One service. Header values may name environment variables (`${TOKEN}`); these never reach the archive.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceTable {
    /// Name on pages.
    pub(crate) name: String,
    /// `http://…`, `https://…`, `tcp://host:port` or `tls://host:port`.
    #[serde(default)]
    pub(crate) url: String,
    /// A program to be run in place of an address to be asked, with its arguments: exit code 0 is up.
    #[serde(default)]
    command: Vec<String>,
    /// The exit code of the command that means degraded.
    degraded_exit: Option<i32>,
    /// The exit code of the command by which it says that it could not tell.
    unknown_exit: Option<i32>,
    /// Method of the request.
    #[serde(default = "get")]
    method: String,
    /// Header fields of the request; `${NAME}` in a value is that environment variable.
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// Right status codes [default: 200–299].
    #[serde(default)]
    status: Vec<u16>,
    /// The body must match this regular expression.
    body_regex: Option<String>,
    /// The format of the body, whose own verdict counts: `health+json`, `actuator` or `readyz`.
    body: Option<String>,
    /// JSON pointers into the body and the value that must stand there.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
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
    /// The canary of this service in place of that of `[health]`; empty for none.
    canary: Option<String>,
}

/// The beginnings of addresses that can be probed.
pub(super) const SCHEMES: [&str; 4] = ["http://", "https://", "tcp://", "tls://"];

fn get() -> String {
    "GET".to_owned()
}

fn timeout() -> u64 {
    5000
}

impl ServiceTable {
    /// What the collector probes. Paths are relative to `root`.
    pub(crate) fn to_service(&self, health: &HealthTable, root: &Path) -> Result<Service, String> {
        let wrong = |why: String| format!("[[service]] {:?}: {why}", self.name);
        if self.name.is_empty() {
            return Err(wrong("`name` is empty".to_owned()));
        }
        self.who().map_err(wrong)?;
        let canary = self.canary.as_ref().or(health.canary.as_ref()).filter(|url| !url.is_empty());
        if let Some(url) = canary.filter(|url| !SCHEMES.iter().any(|scheme| url.starts_with(scheme))) {
            return Err(wrong(format!(
                "canary = {url:?} is no address; expected such as tcp://192.0.2.1:443"
            )));
        }
        let command = (!self.command.is_empty()).then(|| Command {
            argv: self.command.clone(),
            degraded_exit: self.degraded_exit,
            unknown_exit: self.unknown_exit,
            folder: (!root.as_os_str().is_empty()).then(|| root.to_owned()),
        });
        Ok(Service {
            method: self.method.clone(),
            headers: self.headers.clone().into_iter().collect(),
            expect: self.expectation().map_err(wrong)?,
            timeout: Duration::from_millis(self.timeout_ms),
            degraded_after: self.degraded_after_ms.map(Duration::from_millis),
            ca_file: self.ca_file.as_ref().map(|path| root.join(path)),
            canary: canary.cloned(),
            command,
            ..Service::get(&self.name, &self.url)
        })
    }

    /// Whether it is told who is asked: an address or a command.
    fn who(&self) -> Result<(), String> {
        match (self.url.is_empty(), self.command.is_empty()) {
            (true, true) => Err("who is asked? expected a `url` or a `command`".to_owned()),
            (false, false) => Err("has both `url` and `command`; expected one of them".to_owned()),
            (true, false) => Ok(()),
            (false, true) if SCHEMES.iter().any(|scheme| self.url.starts_with(scheme)) => Ok(()),
            (false, true) => Err(format!(
                "url = {:?} is no address; expected http://…, https://…, tcp://host:port or tls://host:port",
                self.url
            )),
        }
    }

    fn expectation(&self) -> Result<Expectation, String> {
        let json = self.json.iter().map(|(pointer, value)| {
            let value = serde_json::to_value(value).map_err(|e| format!("json {pointer:?}: {e}"))?;
            Ok((pointer.clone(), value))
        });
        let known = || BodyFormat::NAMED.map(|(name, _)| name).join(", ");
        let format = |name: &String| {
            BodyFormat::named(name)
                .ok_or_else(|| format!("body = {name:?} is not known; expected {}", known()))
        };
        Ok(Expectation {
            status: self.status.iter().map(|code| *code..=*code).collect(),
            body_regex: self.body_regex.clone(),
            json: json.collect::<Result<_, String>>()?,
            header: self.header.clone().into_iter().collect(),
            body: self.body.as_ref().map(format).transpose()?,
        })
    }
}
