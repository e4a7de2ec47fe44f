//! HdrHistogram's log, after `HistogramLogReader` of <https://github.com/HdrHistogram/HdrHistogram>: a line an interval,
//! `[Tag=NAME,]start,length,max,histogram`, the histogram in base64.
//!
//! Intervals of one tag are one distribution: their counts are added, never their percentiles. The unit of the values is
//! not stated; the maximum beside each histogram is by convention in milliseconds, and tells it. Whether values count
//! from the planned or from the sending moment only the writer knows, so they are kept as service times.

mod payload;

use super::{PERCENTILES, Run, Told, enough, finished};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::Notes;
use crate::stream::{Lines, Stream};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hdrhistogram::Histogram;
use payload::Decoder;
use quarterdeck_model::Timestamp;
use quarterdeck_model::histogram::is_countable;
use quarterdeck_model::payload::Benchmark;
use std::collections::BTreeMap;
use std::io::BufRead;

/// Most tags: each has a histogram in memory.
const MOST_TAGS: usize = 200;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let version = text.lines().take(10).any(|line| line.starts_with("#[Histogram log format version"));
    version || text.lines().find(|line| is_data(line)).is_some_and(|line| interval(line).is_ok())
}

fn is_data(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with(['#', '"'])
}

/// Whether a text ends with a whole interval: more of them may have been cut off.
pub(crate) fn may_be_cut(text: &str) -> bool {
    let last = text.lines().last().filter(|line| is_data(line)).map(|line| interval(line.trim()));
    last.is_some_and(|line| line.is_ok_and(|line| Decoder::default().decode(&line.bytes).is_ok()))
}

/// One line.
struct Interval<'a> {
    tag: &'a str,
    length: f64,
    max: f64,
    bytes: Vec<u8>,
}

fn interval(line: &str) -> Result<Interval<'_>, String> {
    let (tag, rest) = match line.strip_prefix("Tag=") {
        Some(rest) => rest.split_once(',').ok_or("has nothing after its tag")?,
        None => ("", line),
    };
    let fields: Vec<&str> = rest.split(',').collect();
    let [start, length, max, histogram] = fields.as_slice() else {
        return Err("has other columns than start, length, maximum and histogram".to_owned());
    };
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
    let (_, length, max) = number(start)
        .zip(number(length))
        .zip(number(max))
        .map(|((start, length), max)| (start, length, max))
        .ok_or("has a start, length or maximum that is no number")?;
    let bytes = STANDARD.decode(histogram.trim()).map_err(|_| "has a histogram that is no base64")?;
    Ok(Interval { tag, length, max, bytes })
}

/// Reads a log as it comes. An interval that cannot be read is left out.
///
/// # Errors
/// When reading fails.
pub(crate) fn parse(stream: Stream) -> Result<Parsed<Benchmark>, CollectError> {
    let name = stream.name.clone();
    let mut text = stream.decoded();
    let (mut notes, mut log) = (Notes::new(&name, None), Log::default());
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
        if line.starts_with("#[StartTime:") {
            log.start = line.split([' ', ':']).find_map(|word| word.parse::<f64>().ok());
        } else if is_data(line)
            && let Err(reason) = interval(line).and_then(|interval| log.add(&interval))
        {
            notes.warn(number, reason);
        }
    }
    notes.extend(text.warning(&name));
    Ok(log.parsed(notes))
}

/// All intervals of one tag.
struct Tagged {
    seconds: f64,
    /// In microseconds.
    values: Histogram<u64>,
}

#[derive(Default)]
struct Log {
    decoder: Decoder,
    /// Seconds since the epoch.
    start: Option<f64>,
    /// How many microseconds a value counts for, once an interval told.
    unit: Option<f64>,
    tags: BTreeMap<String, Tagged>,
    /// Intervals without a value.
    empty: u64,
}

impl Log {
    fn add(&mut self, interval: &Interval) -> Result<(), String> {
        let counts = self.decoder.decode(&interval.bytes)?;
        let Some((longest, _)) = counts.last().copied() else {
            self.empty += 1;
            return Ok(());
        };
        let unit = match self.unit {
            Some(unit) => unit,
            None => *self.unit.insert(unit(longest, interval.max)?),
        };
        if !self.tags.contains_key(interval.tag) {
            if self.tags.len() >= MOST_TAGS {
                return Err(format!("is of one tag more than {MOST_TAGS}"));
            }
            let values = Histogram::new(3).map_err(|e| e.to_string())?;
            self.tags.insert(interval.tag.to_owned(), Tagged { seconds: 0.0, values });
        }
        let tagged = self.tags.get_mut(interval.tag).ok_or("has no tag")?;
        let so_far = tagged.values.len();
        if !is_countable(counts.iter().map(|(_, count)| *count).chain([so_far])) {
            return Err("holds more values than can be counted".to_owned());
        }
        tagged.seconds += interval.length;
        for (value, count) in counts {
            let micros = (*value as f64 * unit).round() as u64;
            tagged
                .values
                .record_n(micros, *count)
                .map_err(|e| format!("holds a value that is no time: {e}"))?;
        }
        Ok(())
    }

    fn parsed(self, mut notes: Notes) -> Parsed<Benchmark> {
        let mut payload = Benchmark::default();
        for (tag, tagged) in self.tags {
            let values = tagged.values;
            let samples = values.len();
            let at = |q: f64| values.value_at_quantile(q) as f64 / 1000.0;
            let run = Run {
                name: tag,
                seconds: Some(tagged.seconds),
                requests: samples,
                samples,
                unjudged: true,
                latencies: PERCENTILES
                    .iter()
                    .map(|(q, _)| (*q, at(*q)))
                    .filter(|(q, _)| enough(samples, *q))
                    .collect(),
                service: Some(values),
                ..Run::default()
            };
            run.add_to(&mut payload, &mut notes);
        }
        let at =
            self.start.filter(|s| s.is_finite()).and_then(|s| Timestamp::from_millis((s * 1000.0) as i64));
        let none = payload.loads.is_empty();
        let mut parsed = finished(payload, Told { tool: "HdrHistogram", version: None, at }, notes);
        if none && parsed.section.state == quarterdeck_model::SectionState::Empty {
            let reason = match self.empty {
                0 => "the log holds no interval".to_owned(),
                n => format!("none of {n} intervals holds a value"),
            };
            parsed.section.reasons = vec![reason];
        }
        parsed
    }
}

/// How many microseconds a value counts for, when `longest` was printed as `max` milliseconds.
fn unit(longest: u64, max: f64) -> Result<f64, String> {
    let ratio = longest as f64 / max;
    let near = |wanted: f64| (ratio / wanted - 1.0).abs() < 0.01;
    if near(1e6) {
        Ok(1e-3)
    } else if near(1e3) {
        Ok(1.0)
    } else {
        Err("has a maximum by which its unit is neither nanoseconds nor microseconds".to_owned())
    }
}
