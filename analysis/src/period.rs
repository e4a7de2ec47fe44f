//! The periods of reviews: ISO weeks and calendar quarters, in UTC.

use chrono::{Datelike as _, Days, NaiveDate};
use quarterdeck_model::Timestamp;

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// A week or a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// ISO 8601 week: Monday to Sunday.
    Week {
        /// ISO year.
        year: i32,
        /// 1–53.
        week: u32,
    },
    /// Calendar quarter.
    Quarter {
        /// Year.
        year: i32,
        /// 1–4.
        quarter: u32,
    },
}

impl Period {
    /// The ISO week of `t`.
    pub fn week_of(t: Timestamp) -> Self {
        let week = t.to_chrono().iso_week();
        Period::Week { year: week.year(), week: week.week() }
    }

    /// The quarter of `t`.
    pub fn quarter_of(t: Timestamp) -> Self {
        let date = t.to_chrono();
        Period::Quarter { year: date.year(), quarter: date.month0() / 3 + 1 }
    }

    /// `2026-W47`, `2026-Q4`.
    pub fn name(self) -> String {
        match self {
            Period::Week { year, week } => format!("{year}-W{week:02}"),
            Period::Quarter { year, quarter } => format!("{year}-Q{quarter}"),
        }
    }

    fn first_day(self) -> Option<NaiveDate> {
        match self {
            Period::Week { year, week } => NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon),
            Period::Quarter { year, quarter } => NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1),
        }
    }

    /// Its first instant.
    pub fn start(self) -> Option<Timestamp> {
        let midnight = self.first_day()?.and_hms_opt(0, 0, 0)?;
        Timestamp::from_millis(midnight.and_utc().timestamp_millis())
    }

    /// Its last instant, to the millisecond.
    pub fn end(self) -> Option<Timestamp> {
        Timestamp::from_millis(self.next()?.start()?.millis() - 1)
    }

    fn next(self) -> Option<Self> {
        Some(match self {
            Period::Week { .. } => {
                let week = self.first_day()?.checked_add_days(Days::new(7))?.iso_week();
                Period::Week { year: week.year(), week: week.week() }
            }
            Period::Quarter { year, quarter: 4 } => {
                Period::Quarter { year: year.checked_add(1)?, quarter: 1 }
            }
            Period::Quarter { year, quarter } => Period::Quarter { year, quarter: quarter + 1 },
        })
    }
}
