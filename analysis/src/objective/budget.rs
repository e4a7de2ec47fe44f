//! The error budget of a ratio, and how fast it burns: windows and rates of "Multiwindow, Multi-Burn-Rate Alerts", table 5-8
//! of the Site Reliability Workbook (Google, chapter 5).

use crate::incident::Course;
use crate::period::DAY_MS;

const HOUR: i64 = DAY_MS / 24;
const MINUTE: i64 = HOUR / 60;

/// Long window, short window, burn rate above which both are too fast.
const RATES: [(i64, i64, f64); 3] =
    [(HOUR, 5 * MINUTE, 14.4), (6 * HOUR, 30 * MINUTE, 6.0), (3 * DAY_MS, 6 * HOUR, 1.0)];

/// What may fail, and what of it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// Milliseconds that may be down in the whole window.
    pub allowed: f64,
    /// Milliseconds that were down.
    pub spent: i64,
    /// Known of elapsed time, 0–100.
    pub coverage: f64,
    /// Probes in the window.
    pub probes: u64,
    /// Wilson's 95 % bounds of the share of good probes, 0–100.
    pub bounds: Option<(f64, f64)>,
    /// Unbroken probes that would show the target at 95 % confidence.
    pub needed: Option<u64>,
    /// Share that failed by share that may: above 1 the budget ends before the window.
    pub rate: Option<f64>,
    /// Rates over the last hours and days.
    pub burns: Vec<Burn>,
}

/// The burn rate over a long window, and over a short one that tells whether it still burns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burn {
    /// Milliseconds of the long window.
    pub long_ms: i64,
    /// Milliseconds of the short one.
    pub short_ms: i64,
    /// The rate above which both are too fast.
    pub limit: f64,
    /// Over the long window; `None` when too little of it is known.
    pub long: Option<f64>,
    /// Over the short one.
    pub short: Option<f64>,
}

impl Budget {
    /// What is left of it in per cent; below 0 once more failed than may.
    pub fn left(&self) -> Option<f64> {
        (self.allowed > 0.0).then(|| (1.0 - self.spent as f64 / self.allowed) * 100.0)
    }

    /// The first rate at which it burns too fast.
    pub fn burning(&self) -> Option<&Burn> {
        self.burns.iter().find(|burn| burn.fires())
    }
}

impl Burn {
    /// Whether both windows are above the limit.
    pub fn fires(&self) -> bool {
        self.long.zip(self.short).is_some_and(|(long, short)| long > self.limit && short > self.limit)
    }
}

/// The rates of `course` up to `until`, where a share of `error`, 0–1, may fail.
pub(super) fn burns(course: &Course, until: i64, error: f64) -> Vec<Burn> {
    let rate = |ms: i64| {
        let up = course.uptime(until - ms, until).told()?;
        Some((100.0 - up) / 100.0 / error)
    };
    RATES
        .into_iter()
        .map(|(long_ms, short_ms, limit)| Burn {
            long_ms,
            short_ms,
            limit,
            long: rate(long_ms),
            short: rate(short_ms),
        })
        .collect()
}

/// Whether any pair of windows burns too fast, of what `told` says of the last milliseconds.
pub(crate) fn too_fast(told: impl Fn(i64) -> Option<f64>, error: f64) -> bool {
    let above = |ms: i64, limit: f64| told(ms).is_some_and(|up| (100.0 - up) / 100.0 / error > limit);
    RATES.into_iter().any(|(long, short, limit)| above(long, limit) && above(short, limit))
}
