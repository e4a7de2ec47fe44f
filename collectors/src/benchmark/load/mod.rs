//! Load runs: requests sent at a service, how long they took and how many of them failed.
//!
//! Throughput counts requests that were answered well, in a second: a service that refuses fast is not a fast one.
//! Latencies of tools that count failed requests among them are left out when more than one in a hundred failed, and
//! percentiles that requests without an answer reach into are not known.

mod autocannon;
mod formats;
mod hgrm;
mod hlog;
mod jmeter;
mod k6;
mod locust;
mod oha;
mod spectrum;
mod vegeta;
mod wrk;

pub(crate) use self::formats::FORMATS;
use crate::collected::Parsed;
use crate::notes::Notes;
use hdrhistogram::Histogram;
use quarterdeck_model::payload::{Benchmark, Figure, Load};
use quarterdeck_model::{
    Direction, EncodedHistogram, Labels, MetricId, Section, SectionState, Timestamp, Unit,
};

/// Percentiles that are figures, and the metric of each.
const PERCENTILES: [(f64, &str); 4] = [
    (0.5, "benchmark.latency_p50_ms"),
    (0.9, "benchmark.latency_p90_ms"),
    (0.95, "benchmark.latency_p95_ms"),
    (0.99, "benchmark.latency_p99_ms"),
];
/// The share of failed requests above which latencies that count them say nothing of the service.
const MOST_FAILED: f64 = 0.01;

/// What a load tool says of one run.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Endpoint or scenario; empty when the report does not say.
    pub(super) name: String,
    /// Seconds measured.
    pub(super) seconds: Option<f64>,
    /// Requests that ended, well or not.
    pub(super) requests: u64,
    /// Of these, those that were not answered or not answered well.
    pub(super) failed: u64,
    /// Whether the source does not say how many failed.
    pub(super) unjudged: bool,
    /// Of these, those that were never answered; tools leave them out of the latencies.
    pub(super) unanswered: u64,
    /// Latencies that were taken.
    pub(super) samples: u64,
    /// Requests a second asked for.
    pub(super) asked: Option<f64>,
    /// Quantiles (0–1) and their milliseconds.
    pub(super) latencies: Vec<(f64, f64)>,
    /// Whether failed requests are among the latencies.
    pub(super) failed_among: bool,
    /// All latencies in microseconds, from planned to done.
    pub(super) response: Option<Histogram<u64>>,
    /// All latencies in microseconds, from sent to done.
    pub(super) service: Option<Histogram<u64>>,
    /// Why the run is not one that says something of the service.
    pub(super) invalid: Option<String>,
}

/// What a report says beside its run.
pub(super) struct Told {
    pub(super) tool: &'static str,
    pub(super) version: Option<String>,
    pub(super) at: Option<Timestamp>,
}

impl Run {
    /// The run as a payload.
    pub(super) fn parsed(self, told: Told, mut notes: Notes) -> Parsed<Benchmark> {
        let mut payload = Benchmark::default();
        self.add_to(&mut payload, &mut notes);
        finished(payload, told, notes)
    }

    /// Adds the run, unless it sent nothing. A second one of the same name does not count: which would?
    pub(super) fn add_to(mut self, payload: &mut Benchmark, notes: &mut Notes) {
        if self.requests == 0 {
            return;
        }
        if payload.loads.iter().any(|load| load.name == self.name) {
            notes.warn_all(format!("{} was run more than once, and the first counts", self.name));
            return;
        }
        if self.drowned(notes) {
            self.latencies.clear();
            self.response = None;
            self.service = None;
        }
        if let Some(reason) = &self.invalid {
            notes.warn_all(format!("{reason}: the run does not count"));
        } else {
            payload.figures.extend(self.figures(notes));
        }
        payload.loads.push(self.load());
    }

