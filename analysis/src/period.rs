//! The periods of reviews: ISO weeks and calendar quarters, by the clocks of a zone.

use crate::zone::Zone;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use quarterdeck_model::Timestamp;

/// Milliseconds of a day on which no clock is put on or back: a length, not a day of the calendar.
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
    pub fn week_of(t: Timestamp, zone: &Zone) -> Self {
        Self::week(zone.day(t))
    }

    fn week(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Period::Week { year: week.year(), week: week.week() }
    }

    /// The quarter of `t`.
    pub fn quarter_of(t: Timestamp, zone: &Zone) -> Self {
        Self::quarter(zone.day(t))
    }

    fn quarter(date: NaiveDate) -> Self {
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
        period.start(&Zone::default()).and(period.end(&Zone::default())).map(|_| period)
    }

    /// The one before it.
    pub fn previous(self) -> Option<Self> {
        let before = self.first_day()?.pred_opt()?;
        let (week, quarter) = (Period::week(before), Period::quarter(before));
        let before = if matches!(self, Period::Week { .. }) { week } else { quarter };
        // Years below 0 have no name.
        before.start(&Zone::default()).map(|_| before)
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

    /// Its first and its last day.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.first_day()?, self.next()?.first_day()?.pred_opt()?))
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
    pub fn start(self, zone: &Zone) -> Option<Timestamp> {
        zone.start(self.first_day()?)
    }

    /// Its last instant, to the millisecond.
    pub fn end(self, zone: &Zone) -> Option<Timestamp> {
        Timestamp::from_millis(self.next()?.start(zone)?.millis() - 1)
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

/// The calendar month of `t` and those before it, `count` in all, oldest first: the first day of each, with its first and
/// last instant.
pub fn months(t: Timestamp, count: u32, zone: &Zone) -> Vec<(NaiveDate, (Timestamp, Timestamp))> {
    let Some(newest) = zone.day(t).with_day(1) else { return Vec::new() };
    let month = |back: u32| {
        let day = newest.checked_sub_months(Months::new(back))?;
        let next = zone.start(day.checked_add_months(Months::new(1))?)?;
        Some((day, (zone.start(day)?, Timestamp::from_millis(next.millis() - 1)?)))
    };
    (0..count).rev().filter_map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Step;

    fn parsed(text: &str) -> Option<(String, String, String)> {
        let period = Period::parse(text)?;
        assert_eq!(period.name(), text);
        let zone = Zone::default();
        let bounds = (period.start(&zone)?.to_string(), period.end(&zone)?.to_string());
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
    fn periods_are_those_of_the_zone() {
        let step =
            |text, hours: i32| Step(Timestamp::parse(text).unwrap().millis(), hours * 3600, String::new());
        let (winter, summer) = (step("2025-10-26T01:00:00Z", 1), step("2026-03-29T01:00:00Z", 2));
        let zone = Zone::new("Europe/Berlin", vec![winter, summer]);
        let bounds = |name: &str| {
            let period = Period::parse(name).unwrap();
            let (first, last) = period.days().unwrap();
            let (start, end) = (period.start(&zone).unwrap(), period.end(&zone).unwrap());
            format!("{first} {last} {start} {end}")
        };
        // The week in which clocks are put on has an hour less.
        let week = "2026-03-23 2026-03-29 2026-03-22T23:00:00.000Z 2026-03-29T21:59:59.999Z";
        assert_eq!(bounds("2026-W13"), week);
        let quarter = "2026-01-01 2026-03-31 2025-12-31T23:00:00.000Z 2026-03-31T21:59:59.999Z";
        assert_eq!(bounds("2026-Q1"), quarter);
        let eve = Timestamp::parse("2025-12-31T23:00:00Z").unwrap();
        assert_eq!(Period::quarter_of(eve, &zone).name(), "2026-Q1");
        assert_eq!(Period::quarter_of(eve, &Zone::default()).name(), "2025-Q4");
        let sunday = Timestamp::parse("2026-03-29T22:00:00Z").unwrap();
        assert_eq!(Period::week_of(sunday, &zone).name(), "2026-W14");
        let march = months(sunday, 1, &zone);
        assert_eq!(march[0].1.0.to_string(), "2026-02-28T23:00:00.000Z");
    }

    #[test]
    fn months_end_with_that_of_the_instant() {
        let at = Timestamp::parse("2026-03-31T10:00:00Z").unwrap();
        let told: Vec<String> =
            months(at, 3, &Zone::default()).iter().map(|(_, (from, to))| format!("{from} {to}")).collect();
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
