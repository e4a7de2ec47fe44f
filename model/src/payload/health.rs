//! Probe rounds: every probe with its outcome and phase times.

use super::Figure;
use super::figure::metric;
use crate::{Direction, Labels, Metric, Timestamp, Unit};

/// How a probe ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Right answer in time.
    Up,
    /// Right answer, too slow, or the service itself says `warn`.
    Degraded,
    /// Wrong answer, refused, reset or timed out.
    Down,
    /// We could not probe.
    Unknown,
}

/// Milliseconds spent in each phase; `None` for a phase that did not happen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Phases {
    /// Name resolution.
    pub dns_ms: Option<f64>,
    /// TCP connect.
    pub connect_ms: Option<f64>,
    /// TLS handshake.
    pub tls_ms: Option<f64>,
    /// From request sent to first byte.
    pub first_byte_ms: Option<f64>,
    /// From sent to done.
    pub total_ms: Option<f64>,
}

/// One probe.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// When it was planned; the deadline counts from here.
    pub planned_at: Timestamp,
    /// Milliseconds from planned to sent.
    pub sent_after_ms: f64,
    /// Milliseconds from planned to done; `None` when who found it does not say.
    pub done_after_ms: Option<f64>,
    /// How it ended.
    pub outcome: Outcome,
    /// HTTP status, where there was one.
    pub status: Option<u16>,
    /// Phase times.
    pub phases: Phases,
    /// Why not up; never a secret.
    pub detail: Option<String>,
}

/// Certificate of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The earliest end of validity in the chain.
    pub expires_at: Timestamp,
    /// Subject of that certificate.
    pub subject: String,
    /// The end of validity of the service's own certificate; `None` when who found it does not say.
    pub leaf_expires_at: Option<Timestamp>,
}

/// One round of one service: k probes in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Service name from the configuration.
    pub service: String,
    /// Address without credentials and query.
    pub target: String,
    /// All probes, in order.
    pub probes: Vec<Probe>,
    /// Certificate, for TLS.
    pub certificate: Option<Certificate>,
    /// Milliseconds from planned to begun, one for each round of a watch that this holds; empty for a round by itself.
    pub late_ms: Vec<f64>,
}

/// A round for each service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Health {
    /// Rounds.
    pub rounds: Vec<Round>,
    /// Memory, CPU and the like measured beside them.
    pub figures: Vec<Figure>,
    /// Rounds of canaries, planned for the same instants: where a service and its canary fail together, it is our side
    /// that may be at fault. They are no services: no figure comes of them.
    pub canaries: Vec<Round>,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Outcome; 4] = [Outcome::Up, Outcome::Degraded, Outcome::Down, Outcome::Unknown];

    /// The wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Up => "up",
            Outcome::Degraded => "degraded",
            Outcome::Down => "down",
            Outcome::Unknown => "unknown",
        }
    }
}

impl Round {
    /// The state at the end of the round, seen from this round alone: down after 3 failed probes in a row (or when
    /// no probe got the right answer), and from there up again after 2 right answers in a row; degraded when it is
    /// not down and some probe was slow or the last one failed; unknown when no probe is known.
    pub fn state(&self) -> Outcome {
        let known: Vec<Outcome> =
            self.probes.iter().map(|p| p.outcome).filter(|o| *o != Outcome::Unknown).collect();
        let Some(last) = known.last() else { return Outcome::Unknown };
        let (mut down, mut failed, mut right) = (false, 0, 0);
        for outcome in &known {
            match outcome {
                Outcome::Down => (failed, right) = (failed + 1, 0),
                _ => (failed, right) = (0, right + 1),
            }
            down = if down { right < 2 } else { failed >= 3 };
        }
        match () {
            () if down || known.iter().all(|o| *o == Outcome::Down) => Outcome::Down,
            () if known.contains(&Outcome::Degraded) || *last == Outcome::Down => Outcome::Degraded,
            () => Outcome::Up,
        }
    }

    /// Right answers (up and degraded) of all known probes, 0–100.
    pub fn good_percent(&self) -> Option<f64> {
        let known = self.probes.iter().filter(|p| p.outcome != Outcome::Unknown).count();
        let good =
            self.probes.iter().filter(|p| matches!(p.outcome, Outcome::Up | Outcome::Degraded)).count();
        (known > 0).then(|| good as f64 * 100.0 / known as f64)
    }

    /// Median total time of the probes that got the right answer, in milliseconds.
    pub fn median_ms(&self) -> Option<f64> {
        let good = self.probes.iter().filter(|p| matches!(p.outcome, Outcome::Up | Outcome::Degraded));
        let mut times: Vec<f64> = good.filter_map(|p| p.phases.total_ms).collect();
        times.sort_by(f64::total_cmp);
        let (low, high) = (times.get(times.len().saturating_sub(1) / 2)?, times.get(times.len() / 2)?);
        Some((low + high) / 2.0)
    }
}

impl Health {
    /// Per service `health.good_percent`, `health.latency_ms` and `health.certificate_days`; over all
    /// `health.services_down` (unknown when any service is unknown).
    pub fn metrics(&self) -> Vec<Metric> {
        let mut out: Vec<Metric> = self.rounds.iter().flat_map(Round::metrics).collect();
        let states: Vec<Outcome> = self.rounds.iter().map(Round::state).collect();
        if !states.is_empty() && !states.contains(&Outcome::Unknown) {
            let down = states.iter().filter(|s| **s == Outcome::Down).count() as f64;
            let none = Labels::none();
            out.push(metric("health.services_down", &none, down, Unit::Count, Direction::LowerIsBetter));
        }
        out.extend(self.figures.iter().map(Figure::metric));
        out
    }
}

impl Round {
    fn metrics(&self) -> Vec<Metric> {
        let labels = Labels::one("service", self.service.clone());
        let days = self
            .certificate
            .as_ref()
            .zip(self.probes.last())
            .map(|(c, p)| (c.expires_at.millis() - p.planned_at.millis()) as f64 / 86_400_000.0);
        [
            ("health.good_percent", self.good_percent(), Unit::Percent, Direction::HigherIsBetter),
            ("health.latency_ms", self.median_ms(), Unit::Milliseconds, Direction::LowerIsBetter),
            ("health.certificate_days", days, Unit::Days, Direction::HigherIsBetter),
        ]
        .into_iter()
        .filter_map(|(id, value, unit, direction)| Some(metric(id, &labels, value?, unit, direction)))
        .collect()
    }
}
