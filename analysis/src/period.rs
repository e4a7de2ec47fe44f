//! The periods of reviews: ISO weeks and calendar quarters, in UTC.

use chrono::{Datelike as _, Days, Months, NaiveDate};
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

    /// The period of that name: `2026-W47` or `2026-Q4`. `None` for any other text, and for a week that the year does
    /// not have.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = text.split_once('-')?;
        let plain =
            |text: &str, digits: usize| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        let year = year.parse().ok().filter(|_| plain(year, 4))?;
        let period = match part.split_at_checked(1)? {
            ("W", week) if plain(week, 2) => Period::Week { year, week: week.parse().ok()? },
            ("Q", quarter) if plain(quarter, 1) => Period::Quarter { year, quarter: quarter.parse().ok()? },
            _ => return None,
        };
        period.start().and(period.end()).map(|_| period)
    }

    /// The one before it.
    pub fn previous(self) -> Option<Self> {
        let before = Timestamp::from_millis(self.start()?.millis() - 1)?;
        Some(match self {
            Period::Week { .. } => Period::week_of(before),
            Period::Quarter { .. } => Period::quarter_of(before),
        })
    }

    /// The same quarter of the year before; `None` for a week.
    pub fn year_before(self) -> Option<Self> {
        match self {
            Period::Week { .. } => None,
            Period::Quarter { year, quarter } => {
                Some(Period::Quarter { year: year.checked_sub(1)?, quarter })
            }
        }
    }

    fn first_day(self) -> Option<NaiveDate> {
        match self {
            Period::Week { year, week } => NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon),
            Period::Quarter { year, quarter } => {
                NaiveDate::from_ymd_opt(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)
            }
        }
    }

    /// Whether it is the week of a month's first Monday.
    pub fn begins_month(self) -> bool {
        matches!(self, Period::Week { .. }) && self.first_day().is_some_and(|day| day.day() <= 7)
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

/// The calendar month of `t` and those before it, `count` in all, oldest first: each with its first and last instant.
pub fn months(t: Timestamp, count: u32) -> Vec<(Timestamp, Timestamp)> {
    let first = |back: u32| {
        let day = t.to_chrono().date_naive().with_day(1)?.checked_sub_months(Months::new(back))?;
        Timestamp::from_millis(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
    };
    let next = first(0).and_then(|start| {
        let day = start.to_chrono().date_naive().checked_add_months(Months::new(1))?;
        Timestamp::from_millis(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
    });
    let starts = (0..count).rev().filter_map(first);
    let starts: Vec<Timestamp> = starts.chain(next).collect();
    let pairs = starts.windows(2);
    pairs.filter_map(|pair| Some((pair[0], Timestamp::from_millis(pair[1].millis() - 1)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, String, String)> {
        let period = Period::parse(text)?;
        assert_eq!(period.name(), text);
        let bounds = (period.start()?.to_string(), period.end()?.to_string());
        Some((bounds.0, bounds.1, period.previous()?.name()))
    }

    #[test]
    fn names_bounds_and_neighbours() {
        let told = |a: &str, b: &str, c: &str| Some((a.to_owned(), b.to_owned(), c.to_owned()));
        let week = told("2026-11-16T00:00:00.000Z", "2026-11-22T23:59:59.999Z", "2026-W46");
        assert_eq!(parsed("2026-W47"), week);
        // The first ISO week of 2026 begins in the year before, whose last week is its 52nd; 2020 has 53.
        let first = told("2025-12-29T00:00:00.000Z", "2026-01-04T23:59:59.999Z", "2025-W52");
        assert_eq!(parsed("2026-W01"), first);
        assert_eq!(parsed("2021-W01").map(|(.., before)| before), Some("2020-W53".to_owned()));
        let quarter = told("2026-01-01T00:00:00.000Z", "2026-03-31T23:59:59.999Z", "2025-Q4");
        assert_eq!(parsed("2026-Q1"), quarter);
        let year = Period::parse("2026-Q3").and_then(Period::year_before).map(Period::name);
        assert_eq!(
            (year, Period::Week { year: 2026, week: 3 }.year_before()),
            (Some("2025-Q3".into()), None)
        );
    }

    #[test]
    fn months_end_with_that_of_the_instant() {
        let at = Timestamp::parse("2026-03-31T10:00:00Z").unwrap();
        let told: Vec<String> = months(at, 3).iter().map(|(from, to)| format!("{from} {to}")).collect();
        assert_eq!(
            told,
            [
                "2026-01-01T00:00:00.000Z 2026-01-31T23:59:59.999Z",
                "2026-02-01T00:00:00.000Z 2026-02-28T23:59:59.999Z",
                "2026-03-01T00:00:00.000Z 2026-03-31T23:59:59.999Z",
            ]
        );
    }

    #[test]
    fn other_texts_are_no_period() {
        for text in [
            "",
            "2026",
            "2026-W54",
            "2025-W53",
            "2026-W00",
            "2026-Q0",
            "2026-Q5",
            "2026-W4",
            "26-W04",
            "2026-w47",
            "2026-W470",
            "2026-Q",
            "2026-Wé",
            "2026-É1",
            "+026-Q1",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
