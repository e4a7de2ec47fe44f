//! What is known of a service as spans of time, summed up: any window costs a look-up, however long it is.

use super::{Course, ENOUGH, ok};

/// A span of which the outcome is known.
#[derive(Debug, Clone, Copy)]
struct Known {
    from: i64,
    until: i64,
    good: bool,
    /// Known up and down before it.
    before: (i64, i64),
}

/// The known spans of a course.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    spans: Vec<Known>,
}

impl Ledger {
    /// Of `course`. The spans are those of [`Course::uptime`].
    pub fn of(course: &Course) -> Self {
        let mut ledger = Self::default();
        let mut work = course.planned_work.clone();
        work.sort_unstable();
        for (index, observation) in course.seen.iter().enumerate() {
            let Some(good) = ok(observation.outcome) else { continue };
            let next = course.seen.get(index + 1).map_or(i64::MAX, |next| next.at);
            ledger.add(observation.at, next.min(observation.at.saturating_add(course.reach)), good, &work);
        }
        ledger
    }

    /// Adds a span without the planned work in it.
    fn add(&mut self, mut from: i64, until: i64, good: bool, work: &[(i64, i64)]) {
        for (begins, ends) in work {
            if *begins < until && *ends > from {
                self.push(from, *begins, good);
                from = *ends;
            }
        }
        self.push(from, until, good);
    }

    fn push(&mut self, from: i64, until: i64, good: bool) {
        if from < until {
            let before = self.sums(from);
            self.spans.push(Known { from, until, good, before });
        }
    }

    /// Known up and down before `at`.
    fn sums(&self, at: i64) -> (i64, i64) {
        let last = self.spans.partition_point(|span| span.from < at).checked_sub(1);
        let Some(span) = last.and_then(|last| self.spans.get(last)) else { return (0, 0) };
        let (up, down) = span.before;
        let part = at.min(span.until) - span.from;
        if span.good { (up + part, down) } else { (up, down + part) }
    }

    /// Milliseconds known to be up and down from `from` to before `until`.
    pub fn within(&self, from: i64, until: i64) -> (i64, i64) {
        let ((up, down), (later_up, later_down)) = (self.sums(from), self.sums(until));
        (later_up - up, later_down - down)
    }

    /// Per cent up of what is known of a window, where enough of it is known.
    pub fn told(&self, from: i64, until: i64) -> Option<f64> {
        let (up, down) = self.within(from, until);
        let (known, elapsed) = (up + down, until - from);
        let enough = known > 0 && known as f64 * 100.0 / elapsed as f64 >= ENOUGH;
        enough.then(|| up as f64 * 100.0 / known as f64)
    }
}
