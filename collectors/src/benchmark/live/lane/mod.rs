//! One thread that works off its part of the plan over many connections: it sends each request at its time, whatever
//! else there is to do, and reads answers in between.

mod idle;

use super::fault::Fault;
use super::opener::{Opener, Orders};
use super::poller::Poller;
use super::pool::{Asked, Pool};
use super::sample::{Sample, micros};
use super::share::Shares;
use super::shared::{Part, Shared};
use super::wire::Come;
use std::collections::VecDeque;
use std::io;
use std::time::Instant;

/// Bytes that are read at once.
const BUFFER: usize = 64 * 1024;

/// What a thread has found.
pub(super) struct Found {
    pub(super) samples: Vec<Sample>,
    /// Most connections that there were at once.
    pub(super) connections: u32,
    pub(super) shares: Shares,
}

/// One thread with its connections.
pub(super) struct Lane<'a> {
    shared: &'a Shared<'a>,
    part: Part,
    opener: &'a Opener<'a>,
    orders: Orders,
    poller: Poller,
    pool: Pool,
    /// Sockets at which something has happened.
    ready: VecDeque<usize>,
    /// Requests that wait for answers, in the order of their deadlines, and some that do not any more.
    asked: VecDeque<(u64, usize)>,
    /// The next request.
    next: u64,
    start: Instant,
    now: Instant,
    samples: Vec<Sample>,
    shares: Shares,
    buffer: Vec<u8>,
}

impl<'a> Lane<'a> {
    pub(super) fn new(
        shared: &'a Shared<'a>,
        part: Part,
        poller: Poller,
        (opener, orders): (&'a Opener<'a>, Orders),
    ) -> Self {
        let now = Instant::now();
        let requests = shared.schedule.requests() / part.stride + 1;
        Self {
            shared,
            part,
            opener,
            orders,
            poller,
            pool: Pool::new(part, shared.fixed, now),
            ready: VecDeque::new(),
            asked: VecDeque::new(),
            next: part.first,
            start: now,
            now,
            samples: Vec::with_capacity(usize::try_from(requests).unwrap_or_default()),
            shares: Shares::of(now, now),
            buffer: vec![0; BUFFER],
        }
    }

    /// Opens connections until `patience`, waits for the start, and works off the plan.
    ///
    /// # Errors
    /// The system's, when it does not let sockets be waited for.
    pub(super) fn run(mut self, patience: Instant) -> io::Result<Found> {
        let connected = self.connect(patience);
        // Those who wait for all to be connected wait for this one too.
        self.start = self.shared.start();
        connected?;
        let schedule = self.shared.schedule;
        self.shares = Shares::of(self.start + schedule.warmup, self.start + schedule.end());
        self.now = Instant::now();
        let worked = self.work();
        self.opener.end();
        worked?;
        Ok(Found { samples: self.samples, connections: self.pool.peak(), shares: self.shares })
    }

    fn connect(&mut self, patience: Instant) -> io::Result<()> {
        self.order(0);
        while self.pool.is_opening() && self.now < patience {
            self.poller.sleep(patience.saturating_duration_since(self.now), &mut self.ready)?;
            self.now = Instant::now();
            self.welcome();
        }
        Ok(())
    }

    fn work(&mut self) -> io::Result<()> {
        let end = self.shared.schedule.requests();
        while self.next < end || !self.asked.is_empty() {
            let planned = self.planned(self.next);
            let due = self.next < end && planned <= self.now;
            if due && self.pool.has_free() {
                self.send(planned);
            } else if let Some(token) = self.ready.pop_front() {
                self.hear(token);
            } else {
                self.welcome();
                self.expire();
                self.order(if due { self.due(planned) } else { 0 });
                self.wait()?;
            }
        }
        Ok(())
    }

    fn planned(&self, index: u64) -> Instant {
        self.start + self.shared.schedule.offset(index)
    }

    /// Requests of this part whose time has come, `first` having been the first of them.
    fn due(&self, first: Instant) -> u64 {
        let late = self.now.saturating_duration_since(first).as_secs_f64();
        (late * self.shared.schedule.rate / self.part.stride as f64) as u64 + 1
    }

    /// Sends the next request, whose time has come, over the connection that is free for longest.
    fn send(&mut self, planned: Instant) {
        if self.now >= planned + self.shared.timeout {
            self.give_up(planned);
            return;
        }
        let Some((token, line)) = self.pool.take() else { return };
        let waited = line.free_since.saturating_duration_since(planned);
        line.asked = Some(Asked { index: self.next, planned, sent: self.now, waited });
        if line.wire.ask(&self.shared.ready.request.bytes).is_err() {
            // What it says tells why; or that it is broken.
            self.ready.push_back(token);
        }
        self.asked.push_back((self.next, token));
        self.next += self.part.stride;
        self.now = Instant::now();
    }

    /// Reads what has come over a connection.
    fn hear(&mut self, token: usize) {
        let Some(line) = self.pool.line(token) else { return };
        let Some(asked) = line.asked else {
            if !line.wire.is_silent() {
                self.pool.close(token);
            }
            return;
        };
        let (fault, keeps) = match line.wire.hear(&mut self.buffer, self.shared.ready) {
            Come::Part => return,
            Come::Answer(heard) => (heard.fault, heard.keeps),
            Come::Broken(fault) => (Some(fault), false),
        };
        let done = Instant::now();
        line.asked = None;
        // Nothing may be left at which nothing new would happen.
        let keeps = keeps && line.wire.is_silent();
        self.now = Instant::now();
        match keeps {
            true => self.pool.release(token, self.now),
            false => self.pool.close(token),
        }
        let late = (done > asked.planned + self.shared.timeout).then_some(Fault::Timeout);
        self.record(&asked, done, fault.or(late));
    }

    /// What fails is recorded at its deadline, whenever it failed.
    fn record(&mut self, asked: &Asked, done: Instant, fault: Option<Fault>) {
        let end = micros(self.shared.timeout);
        let since = |instant: Instant| micros(instant.saturating_duration_since(asked.planned));
        self.samples.push(Sample {
            index: asked.index,
            waited: micros(asked.waited),
            lag: since(asked.sent).min(end),
            done: if fault.is_some() { end } else { since(done) },
            fault,
        });
    }
}
