//! What a thread does when nothing is to be sent or read: it takes up new connections, gives up what is too late, orders
//! the connections that lack, and waits.

use super::super::fault::Fault;
use super::super::pool::Asked;
use super::Lane;
use std::io;
use std::time::{Duration, Instant};

/// Longest sleep.
const LONGEST: Duration = Duration::from_millis(100);

impl Lane<'_> {
    /// The next request was not sent until its deadline.
    pub(super) fn give_up(&mut self, planned: Instant) {
        let (index, waited) = (self.next, self.shared.timeout);
        let asked = Asked { index, planned, sent: planned + waited, waited };
        self.record(&asked, self.now, Some(Fault::NotSent));
        self.next += self.part.stride;
    }

    /// Takes up the connections that were opened. One that could not be is what became of the next request, if its
    /// time has come: nothing else may be there to carry it.
    pub(super) fn welcome(&mut self) {
        while let Some(opened) = self.orders.next() {
            let fault = match opened.wire {
                Ok(wire) => {
                    self.pool.opened(wire, self.poller.registry(), self.now);
                    continue;
                }
                Err(fault) => fault,
            };
            self.pool.failed(self.now);
            let planned = self.planned(self.next);
            if self.next < self.shared.schedule.requests() && planned <= self.now && !self.pool.has_free() {
                // It would have been sent when its connection was begun.
                let sent = opened.began.max(planned);
                let waited = sent.saturating_duration_since(planned);
                let asked = Asked { index: self.next, planned, sent, waited };
                self.record(&asked, self.now, Some(fault));
                self.next += self.part.stride;
            }
        }
    }

    /// Gives up what was not sent, or not answered, until its deadline.
    pub(super) fn expire(&mut self) {
        let end = self.shared.schedule.requests();
        while self.next < end && self.planned(self.next) + self.shared.timeout <= self.now {
            self.give_up(self.planned(self.next));
        }
        while let Some((index, token)) = self.asked.front().copied() {
            let asked =
                self.pool.line(token).and_then(|line| line.asked).filter(|asked| asked.index == index);
            if let Some(asked) = asked {
                if asked.planned + self.shared.timeout > self.now {
                    return;
                }
                self.record(&asked, self.now, Some(Fault::Timeout));
                self.pool.close(token);
            }
            self.asked.pop_front();
        }
    }

    /// Orders the connections that lack.
    pub(super) fn order(&mut self, due: u64) {
        let to_come = self.shared.schedule.requests().saturating_sub(self.next) / self.part.stride + 1;
        let count = self.pool.order(self.now, due, to_come);
        if count > 0 {
            self.orders.order(self.opener, count);
        }
    }

    /// Waits until something happens, or the time of the next request has come.
    pub(super) fn wait(&mut self) -> io::Result<()> {
        let before = self.now;
        let planned = (self.next < self.shared.schedule.requests()).then(|| self.planned(self.next));
        let left = planned.map(|planned| planned.saturating_duration_since(before));
        let spin = if self.pool.has_free() { self.part.spin } else { Duration::ZERO };
        if let Some((planned, left)) = planned.zip(left).filter(|(_, left)| *left <= spin && !spin.is_zero())
        {
            self.poller.spin(left, planned, &mut self.ready)?;
            self.now = Instant::now();
            self.shares.spun(before, self.now);
            return Ok(());
        }
        // What is due and has no connection waits for one, or for its deadline.
        let to_send = left.filter(|left| !left.is_zero()).map(|left| left.saturating_sub(spin));
        let first = self.asked.front().map(|(index, _)| self.planned(*index));
        let deadline = first.into_iter().chain(planned).min().map(|first| first + self.shared.timeout);
        let to_deadline = deadline.map(|deadline| deadline.saturating_duration_since(before));
        let sleep = to_send.into_iter().chain(to_deadline).min().unwrap_or(LONGEST);
        self.poller.sleep(sleep.min(LONGEST), &mut self.ready)?;
        self.now = Instant::now();
        self.shares.slept(before, self.now);
        Ok(())
    }
}
