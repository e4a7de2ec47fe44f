//! The requests of one repeat put together: counts and histograms.

use super::client::Usage;
use super::fault::Fault;
use super::plan::Schedule;
use super::sample::Sample;
use hdrhistogram::{CreationError, Histogram};
use std::collections::BTreeMap;
use std::time::Duration;

/// Significant digits of the histograms.
const DIGITS: u8 = 3;

/// What one repeat gave.
pub(super) struct Tally {
    pub(super) schedule: Schedule,
    /// Requests that count.
    pub(super) requests: u64,
    /// Of these, failed, by why.
    pub(super) faults: BTreeMap<Fault, u64>,
    /// Requests a second that were answered well within the run.
    pub(super) achieved: f64,
    /// From planned to done, µs.
    pub(super) response: Histogram<u64>,
    /// From sent to done, µs; of those that were sent.
    pub(super) service: Histogram<u64>,
    /// From planned to sent, µs.
    pub(super) lag: Histogram<u64>,
    /// The part of the lag that was waiting for a free connection, µs.
    pub(super) waited: Histogram<u64>,
    /// The part of the lag that is the client's own: its thread was free in time and not awake, µs.
    pub(super) late: Histogram<u64>,
    /// Connections in the end, and most that there might be.
    pub(super) connections: (u32, u32),
    pub(super) usage: Usage,
    pub(super) scheduling: String,
}

impl Tally {
    /// Requests that failed.
    pub(super) fn errors(&self) -> u64 {
        self.faults.values().sum()
    }

    /// Puts the samples of a repeat together. Those planned in the warm-up are left out.
    ///
    /// # Errors
    /// Never: three digits are a precision that histograms have.
    pub(super) fn of(samples: &[Sample], schedule: Schedule) -> Result<Self, CreationError> {
        let mut tally = Self {
            schedule,
            requests: 0,
            faults: BTreeMap::new(),
            achieved: achieved(samples, schedule),
            response: Histogram::new(DIGITS)?,
            service: Histogram::new(DIGITS)?,
            lag: Histogram::new(DIGITS)?,
            waited: Histogram::new(DIGITS)?,
            late: Histogram::new(DIGITS)?,
            connections: (0, 0),
            usage: Usage::default(),
            scheduling: String::new(),
        };
        let first = schedule.first_counted();
        for sample in samples.iter().filter(|sample| sample.index >= first) {
            tally.add(sample);
        }
        Ok(tally)
    }

    fn add(&mut self, sample: &Sample) {
        self.requests += 1;
        record(&mut self.response, sample.done);
        record(&mut self.lag, sample.lag);
        record(&mut self.waited, sample.waited.min(sample.lag));
        record(&mut self.late, sample.lag.saturating_sub(sample.waited));
        if sample.fault != Some(Fault::NotSent) {
            record(&mut self.service, sample.done.saturating_sub(sample.lag));
        }
        if let Some(fault) = sample.fault {
            *self.faults.entry(fault).or_default() += 1;
        }
    }
}

/// These histograms grow by themselves: every value has its place.
fn record(histogram: &mut Histogram<u64>, micros: u32) {
    let _ = histogram.record(u64::from(micros));
}

/// Requests a second that were answered well within the run.
///
/// Counted are the good answers that came between the end of the warm-up and the end of the run: so a service that
/// falls behind is seen to. What the warm-up left over may not make up for requests that failed, so they are never more
/// than the good ones of those that count.
fn achieved(samples: &[Sample], schedule: Schedule) -> f64 {
    let first = schedule.first_counted();
    let (begin, end) = (schedule.warmup, schedule.end());
    let (mut within, mut good) = (0_u64, 0_u64);
    for sample in samples.iter().filter(|sample| sample.fault.is_none()) {
        let done = schedule.offset(sample.index) + Duration::from_micros(u64::from(sample.done));
        within += u64::from(begin <= done && done <= end);
        good += u64::from(sample.index >= first);
    }
    within.min(good) as f64 / schedule.duration.as_secs_f64()
}
