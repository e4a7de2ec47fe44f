//! What is asked of a service, how often and how long; and when each request is planned.

use crate::http::address;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Most requests of one repeat: each is kept until the repeat ends.
const MOST_REQUESTS: f64 = 2e7;
/// Longest run and longest deadline.
const LONGEST: Duration = Duration::from_secs(3600);

/// What is sent, and what a right answer is.
#[derive(Clone, PartialEq)]
pub struct Target {
    /// `http://…` or `https://…`. Credentials in it are sent as basic authentication and shown nowhere.
    pub url: String,
    /// Request method.
    pub method: String,
    /// Header fields. Values may name environment variables (`Bearer ${TOKEN}`).
    pub headers: Vec<(String, String)>,
    /// Body, if one is sent.
    pub body: Option<Vec<u8>>,
    /// Right status codes; empty for 200–299.
    pub expect_status: Vec<u16>,
    /// Regular expression that must match somewhere in the body of the answer.
    pub body_regex: Option<String>,
    /// PEM file of the authorities that are trusted, alone; `None` for those of the system.
    pub ca_file: Option<PathBuf>,
}

impl Target {
    /// A plain GET, right with a status of 200–299.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            method: "GET".to_owned(),
            headers: Vec::new(),
            body: None,
            expect_status: Vec::new(),
            body_regex: None,
            ca_file: None,
        }
    }
}

impl fmt::Debug for Target {
    /// Without credentials, query, header values and body: this may land in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Target")
            .field("url", &address::displayed(&self.url))
            .field("method", &self.method)
            .field("expect_status", &self.expect_status)
            .finish_non_exhaustive()
    }
}

/// A load run.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadPlan {
    /// Its name on pages; `None` for method and address.
    pub name: Option<String>,
    /// The service.
    pub target: Target,
    /// Requests a second; `None` when only the capacity is looked for.
    pub rate: Option<f64>,
    /// Time measured in each repeat, without warm-up.
    pub duration: Duration,
    /// Time before it in which requests are made and not counted, by when they are planned.
    pub warmup: Duration,
    /// Repeats.
    pub repeats: u32,
    /// Deadline of a request, from planned.
    pub timeout: Duration,
    /// Connections; `None` for as many as the plan needs.
    pub connections: Option<u32>,
    /// Target of the 99th percentile: the capacity is judged by it, and the client's lateness by a tenth of it.
    pub p99_target: Duration,
    /// Whether somebody chose that target. Of a shipped one, a slow service is not asked for.
    pub p99_given: bool,
    /// Whether the highest rate is looked for that keeps the target.
    pub capacity: bool,
    /// A server to be measured in turn with the target, as a yardstick: same request, its own address.
    pub compare_to: Option<String>,
}

impl LoadPlan {
    /// Thirty seconds after five of warm-up, five times, with a deadline of two seconds.
    pub fn new(target: Target, rate: Option<f64>, p99_target: Duration) -> Self {
        Self {
            name: None,
            target,
            rate,
            duration: Duration::from_secs(30),
            warmup: Duration::from_secs(5),
            repeats: 5,
            timeout: Duration::from_secs(2),
            connections: None,
            p99_target,
            p99_given: true,
            capacity: false,
            compare_to: None,
        }
    }

    /// What the client's lateness is judged by.
    pub(super) fn goal(&self) -> Goal {
        Goal { p99: self.p99_target, given: self.p99_given }
    }

    /// The schedule at `rate`.
    pub(super) fn schedule(&self, rate: f64) -> Schedule {
        Schedule { rate, warmup: self.warmup, duration: self.duration }
    }

    /// Why no run can be made of it: one sentence with what was expected.
    pub(super) fn problem(&self) -> Option<String> {
        let long = |d: Duration| d.is_zero() || d > LONGEST;
        let rate = self.rate.unwrap_or(1.0);
        match () {
            () if self.rate.is_none() && !self.capacity => {
                Some("no rate is given; expected requests a second, or a search for the capacity".to_owned())
            }
            () if !(0.01..=1e6).contains(&rate) => {
                Some(format!("a rate of {rate} requests/s is out of range; expected 0.01 to 1000000"))
            }
            () if long(self.duration) => {
                Some("the duration is out of range; expected more than 0 and at most 1h".to_owned())
            }
            () if long(self.timeout) => {
                Some("the timeout is out of range; expected more than 0 and at most 1h".to_owned())
            }
            () if long(self.p99_target) => {
                Some("the p99 target is out of range; expected more than 0 and at most 1h".to_owned())
            }
            () if self.warmup > LONGEST => {
                Some("the warm-up is out of range; expected at most 1h".to_owned())
            }
            () if !(1..=1000).contains(&self.repeats) => {
                Some(format!("{} repeats are out of range; expected 1 to 1000", self.repeats))
            }
            () if self.connections == Some(0) => {
                Some("0 connections send nothing; expected at least 1".to_owned())
            }
            () if self.schedule(rate).requests() as f64 > MOST_REQUESTS => Some(
                "a repeat of more than 20 million requests is too long; expected a shorter duration"
                    .to_owned(),
            ),
            () if self.schedule(rate).counted() == 0 => Some(
                "no request is planned after the warm-up; expected a longer duration or a higher rate"
                    .to_owned(),
            ),
            () => None,
        }
    }
}

/// A target of the 99th percentile, and whether somebody chose it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Goal {
    pub(super) p99: Duration,
    pub(super) given: bool,
}

/// When the requests of one repeat are planned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Schedule {
    pub(super) rate: f64,
    pub(super) warmup: Duration,
    pub(super) duration: Duration,
}

impl Schedule {
    /// From t0 to the instant for which request `index` is planned.
    pub(super) fn offset(&self, index: u64) -> Duration {
        Duration::try_from_secs_f64(index as f64 / self.rate).unwrap_or(Duration::MAX)
    }

    /// From t0 to the end.
    pub(super) fn end(&self) -> Duration {
        self.warmup + self.duration
    }

    /// Requests in all, warm-up included: those planned before the end.
    pub(super) fn requests(&self) -> u64 {
        self.planned_before(self.end())
    }

    /// The first request that counts: the warm-up is cut by planned time.
    pub(super) fn first_counted(&self) -> u64 {
        self.planned_before(self.warmup)
    }

    /// Requests that count.
    pub(super) fn counted(&self) -> u64 {
        self.requests() - self.first_counted()
    }

    /// How many requests are planned before `offset`. What lies on it but for the rounding of floats is not before it.
    pub(super) fn planned_before(&self, offset: Duration) -> u64 {
        let exact = offset.as_secs_f64() * self.rate;
        (exact - exact.abs() * 1e-12 - 1e-9).ceil().max(0.0) as u64
    }
}
