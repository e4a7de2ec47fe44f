//! The text of wrk, and of wrk2, after <https://github.com/wg/wrk> and <https://github.com/giltene/wrk2>.
//!
//! Times have their unit behind them: `us`, `ms`, `s`, `m`, `h`. wrk is a closed loop that adds samples for stalls by
//! its mean interval; wrk2 times from the planned moment, prints all percentiles in milliseconds, and with `--u_latency`
//! also those from the sending. Without `--latency` there is no percentile. A status of 400 and above is a failure, and
//! so is a socket error, whose request was never answered. One file may hold several runs.

use super::spectrum::{self, Row};
use super::{Run, Told, endpoint, finished};
use crate::collected::Parsed;
use crate::input::Input;
use crate::notes::Notes;
use quarterdeck_model::payload::Benchmark;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    text.lines().any(|line| started(line).is_some())
}

/// Reads the output. A run that did not end is left out.
pub(crate) fn parse(input: &Input) -> Parsed<Benchmark> {
    let (text, mut notes) = input.noted();
    let mut payload = Benchmark::default();
    let mut open: Option<Open> = None;
    let mut second = false;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(url) = started(line) {
            unfinished(open.take(), &mut notes);
            open = Some(Open::new(number, url));
        } else if line.trim_start().starts_with("Transfer/sec:") {
            if let Some(run) = open.take() {
                second |= run.second;
                run.close(&mut payload, &mut notes);
            }
        } else if let Some(run) = &mut open {
            run.line(number, line.trim(), &mut notes);
        } else if line.starts_with("Running ") || (line.starts_with('R') && "Running ".starts_with(line)) {
            notes.warn(number, "the first line of a run is cut off".to_owned());
        }
    }
    unfinished(open, &mut notes);
    if payload.loads.is_empty() && !sniff(&text) {
        notes.warn_all("holds no run: expected `Running 30s test @ http://…`".to_owned());
    }
    let tool = if second { "wrk2" } else { "wrk" };
    finished(payload, Told { tool, version: None, at: None }, notes)
}

/// Whether a text ends with a run: another one may have been cut off.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.trim_end().lines().last().is_some_and(|line| line.starts_with("Transfer/sec:"))
}

fn started(line: &str) -> Option<&str> {
    let (time, url) = line.trim().strip_prefix("Running ")?.split_once(" test @ ")?;
    seconds(time).map(|_| url)
}

fn unfinished(open: Option<Open>, notes: &mut Notes) {
    if let Some(run) = open {
        notes.warn(run.line, format!("the run of {} did not end, and is left out", run.run.name));
    }
}

/// Which latencies the lines are of.
#[derive(PartialEq)]
enum Block {
    None,
    /// From planned to done; of wrk the only ones.
    Response,
    /// From sent to done.
    Service,
}

/// A run whose end is to come.
struct Open {
    line: u64,
    run: Run,
    block: Block,
    second: bool,
    response: Vec<Row>,
    service: Vec<Row>,
}

impl Open {
    fn new(line: u64, url: &str) -> Self {
        let run = Run { name: endpoint(url), ..Run::default() };
        Self { line, run, block: Block::None, second: false, response: Vec::new(), service: Vec::new() }
    }

    fn line(&mut self, number: u64, line: &str, notes: &mut Notes) {
        if let Some(rest) = line.strip_prefix("Latency Distribution") {
            self.second |= rest.contains("HdrHistogram");
            self.block = if rest.contains("Uncorrected") { Block::Service } else { Block::Response };
        } else if let Some((requests, rest)) = line.split_once(" requests in ") {
            self.block = Block::None;
            let time = rest.split(',').next().and_then(seconds);
            match requests.parse::<u64>().ok().zip(time) {
                Some((requests, time)) => self.ended(requests, time),
                None => notes.warn(number, format!("{line:?} says no number of requests and time")),
            }
        } else if let Some(errors) = line.strip_prefix("Socket errors:") {
            self.run.unanswered = errors.split(',').fold(0, |sum, error| sum.saturating_add(last(error)));
        } else if let Some(bad) = line.strip_prefix("Non-2xx or 3xx responses:") {
            self.run.failed = last(bad);
        } else if self.block != Block::None {
            self.latency(line);
        }
    }

    fn ended(&mut self, requests: u64, time: f64) {
        self.run.requests = requests;
        self.run.samples = requests;
        self.run.seconds = Some(time);
    }

    /// `99%  77.70ms`, `99.000%  11.18ms`, or a row of the spectrum.
    fn latency(&mut self, line: &str) {
        if let Some((percent, time)) = line.split_once('%') {
            let stated = percent.trim().parse::<f64>().ok().zip(seconds(time));
            if let Some((percent, time)) = stated.filter(|_| self.block == Block::Response) {
                self.run.latencies.push((percent / 100.0, time * 1000.0));
            }
        } else if let Some(row) = spectrum::row(line) {
            let rows = if self.block == Block::Response { &mut self.response } else { &mut self.service };
            rows.push(row);
        }
    }

    fn close(mut self, payload: &mut Benchmark, notes: &mut Notes) {
        let run = &mut self.run;
        run.failed_among = run.failed > 0;
        run.failed = run.failed.saturating_add(run.unanswered);
        run.requests = run.requests.saturating_add(run.unanswered);
        run.response = spectrum::histogram(&self.response, 1000.0);
        run.service = spectrum::histogram(&self.service, 1000.0);
        if run.seconds.is_none() {
            notes.warn(self.line, format!("the run of {} does not say how many requests it sent", run.name));
        } else if run.latencies.is_empty() && run.requests > 0 {
            notes.note(format!("{} has no percentiles: run with --latency", run.name));
        }
        self.run.add_to(payload, notes);
    }
}

/// The last word as a number.
fn last(text: &str) -> u64 {
    text.split_whitespace().last().and_then(|word| word.parse().ok()).unwrap_or_default()
}

/// A time with its unit, in seconds.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at_checked(at)?;
    let factor = match unit {
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => return None,
    };
    number.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0).map(|n| n * factor)
}
