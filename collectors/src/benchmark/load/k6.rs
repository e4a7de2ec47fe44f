//! k6, <https://grafana.com/docs/k6/latest/results-output/>: its summary in three shapes, and its JSON lines.
//!
//! Times are milliseconds from the sending to the last byte; latencies are those of requests that k6 expected
//! (`expected_response:true`), where they are told apart. `http_req_failed` is a rate whose `passes` are the failures.
//! A run that dropped more than one in a hundred iterations did not send what was asked, and does not count.

mod points;
mod shapes;
mod summary;

pub(crate) use points::{parse as parse_points, sniff as sniff_points};
pub(crate) use summary::{parse, sniff};

use super::{MOST_FAILED, Run, Told, figure, finished};
use crate::collected::Parsed;
use crate::notes::Notes;
use quarterdeck_model::payload::{Benchmark, Entry, Estimate, Spread};
use quarterdeck_model::{Direction, Section, SectionState, Unit};
use std::collections::BTreeMap;

/// Metrics that k6 keeps for itself, and that are not speed.
const OWN: [&str; 8] =
    ["http_reqs", "http_req_failed", "checks", "iterations", "data_sent", "data_received", "vus", "vus_max"];
/// Metrics whose time is that of the script too, with its pauses.
const WITH_PAUSES: [&str; 2] = ["iteration_duration", "group_duration"];
/// The share of dropped iterations above which a run is not what was asked for.
const MOST_DROPPED: f64 = 0.01;
const EXPECTED: &str = "http_req_duration{expected_response:true}";

/// What a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Counter,
    Gauge,
    Rate,
    Trend,
}

/// One metric, whatever the shape of the report.
#[derive(Debug)]
struct Metric {
    of: Type,
    /// `time` (milliseconds), `data` (bytes), `default` (whatever the script meant), or not said.
    contains: Option<String>,
    /// `avg`, `med`, `p(95)`; `count`; `rate`; `trues` and `falses` of a rate.
    values: BTreeMap<String, f64>,
}

/// All that a report says.
#[derive(Debug, Default)]
struct Report {
    metrics: BTreeMap<String, Metric>,
    seconds: Option<f64>,
    /// Thresholds, and whether each held.
    thresholds: Vec<(String, bool)>,
    /// Latencies of expected requests, where every one is there.
    service: Option<hdrhistogram::Histogram<u64>>,
}

impl Report {
    fn value(&self, metric: &str, value: &str) -> Option<f64> {
        self.metrics.get(metric)?.values.get(value).copied().filter(|v| v.is_finite() && *v >= 0.0)
    }

    fn parsed(mut self, told: Told, mut notes: Notes) -> Parsed<Benchmark> {
        let mut payload = Benchmark::default();
        let names: Vec<String> = self.metrics.keys().cloned().collect();
        payload.entries = names.iter().filter_map(|name| self.entry(name)).collect();
        self.thresholds(&mut payload, &mut notes);
        if let Some(run) = self.run(&mut notes) {
            run.add_to(&mut payload, &mut notes);
        }
        if let Some((passed, failed)) = self.value("checks", "trues").zip(self.value("checks", "falses"))
            && passed + failed > 0.0
        {
            let percent = passed * 100.0 / (passed + failed);
            let higher = Direction::HigherIsBetter;
            payload.figures.push(figure("benchmark.checks_percent", "", percent, Unit::Percent, higher));
        }
        finished(payload, told, notes)
    }

    fn thresholds(&self, payload: &mut Benchmark, notes: &mut Notes) {
        let crossed: Vec<&str> =
            self.thresholds.iter().filter(|(_, held)| !held).map(|(name, _)| name.as_str()).collect();
        if let Some(first) = crossed.first() {
            notes.note(format!(
                "{} of {} thresholds were crossed; the first: {first}",
                crossed.len(),
                self.thresholds.len()
            ));
        }
        if !self.thresholds.is_empty() {
            let (n, lower) = (crossed.len() as f64, Direction::LowerIsBetter);
            payload.figures.push(figure("benchmark.thresholds_crossed", "", n, Unit::Count, lower));
        }
    }

