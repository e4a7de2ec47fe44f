//! Calendar windows by the clocks of a zone.

use crate::period::Period;
use crate::policy::WindowKind;
use crate::zone::Zone;
use chrono::{Datelike as _, Months, NaiveDate};
use quarterdeck_model::Timestamp;

/// A calendar window: from its first instant to before its end, milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first instant.
    pub from: i64,
    /// The first instant after it.
    pub until: i64,
}

impl Span {
    /// The window that holds `now`; `None` for [`WindowKind::Latest`].
    pub fn of(kind: WindowKind, now: Timestamp, zone: &Zone) -> Option<Self> {
        let day = zone.day(now);
        let period = |period: Period| {
            Some(Self { from: period.start(zone)?.millis(), until: period.end(zone)?.millis() + 1 })
        };
        match kind {
            WindowKind::Latest => None,
            WindowKind::Week => period(Period::week_of(now, zone)),
            WindowKind::Quarter => period(Period::quarter_of(now, zone)),
            WindowKind::Month => {
                let first = day.with_day(1)?;
                Self::between(first, first.checked_add_months(Months::new(1))?, zone)
            }
            WindowKind::Year => {
                let first = |year| NaiveDate::from_ymd_opt(year, 1, 1);
                Self::between(first(day.year())?, first(day.year() + 1)?, zone)
            }
        }
    }

    fn between(from: NaiveDate, until: NaiveDate, zone: &Zone) -> Option<Self> {
        Some(Self { from: zone.start(from)?.millis(), until: zone.start(until)?.millis() })
    }

    /// The window before.
    pub fn before(self, kind: WindowKind, zone: &Zone) -> Option<Self> {
        Self::of(kind, Timestamp::from_millis(self.from - 1)?, zone)
    }

    /// The part up to `now`, which counts itself.
    pub fn elapsed(self, now: Timestamp) -> (i64, i64) {
        (self.from, self.until.min(now.millis() + 1))
    }

    /// Whether `now` is its last instant or later: then a verdict is final.
    pub fn is_over(self, now: Timestamp) -> bool {
        now.millis() + 1 >= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_those_of_the_calendar() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let span = |kind, now: &str| {
            let span = Span::of(kind, at(now), &Zone::default()).unwrap();
            [span.from, span.until].map(|ms| Timestamp::from_millis(ms).unwrap().to_string()[..10].to_owned())
        };
        let now = "2026-12-31T23:59:59.999Z";
        assert_eq!(span(WindowKind::Month, now), ["2026-12-01", "2027-01-01"]);
        assert_eq!(span(WindowKind::Quarter, now), ["2026-10-01", "2027-01-01"]);
        assert_eq!(span(WindowKind::Year, now), ["2026-01-01", "2027-01-01"]);
        assert_eq!(span(WindowKind::Week, now), ["2026-12-28", "2027-01-04"]);
        assert_eq!(span(WindowKind::Month, "2028-02-29T12:00:00Z"), ["2028-02-01", "2028-03-01"]);
        assert_eq!(Span::of(WindowKind::Latest, at(now), &Zone::default()), None);
        let month = Span::of(WindowKind::Month, at(now), &Zone::default()).unwrap();
        assert!(month.is_over(at(now)) && !month.is_over(at("2026-12-31T23:59:59.998Z")));
        assert_eq!(month.before(WindowKind::Month, &Zone::default()).unwrap().until, month.from);
    }
}