    fn load(self) -> Load {
        let failed = self.failed.min(self.requests);
        let good = self.requests.saturating_sub(failed) as f64;
        let seconds = self.seconds.filter(|s| s.is_finite() && *s > 0.0);
        let encoded = |h: Option<Histogram<u64>>| h.and_then(|h| EncodedHistogram::encode(&h).ok());
        Load {
            name: self.name,
            section: self.invalid.map_or_else(Section::ok, |why| Section::because(SectionState::Failed, why)),
            duration_s: seconds,
            rate_asked: self.asked.filter(|rate| rate.is_finite()),
            rate_achieved: seconds.map(|s| good / s).filter(|rate| rate.is_finite() && !self.unjudged),
            requests: self.requests,
            errors: (!self.unjudged).then_some(failed),
            response: encoded(self.response),
            service: encoded(self.service),
            send_lag: None,
            measured: None,
        }
    }

    /// The stated percentiles that say something, and that the histogram does not give.
    fn figures(&mut self, notes: &mut Notes) -> Vec<Figure> {
        let missing = self.unanswered as f64 / self.requests.max(1) as f64;
        if missing >= 0.01 {
            self.response = None;
        }
        let stated = self.latencies.iter().filter(|(_, ms)| ms.is_finite() && *ms >= 0.0);
        let known = stated.filter_map(|(q, ms)| {
            let (_, id) = PERCENTILES.iter().find(|(known, _)| (known - q).abs() < 1e-9)?;
            (self.response.is_none() || *q == 0.9).then_some((*q, *ms, *id))
        });
        let (mut figures, mut few, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for (q, ms, id) in known {
            let percent = ((q * 1e4).round() / 100.0).to_string();
            match enough(self.samples, q) {
                false => few.push(percent),
                true if missing >= 1.0 - q => unknown.push(percent),
                true => figures.push(latency(id, &self.name, ms)),
            }
        }
        if !few.is_empty() {
            notes.note(format!("{} answers are too few for percentile {}", self.samples, few.join(", ")));
        }
        if !unknown.is_empty() {
            let (lost, all) = (self.unanswered, self.requests);
            let which = unknown.join(", ");
            notes.warn_all(format!(
                "{lost} of {all} requests were never answered: nobody knows percentile {which}"
            ));
        }
        figures
    }

    /// Whether so many failed requests are among the latencies that these say nothing.
    fn drowned(&self, notes: &mut Notes) -> bool {
        let (failed, all) = (self.failed, self.requests);
        if failed >= all {
            notes.warn_all(format!("every one of {all} requests failed: no latency says anything"));
            return true;
        }
        if !self.failed_among || failed == 0 {
            return false;
        }
        let said = format!("{failed} of {all} requests failed, and the latencies count them too");
        let drowned = failed as f64 / all as f64 > MOST_FAILED;
        if drowned {
            notes.warn_all(format!("{said}: the latencies are left out"));
        } else {
            notes.note(said);
        }
        drowned
    }
}

/// What the runs of a report make of the whole.
fn finished(payload: Benchmark, told: Told, notes: Notes) -> Parsed<Benchmark> {
    let section = match (notes.lost(), payload.loads.is_empty() && payload.entries.is_empty()) {
        (Some(reason), true) => Section::because(SectionState::Failed, reason),
        (Some(reason), false) => Section::because(SectionState::Partial, reason),
        (None, true) => Section::because(SectionState::Empty, format!("{} sent no request", told.tool)),
        (None, false) => Section::ok(),
    };
    Parsed {
        payload,
        section,
        tool: told.tool.to_owned(),
        tool_version: told.version,
        taken_at: told.at,
        diagnostics: notes.finish(),
    }
}

/// Whether so many samples have a percentile: of fewer than 1/(1−q) it is the longest and nothing else.
fn enough(samples: u64, q: f64) -> bool {
    samples as f64 * (1.0 - q) >= 1.0 - 1e-9
}

fn latency(id: &str, name: &str, value: f64) -> Figure {
    figure(id, name, value, Unit::Milliseconds, Direction::LowerIsBetter)
}

/// A figure of the run of that name.
fn figure(id: &str, name: &str, value: f64, unit: Unit, direction: Direction) -> Figure {
    let labels = if name.is_empty() { Labels::none() } else { Labels::one("load", name) };
    Figure { metric: MetricId::new(id), labels, value, unit, direction }
}

/// An address as a name: without what may be secret in it, the user and the query.
fn endpoint(url: &str) -> String {
    let url = url.trim();
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find('/').unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let host = host.rsplit('@').next().unwrap_or(host);
    format!("{scheme}://{host}{path}")
}
