//! JMeter's results as CSV (JTL), <https://jmeter.apache.org/usermanual/glossary.html>: a line a sample.
//!
//! `elapsed` is milliseconds from just before the sending to just after the last byte. Each label is a load run of its
//! own; a transaction controller has a label too, and is not added to its samples. Latencies are those of the samples
//! that succeeded. A response code that is text is a request without an answer.

use super::{PERCENTILES, Run, Told, finished};
use crate::collected::Parsed;
use crate::csv;
use crate::error::CollectError;
use crate::notes::Notes;
use crate::stream::{Lines, Stream};
use hdrhistogram::Histogram;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Benchmark;
use std::collections::BTreeMap;

/// Most labels: each has a histogram in memory.
const MOST_LABELS: usize = 500;
/// A day in milliseconds, which no request takes.
const LONGEST: u64 = 86_400_000;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let names: Vec<&str> = head.trim().split(',').collect();
    ["timeStamp", "elapsed", "label", "success"].iter().all(|name| names.contains(name))
}

/// Whether more samples may have been cut off.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.ends_with('\n')
}

/// Where the columns are.
struct Columns {
    all: usize,
    time: usize,
    elapsed: usize,
    label: usize,
    success: usize,
    code: Option<usize>,
}

impl Columns {
    fn of(head: &[String]) -> Option<Self> {
        let at = |name: &str| head.iter().position(|column| column.trim() == name);
        Some(Self {
            all: head.len(),
            time: at("timeStamp")?,
            elapsed: at("elapsed")?,
            label: at("label")?,
            success: at("success")?,
            code: at("responseCode"),
        })
    }
}

/// Reads samples as they come. One that cannot be read is left out.
///
/// # Errors
/// When reading fails, or the first line does not name the columns.
pub(crate) fn parse(stream: Stream) -> Result<Parsed<Benchmark>, CollectError> {
    let name = stream.name.clone();
    let mut text = stream.decoded();
    let mut notes = Notes::new(&name, None);
    let failed = |e: std::io::Error| CollectError::new(&name, e.to_string());
    let head = csv::next(&mut text).map_err(failed)?.map(|record| record.fields).unwrap_or_default();
    let columns = Columns::of(&head).ok_or_else(|| {
        CollectError::new(&name, "does not name its columns; expected timeStamp, elapsed, label, success")
            .at_line(1)
            .hint("set jmeter.save.saveservice.print_field_names=true")
    })?;
    let mut labels: BTreeMap<String, Label> = BTreeMap::new();
    loop {
        let number = text.line();
        let Some(record) = csv::next(&mut text).map_err(failed)? else { break };
        let sample = Some(&record).filter(|record| record.whole && record.fields.len() == columns.all);
        let Some(sample) = sample.and_then(|record| Sample::of(&record.fields, &columns)) else {
            notes.warn(number, "is no whole sample".to_owned());
            continue;
        };
        if labels.len() >= MOST_LABELS && !labels.contains_key(sample.label) {
            notes.warn(number, format!("is of one label more than {MOST_LABELS}"));
            continue;
        }
        labels.entry(sample.label.to_owned()).or_default().add(&sample);
    }
    notes.extend(text.warning(&name));
    Ok(runs(labels, notes))
}

fn runs(labels: BTreeMap<String, Label>, mut notes: Notes) -> Parsed<Benchmark> {
    let mut payload = Benchmark::default();
    if labels.values().any(|label| label.untimed) {
        notes.note("has times that are no milliseconds: nobody knows how long the run took".to_owned());
    }
    let first = labels.values().filter_map(|label| label.first).min();
    for (name, label) in labels {
        label.run(name).add_to(&mut payload, &mut notes);
    }
    let at = first.and_then(Timestamp::from_millis);
    finished(payload, Told { tool: "JMeter", version: None, at }, notes)
}

struct Sample<'a> {
    label: &'a str,
    /// Milliseconds since the epoch, where they are that.
    start: Option<i64>,
    elapsed: u64,
    success: bool,
    answered: bool,
}

impl<'a> Sample<'a> {
    fn of(fields: &'a [String], columns: &Columns) -> Option<Self> {
        let get = |at: usize| fields.get(at).map(|field| field.trim());
        let code = columns.code.and_then(get).unwrap_or_default();
        Some(Self {
            label: get(columns.label)?,
            start: get(columns.time)?.parse().ok().filter(|ms| (0..=i64::MAX / 2).contains(ms)),
            elapsed: get(columns.elapsed)?.parse().ok().filter(|ms| *ms <= LONGEST)?,
            success: match get(columns.success)? {
                "true" => true,
                "false" => false,
                _ => return None,
            },
            answered: !code.starts_with("Non HTTP response code"),
        })
    }
}

/// All samples of one label.
#[derive(Default)]
struct Label {
    samples: u64,
    failed: u64,
    unanswered: u64,
    first: Option<i64>,
    last: Option<i64>,
    untimed: bool,
    /// Those that succeeded, in microseconds.
    good: Option<Histogram<u64>>,
}

impl Label {
    fn add(&mut self, sample: &Sample) {
        self.samples += 1;
        self.failed += u64::from(!sample.success);
        self.unanswered += u64::from(!sample.success && !sample.answered);
        self.untimed |= sample.start.is_none();
        let end = sample.start.map(|start| start.saturating_add_unsigned(sample.elapsed));
        self.first = self.first.into_iter().chain(sample.start).min();
        self.last = self.last.into_iter().chain(end).max();
        if sample.success {
            if self.good.is_none() {
                self.good = Histogram::new(3).ok();
            }
            if let Some(good) = &mut self.good {
                // It grows as it must: no value is too large for it.
                let _ = good.record(sample.elapsed * 1000);
            }
        }
    }

    fn run(self, name: String) -> Run {
        let elapsed =
            self.first.zip(self.last).map(|(first, last)| last.saturating_sub(first) as f64 / 1000.0);
        let at = |q: f64| Some((q, self.good.as_ref()?.value_at_quantile(q) as f64 / 1000.0));
        Run {
            name,
            seconds: elapsed.filter(|_| !self.untimed),
            requests: self.samples,
            failed: self.failed,
            unanswered: self.unanswered,
            samples: self.samples - self.failed,
            latencies: PERCENTILES.iter().filter_map(|(q, _)| at(*q)).collect(),
            service: self.good,
            ..Run::default()
        }
    }
}
