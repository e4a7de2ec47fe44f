//! What is probed, and how often.

use super::said::BodyFormat;
use crate::http::address;
use serde_json::Value;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

/// One service and what a right answer from it is.
#[derive(Clone, PartialEq)]
pub struct Service {
    /// Name on pages; unique within one collection.
    pub name: String,
    /// `http://…`, `https://…`, `tcp://host:port` for a mere connect check, or `tls://host:port` for a handshake and its
    /// certificate. Credentials in it (`https://user:password@host/`) are sent as basic authentication and shown nowhere.
    /// Not looked at when there is a `command`.
    pub url: String,
    /// A program to be run in place of an address to be asked.
    pub command: Option<Command>,
    /// Request method, such as `GET` or `HEAD`.
    pub method: String,
    /// Header fields to send. Values may name environment variables (`Bearer ${TOKEN}`; `$$` is a dollar sign).
    pub headers: Vec<(String, String)>,
    /// What a right answer is.
    pub expect: Expectation,
    /// From planned to done; a probe that takes longer is down.
    pub timeout: Duration,
    /// From planned to done; a right answer that takes longer is degraded.
    pub degraded_after: Option<Duration>,
    /// PEM file of the only authorities to trust; without it those of the system.
    pub ca_file: Option<PathBuf>,
    /// An address that is probed at the same instants: where both fail, it is our side that may be at fault, and the
    /// service is unknown rather than down.
    pub canary: Option<String>,
}

/// A program whose exit code is the answer: 0 is up, any other down unless it is named here.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Command {
    /// Program and arguments, which may name environment variables (`${TOKEN}`; `$$` is a dollar sign).
    pub argv: Vec<String>,
    /// The exit code that means degraded.
    pub degraded_exit: Option<i32>,
    /// The exit code by which the program says that it could not tell.
    pub unknown_exit: Option<i32>,
    /// Where it runs; the current folder without one.
    pub folder: Option<PathBuf>,
}

/// What a right answer is. All conditions must hold; none is given by default but a status of 200–299.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expectation {
    /// Right status codes; empty for 200–299.
    pub status: Vec<RangeInclusive<u16>>,
    /// Regular expression that must match somewhere in the body.
    pub body_regex: Option<String>,
    /// JSON pointers (RFC 6901) into the body and the value that must stand there.
    pub json: Vec<(String, Value)>,
    /// Header fields that must be there, and text that their value must contain (letter case aside; empty for any).
    pub header: Vec<(String, String)>,
    /// The format of the body, whose own verdict counts with every component that it names.
    pub body: Option<BodyFormat>,
}

/// How many probes a round has, and how fast they follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundPlan {
    /// Probes a round.
    pub probes: u32,
    /// Probes a second.
    pub hz: f64,
}

impl Service {
    /// A plain GET of `url`, right with a status of 200–299 within 5 seconds.
    pub fn get(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
            command: None,
            method: "GET".to_owned(),
            headers: Vec::new(),
            expect: Expectation::default(),
            timeout: Duration::from_secs(5),
            degraded_after: None,
            ca_file: None,
            canary: None,
        }
    }
}

impl fmt::Debug for Service {
    /// Without credentials, query and header values: this may land in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<(&str, &str)> = self.headers.iter().map(|(k, _)| (k.as_str(), "…")).collect();
        f.debug_struct("Service")
            .field("name", &self.name)
            .field("url", &address::displayed(&self.url))
            .field("command", &self.command.as_ref().map(|c| c.argv.first()))
            .field("method", &self.method)
            .field("headers", &headers)
            .field("expect", &self.expect)
            .field("timeout", &self.timeout)
            .field("degraded_after", &self.degraded_after)
            .field("ca_file", &self.ca_file)
            .finish()
    }
}

impl fmt::Debug for Command {
    /// Without arguments.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Command({:?})", self.argv.first())
    }
}

impl Default for RoundPlan {
    /// Five probes at five a second.
    fn default() -> Self {
        Self { probes: 5, hz: 5.0 }
    }
}

impl RoundPlan {
    /// Why no round can be made of it.
    pub(super) fn problem(&self) -> Option<String> {
        match () {
            () if self.probes == 0 => {
                Some("a round of 0 probes shows nothing; expected at least 1".to_owned())
            }
            () if !(self.hz >= 0.001 && self.hz <= 1000.0) => {
                Some(format!("{} probes a second is out of range; expected 0.001 to 1000", self.hz))
            }
            () => None,
        }
    }

    /// From the start of the round to the end of the last probe's turn.
    pub(super) fn span(&self) -> Duration {
        if self.problem().is_some() { Duration::ZERO } else { self.offset(self.probes) }
    }

    /// From the start of the round to the instant for which probe `index` is planned.
    pub(super) fn offset(&self, index: u32) -> Duration {
        Duration::try_from_secs_f64(f64::from(index) / self.hz).unwrap_or_default()
    }
}