    /// The requests of the run; `None` when it sent none, or does not say how many failed.
    fn run(&mut self, notes: &mut Notes) -> Option<Run> {
        let sent = self.value("http_reqs", "count").filter(|n| *n >= 1.0)?;
        let Some(share) = self.value("http_req_failed", "rate") else {
            notes.warn_all(
                "does not say how many requests failed: neither their rate nor their times count".to_owned(),
            );
            return None;
        };
        let requests = sent as u64;
        let failed = self.value("http_req_failed", "trues").unwrap_or(share * sent).round() as u64;
        let apart = self.metrics.contains_key(EXPECTED);
        let durations = if apart { EXPECTED } else { "http_req_duration" };
        let quantiles = [("med", 0.5), ("p(50)", 0.5), ("p(90)", 0.9), ("p(95)", 0.95), ("p(99)", 0.99)];
        let mut latencies: Vec<(f64, f64)> =
            quantiles.into_iter().filter_map(|(key, q)| Some((q, self.value(durations, key)?))).collect();
        latencies.dedup_by(|a, b| a.0 == b.0);
        let rate = self.value("http_reqs", "rate").filter(|rate| *rate > 0.0);
        Some(Run {
            seconds: self.seconds.or_else(|| rate.map(|rate| sent / rate)),
            requests,
            failed,
            samples: if apart { requests.saturating_sub(failed) } else { requests },
            latencies,
            failed_among: !apart && failed > 0,
            service: self.service.take(),
            invalid: self.dropped(),
            ..Run::default()
        })
    }

    /// Why the run is not the one that was asked for.
    fn dropped(&self) -> Option<String> {
        let dropped = self.value("dropped_iterations", "count")?;
        let done = self.value("iterations", "count").unwrap_or_default();
        let too_many = dropped > MOST_DROPPED * (dropped + done);
        too_many.then(|| format!("k6 dropped {dropped} of {} iterations that were asked for", dropped + done))
    }

    /// A metric beside the requests themselves.
    fn entry(&self, name: &str) -> Option<Entry> {
        let metric = self.metrics.get(name)?;
        let base = name.split('{').next().unwrap_or(name);
        if OWN.contains(&base) || ["http_req_duration", EXPECTED].contains(&name) {
            return None;
        }
        let get = |key: &str| metric.values.get(key).copied().filter(|v| v.is_finite());
        let (value, by, measure) = match metric.of {
            Type::Trend => (get("avg")?, "mean", if metric.is_time(base) { "time" } else { "value" }),
            Type::Rate => (get("rate")? * 100.0, "share", "rate"),
            Type::Counter => (get("count")?, "sum", "count"),
            Type::Gauge => return None,
        };
        let spread = get("min").zip(get("max")).filter(|_| metric.of == Type::Trend);
        let spread = spread.map(|(lower, upper)| Spread { lower, upper, confidence: None });
        let speed = metric.of == Type::Trend && metric.is_time(base) && !WITH_PAUSES.contains(&base);
        Some(Entry {
            name: name.to_owned(),
            measure: measure.to_owned(),
            estimate: Estimate { value, estimator: by.to_owned(), spread, samples: None },
            unit: metric.unit(base),
            direction: if speed { Direction::LowerIsBetter } else { Direction::Neutral },
            throughput: None,
            section: self.of_failed(name),
        })
    }

    /// Times of requests that fail fast are no speed: whether those of a metric count.
    fn of_failed(&self, name: &str) -> Section {
        if let Some(reason) = self.dropped() {
            return Section::because(SectionState::Failed, reason);
        }
        let apart = name.contains("expected_response:true") || !name.starts_with("http_req_");
        let failed = self.value("http_req_failed", "rate").unwrap_or(1.0);
        if apart || failed <= MOST_FAILED {
            return Section::ok();
        }
        let reason = format!("{name} counts failed requests too");
        Section::because(SectionState::Failed, reason)
    }
}

impl Metric {
    /// Old summaries do not say what a metric contains: only k6's own are known to be times.
    fn is_time(&self, name: &str) -> bool {
        let own = ["http_req_", "ws_connecting", "ws_session_duration", "grpc_req_duration"];
        match &self.contains {
            Some(contains) => contains == "time",
            None => own.iter().any(|own| name.starts_with(own)) || WITH_PAUSES.contains(&name),
        }
    }

    fn unit(&self, name: &str) -> Unit {
        match self.of {
            Type::Rate => Unit::Percent,
            _ if self.is_time(name) => Unit::Milliseconds,
            _ if self.contains.as_deref() == Some("data") => Unit::Bytes,
            Type::Counter => Unit::Count,
            _ => Unit::Other("value".to_owned()),
        }
    }
}
