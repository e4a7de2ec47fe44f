//! Days as the reader picks them: of the site's zone, first and last day inclusive, and the ready-made ranges.

use chrono::{Days, NaiveDate, NaiveTime};
use quarterdeck_model::Timestamp;
use quarterdeck_views::format::zoned;

/// A range of days, both inclusive; an open end has no day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Range {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// A ready-made range, counted back from the day of the newest run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// 7 days.
    Week,
    /// 91 days: 13 weeks, so that weekdays line up.
    Quarter,
    /// 365 days.
    Year,
    /// Everything.
    All,
}

impl Preset {
    /// In the order of the buttons.
    pub const ALL: [Preset; 4] = [Preset::Week, Preset::Quarter, Preset::Year, Preset::All];

    /// What the button says.
    pub fn label(self) -> &'static str {
        match self {
            Preset::Week => "Week",
            Preset::Quarter => "Quarter",
            Preset::Year => "Year",
            Preset::All => "All",
        }
    }

    /// The range that ends on `last` (and is open at its end, so that a kept link shows newer runs too).
    pub fn range(self, last: NaiveDate) -> Range {
        let back = |days: u64| Range { from: last.checked_sub_days(Days::new(days - 1)), to: None };
        match self {
            Preset::Week => back(7),
            Preset::Quarter => back(91),
            Preset::Year => back(365),
            Preset::All => Range::default(),
        }
    }
}

impl Range {
    /// Whether nothing is left out.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }

    /// Whether the first day comes after the last: such a range holds nothing.
    pub fn is_reversed(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from > to)
    }

    /// Milliseconds since 1970 of the first instant inside and of the first instant after.
    pub fn bounds(self) -> (i64, i64) {
        let start = |day: NaiveDate| {
            // Beyond the years that have a name no zone matters.
            let beyond = || day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
            zoned(|zone| zone.start(day)).map_or_else(beyond, Timestamp::millis)
        };
        let end = self.to.map(|day| day.checked_add_days(Days::new(1)).map_or(i64::MAX, start));
        (self.from.map_or(i64::MIN, start), end.unwrap_or(i64::MAX))
    }

    /// "Now" for judging a range that ended before `now`: the last instant of its last day.
    pub fn judged_at(self, now: Timestamp) -> Timestamp {
        let end = self.bounds().1;
        if end > now.millis() { now } else { Timestamp::from_millis(end - 1).unwrap_or(now) }
    }
}

/// `2026-11-23`, years 0000–9999.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    parts.next().is_none().then_some(date)
}

/// The day of an instant.
pub fn day_of(time: Timestamp) -> NaiveDate {
    zoned(|zone| zone.day(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_analysis::Zone;
    use quarterdeck_analysis::zone::Step;
    use quarterdeck_views::format::{Manner, within};
    use std::sync::Arc;

    fn day(text: &str) -> Option<NaiveDate> {
        parse_day(text)
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a time")
    }

    #[test]
    fn only_whole_days_are_read() {
        assert!(day("2026-11-23").is_some());
        for text in [
            "",
            "2026-11-31",
            "2026-1-1",
            "23.11.2026",
            "+2026-11-2",
            "2026-11-23-01",
            "2026-11-23T00:00:00Z",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_those_of_the_sites_zone() {
        let step = |text, hours: i32| Step(at(text).millis(), hours * 3600, "x".to_owned());
        let steps = vec![step("2026-03-29T01:00:00Z", 2), step("2026-10-25T01:00:00Z", 1)];
        let manner = Manner { zone: Zone::new("Europe/Berlin", steps), ..Manner::default() };
        within(&Arc::new(manner), || {
            assert_eq!(Some(day_of(at("2026-11-22T23:30:00Z"))), day("2026-11-23"));
            let range = Range { from: day("2026-10-25"), to: day("2026-10-25") };
            let bounds = (at("2026-10-24T22:00:00Z").millis(), at("2026-10-25T23:00:00Z").millis());
            assert_eq!(range.bounds(), bounds, "clocks are put back: the day has 25 hours");
            assert_eq!(range.judged_at(at("2026-11-22T23:30:00Z")), at("2026-10-25T22:59:59.999Z"));
        });
    }

    #[test]
    fn both_days_belong_to_the_range() {
        let range = Range { from: day("2026-11-22"), to: day("2026-11-23") };
        let (start, end) = range.bounds();
        assert_eq!(start, at("2026-11-22T00:00:00Z").millis());
        assert_eq!(end, at("2026-11-24T00:00:00Z").millis());
        assert_eq!(Range::default().bounds(), (i64::MIN, i64::MAX));
        assert_eq!(Range { from: None, to: day("9999-12-31") }.bounds().0, i64::MIN);
    }

    #[test]
    fn a_week_is_seven_days_with_the_last() {
        let last = day("2026-11-23").expect("a day");
        assert_eq!(Preset::Week.range(last).from, day("2026-11-17"));
        assert!(Preset::All.range(last).is_all());
        for preset in Preset::ALL {
            assert!(!preset.range(NaiveDate::MIN).is_reversed(), "{preset:?} at the beginning of time");
        }
    }

    #[test]
    fn a_range_in_the_past_is_judged_as_of_its_end() {
        let now = at("2026-11-23T07:00:00Z");
        let past = Range { from: None, to: day("2026-10-01") };
        assert_eq!(past.judged_at(now), at("2026-10-01T23:59:59.999Z"));
        assert_eq!(Range { from: None, to: day("2026-11-23") }.judged_at(now), now);
        assert_eq!(Range::default().judged_at(now), now);
    }

    #[test]
    fn a_reversed_range_is_known_as_such() {
        assert!(Range { from: day("2026-11-23"), to: day("2026-11-22") }.is_reversed());
        assert!(!Range { from: day("2026-11-23"), to: day("2026-11-23") }.is_reversed());
    }
}
