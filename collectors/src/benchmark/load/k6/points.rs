//! The JSON lines of `--out json`: each a sample of a metric, or the beginning of one.
//!
//! The percentiles are of every sample, kept as a histogram of microseconds. Thresholds are named, and not judged.

use super::{EXPECTED, Metric, Report, Type};
use crate::benchmark::load::{PERCENTILES, Told};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::Notes;
use crate::stream::{Lines, Stream};
use hdrhistogram::Histogram;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Benchmark;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

/// Most metrics that are kept: scripts have some tens.
const MOST: usize = 1000;
/// A day, which no request takes.
const LONGEST: u64 = 86_400_000_000;

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(rename = "type", borrow)]
    of: Cow<'a, str>,
    #[serde(borrow)]
    metric: Cow<'a, str>,
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(rename = "type", default, borrow)]
    of: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    contains: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    time: Option<Cow<'a, str>>,
    #[serde(default)]
    value: Option<f64>,
    #[serde(default, borrow)]
    tags: Option<Tags<'a>>,
}

#[derive(Deserialize)]
struct Tags<'a> {
    #[serde(default, borrow)]
    expected_response: Option<Cow<'a, str>>,
}

/// Samples of one metric.
struct Seen {
    of: Type,
    contains: Option<String>,
    count: u64,
    sum: f64,
    trues: u64,
    min: f64,
    max: f64,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| serde_json::from_str::<Line>(line).is_ok_and(|line| line.is_known()))
}

impl Line<'_> {
    fn is_known(&self) -> bool {
        match self.of.as_ref() {
            "Metric" => self.data.of.is_some(),
            "Point" => self.data.time.is_some() && self.data.value.is_some(),
            _ => false,
        }
    }
}

/// Reads the lines as they come. A line that is none is left out.
///
/// # Errors
/// When reading fails, or no line is k6's.
pub(crate) fn parse(stream: Stream) -> Result<Parsed<Benchmark>, CollectError> {
    let name = stream.name.clone();
    let mut text = stream.decoded();
    let (mut notes, mut samples) = (Notes::new(&name, None), Samples::default());
    let mut bytes = Vec::new();
    loop {
        let number = text.line();
        bytes.clear();
        let read = text.read_until(b'\n', &mut bytes).map_err(|e| CollectError::new(&name, e.to_string()))?;
        if read == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() {
            continue;
        }
        match serde_json::from_str::<Line>(line) {
            Ok(line) if line.is_known() => samples.add(&line, number, &mut notes),
            Ok(_) => notes.warn(number, "is neither a metric nor a point of k6".to_owned()),
            Err(error) => {
                let error = error.to_string();
                let what = error.split(" at line ").next().unwrap_or_default();
                notes.warn(number, format!("is no line of k6: {what}"));
            }
        }
    }
    if samples.lines == 0 {
        return Err(CollectError::new(&name, "holds no line of k6; expected one JSON object a line")
            .hint("write it with k6 run --out json=FILE"));
    }
    notes.extend(text.warning(&name));
    let at = samples.first;
    Ok(samples.report().parsed(Told { tool: "k6", version: None, at }, notes))
}

#[derive(Default)]
struct Samples {
    lines: u64,
    metrics: BTreeMap<String, Seen>,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    /// Durations of expected requests, and of all.
    expected: Option<Histogram<u64>>,
    all: Option<Histogram<u64>>,
}

impl Samples {
    fn add(&mut self, line: &Line, number: u64, notes: &mut Notes) {
        self.lines += 1;
        let known = self.metrics.contains_key(line.metric.as_ref());
        if !known && self.metrics.len() >= MOST {
            notes.warn(number, format!("is of one metric more than {MOST}"));
        } else if line.of == "Metric" {
            match super::shapes::named_type(line.data.of.as_deref().unwrap_or_default()) {
                Some(of) if !known => {
                    let contains = line.data.contains.as_deref().map(ToOwned::to_owned);
                    self.metrics.insert(line.metric.to_string(), Seen::new(of, contains));
                }
                Some(_) => {}
                None => notes.warn(number, format!("metric {} is of no known type", line.metric)),
            }
        } else if let Some(value) = line.data.value.filter(|value| value.is_finite()) {
            self.point(line, value, number, notes);
        }
    }

    fn point(&mut self, line: &Line, value: f64, number: u64, notes: &mut Notes) {
        let Some(seen) = self.metrics.get_mut(line.metric.as_ref()) else {
            notes.warn(number, format!("is a point of {}, whose type was not said before", line.metric));
            return;
        };
        seen.add(value);
        let at = line.data.time.as_deref().and_then(Timestamp::parse);
        self.first = self.first.into_iter().chain(at).min();
        self.last = self.last.into_iter().chain(at).max();
        if line.metric == "http_req_duration" {
            let expected = line.data.tags.as_ref().and_then(|tags| tags.expected_response.as_deref());
            record(&mut self.all, value);
            // Before 0.31 no request was told to be expected.
            if expected == Some("true") {
                record(&mut self.expected, value);
            }
        }
    }

    fn report(self) -> Report {
        let mut report = Report::default();
        for (name, seen) in self.metrics {
            report.metrics.insert(name, seen.metric());
        }
        let elapsed = self.first.zip(self.last).map(|(first, last)| (last.millis() - first.millis()) as f64);
        report.seconds = elapsed.filter(|ms| *ms > 0.0).map(|ms| ms / 1000.0);
        for (name, histogram) in [("http_req_duration", &self.all), (EXPECTED, &self.expected)] {
            let Some(histogram) = histogram else { continue };
            let at = |q: f64| histogram.value_at_quantile(q) as f64 / 1000.0;
            let values = PERCENTILES.map(|(q, _)| (format!("p({})", q * 100.0), at(q))).into();
            let contains = Some("time".to_owned());
            report.metrics.insert(name.to_owned(), Metric { of: Type::Trend, contains, values });
        }
        report.service = self.expected.or(self.all);
        report
    }
}

fn record(histogram: &mut Option<Histogram<u64>>, milliseconds: f64) {
    if histogram.is_none() {
        *histogram = Histogram::new_with_bounds(1, LONGEST, 3).ok();
    }
    if let Some(histogram) = histogram {
        histogram.saturating_record((milliseconds.max(0.0) * 1000.0).round() as u64);
    }
}

impl Seen {
    fn new(of: Type, contains: Option<String>) -> Self {
        Self { of, contains, count: 0, sum: 0.0, trues: 0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }

    fn add(&mut self, value: f64) {
        self.count += 1;
        self.sum += value;
        self.trues += u64::from(value != 0.0);
        self.min = self.min.min(value);
        self.max = self.max.max(value);
    }

    fn metric(self) -> Metric {
        let (n, trues) = (self.count as f64, self.trues as f64);
        let values: Vec<(&str, f64)> = match self.of {
            _ if self.count == 0 => Vec::new(),
            Type::Counter => vec![("count", self.sum)],
            Type::Gauge => vec![("min", self.min), ("max", self.max)],
            Type::Rate => vec![("rate", trues / n), ("trues", trues), ("falses", n - trues)],
            Type::Trend => vec![("avg", self.sum / n), ("min", self.min), ("max", self.max)],
        };
        let values = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Metric { of: self.of, contains: self.contains, values }
    }
}
