//! The connections of one thread: those that are free, those that wait for an answer, and how many more are wanted.

use super::shared::Part;
use super::wire::Wire;
use mio::Registry;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// A connection that takes longer than this to open is not waited for; others are opened beside it.
const HANGS: Duration = Duration::from_millis(100);
/// After a connection could not be opened, no other is for so long, unless a request waits for it.
const BACK_OFF: Duration = Duration::from_millis(100);

/// A request that is sent and not yet answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) index: u64,
    pub(super) planned: Instant,
    /// When it was sent.
    pub(super) sent: Instant,
    /// How long it waited for a free connection.
    pub(super) waited: Duration,
}

/// An open connection.
pub(super) struct Line {
    pub(super) wire: Wire,
    pub(super) asked: Option<Asked>,
    /// Since when it is free, if it is.
    pub(super) free_since: Instant,
}

/// The connections of one thread, by their tokens.
pub(super) struct Pool {
    part: Part,
    /// Whether all that there may be are to be open.
    fixed: bool,
    lines: Vec<Option<Line>>,
    vacant: Vec<usize>,
    free: VecDeque<usize>,
    open: u32,
    /// Those that are being opened, and since when none was added to them.
    opening: u32,
    ordered_at: Instant,
    /// When one last could not be opened.
    failed_at: Option<Instant>,
    /// Most that there were at once.
    peak: u32,
}

impl Pool {
    pub(super) fn new(part: Part, fixed: bool, now: Instant) -> Self {
        Self {
            part,
            fixed,
            lines: Vec::new(),
            vacant: Vec::new(),
            free: VecDeque::new(),
            open: 0,
            opening: 0,
            ordered_at: now,
            failed_at: None,
            peak: 0,
        }
    }

    /// Most that there were at once.
    pub(super) fn peak(&self) -> u32 {
        self.peak
    }

    pub(super) fn has_free(&self) -> bool {
        !self.free.is_empty()
    }

    pub(super) fn is_opening(&self) -> bool {
        self.opening > 0
    }

    /// How many to open now: all that lack, or as many as the reserve for `to_come` requests lacks; and one for each of
    /// the `due` requests that no connection is free for.
    pub(super) fn order(&mut self, now: Instant, due: u64, to_come: u64) -> u32 {
        let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let room = self.part.cap.saturating_sub(self.open + self.opening);
        let rests = self.failed_at.is_some_and(|at| now.saturating_duration_since(at) < BACK_OFF);
        let hang = now.saturating_duration_since(self.ordered_at) >= HANGS;
        let coming = if hang && !self.fixed { 0 } else { self.opening };
        let reserve = match self.fixed {
            _ if rests => 0,
            true => room,
            false => {
                self.part.reserve.min(small(to_come)).saturating_sub(small(self.free.len() as u64) + coming)
            }
        };
        let for_due = if self.has_free() { 0 } else { small(due).saturating_sub(self.opening) };
        let count = reserve.max(for_due).min(room);
        if count > 0 {
            self.ordered_at = now;
            self.opening += count;
            self.peak = self.peak.max(self.open + self.opening);
        }
        count
    }

    /// One that was ordered could not be opened.
    pub(super) fn failed(&mut self, now: Instant) {
        self.opening = self.opening.saturating_sub(1);
        self.failed_at = Some(now);
    }

    /// One that was ordered is open, and free.
    pub(super) fn opened(&mut self, mut wire: Wire, registry: &Registry, now: Instant) {
        self.opening = self.opening.saturating_sub(1);
        self.failed_at = None;
        let token = self.vacant.pop().unwrap_or(self.lines.len());
        if wire.register(registry, token).is_err() {
            self.vacant.extend((token < self.lines.len()).then_some(token));
            self.failed_at = Some(now);
            return;
        }
        let line = Some(Line { wire, asked: None, free_since: now });
        match self.lines.get_mut(token) {
            Some(vacant) => *vacant = line,
            None => self.lines.push(line),
        }
        self.open += 1;
        self.free.push_back(token);
    }

    /// Takes the one that is free for longest.
    pub(super) fn take(&mut self) -> Option<(usize, &mut Line)> {
        let token = self.free.pop_front()?;
        self.line(token).map(|line| (token, line))
    }

    pub(super) fn line(&mut self, token: usize) -> Option<&mut Line> {
        self.lines.get_mut(token)?.as_mut()
    }

    /// It has its answer, and may carry another request.
    pub(super) fn release(&mut self, token: usize, now: Instant) {
        if let Some(line) = self.line(token) {
            line.free_since = now;
            self.free.push_back(token);
        }
    }

    /// Closes it.
    pub(super) fn close(&mut self, token: usize) {
        let Some(line) = self.lines.get_mut(token).and_then(Option::take) else { return };
        if line.asked.is_none() {
            self.free.retain(|free| *free != token);
        }
        self.vacant.push(token);
        self.open = self.open.saturating_sub(1);
    }
}
