//! What a thread of the client did with the time that is measured: sleep, spin, and, for the rest, requests.

use std::time::{Duration, Instant};

/// How the time between two instants was spent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    begin: Instant,
    end: Instant,
    slept: Duration,
    spun: Duration,
}

impl Shares {
    pub(super) fn of(begin: Instant, end: Instant) -> Self {
        Self { begin, end, slept: Duration::ZERO, spun: Duration::ZERO }
    }

    pub(super) fn slept(&mut self, from: Instant, to: Instant) {
        self.slept += self.within(from, to);
    }

    pub(super) fn spun(&mut self, from: Instant, to: Instant) {
        self.spun += self.within(from, to);
    }

    fn within(&self, from: Instant, to: Instant) -> Duration {
        to.min(self.end).saturating_duration_since(from.max(self.begin))
    }

    fn percent(&self, part: Duration) -> f64 {
        part.as_secs_f64() * 100.0 / (self.end - self.begin).as_secs_f64()
    }

    /// Share of the time in which it spun, 0–100.
    pub(super) fn spin_percent(&self) -> f64 {
        self.percent(self.spun)
    }

    /// Share of the time in which it neither slept nor spun, 0–100.
    pub(super) fn busy_percent(&self) -> f64 {
        (100.0 - self.percent(self.slept) - self.percent(self.spun)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Shares;
    use std::time::{Duration, Instant};

    #[test]
    fn only_the_time_that_is_measured_counts() {
        let begin = Instant::now();
        let at = |ms: i64| match u64::try_from(ms) {
            Ok(after) => begin + Duration::from_millis(after),
            Err(_) => begin - Duration::from_millis(ms.unsigned_abs()),
        };
        let mut shares = Shares::of(begin, at(1000));
        shares.slept(at(-500), at(100));
        shares.spun(at(100), at(300));
        shares.slept(at(900), at(1500));
        shares.spun(at(2000), at(3000));
        let close = |is: f64, should: f64| assert!((is - should).abs() < 1e-6, "{is} {should}");
        close(shares.spin_percent(), 20.0);
        close(shares.busy_percent(), 60.0);
    }
}
