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

    /// Reads what [`Period::name`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let plain = |text: &str, long| text.len() == long && text.bytes().all(|b| b.is_ascii_digit());
        let year = plain(year, 4).then(|| year.parse().ok())??;
        let number = |digits: &str, long| plain(digits, long).then(|| digits.parse().ok())?;
        let period = match rest.split_at_checked(1)? {
            ("W", week) => Period::Week { year, week: number(week, 2)? },
            ("Q", quarter) => Period::Quarter { year, quarter: number(quarter, 1)? },
            _ => return None,
        };
        period.start().map(|_| period)
    }

    fn first_day(self) -> Option<NaiveDate> {
        match self {
            Period::Week { year, week } => NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon),
            Period::Quarter { year, quarter } => {
                NaiveDate::from_ymd_opt(year, (quarter * 3).checked_sub(2)?, 1)
            }
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
