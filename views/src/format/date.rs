//! Dates written out: `23 Nov 2026 07:12 UTC`, or as the locale and the zone say.

use super::{locale, zoned};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use quarterdeck_analysis::Zone;
use quarterdeck_model::Timestamp;

/// What clocks show at an instant.
pub fn local(at: Timestamp) -> NaiveDateTime {
    zoned(|zone| zone.local(at))
}

/// `23 Nov 2026 07:12 UTC`: always with the zone, since an hour comes twice when clocks are put back.
pub fn date_time(at: Timestamp) -> String {
    format!("{} {}", date_time_short(at), zone_of(at))
}

/// The same without the zone: `23 Nov 2026 07:12`.
fn date_time_short(at: Timestamp) -> String {
    let (locale, local) = (locale(), local(at));
    let date = locale.write(locale.dates.full, local.date());
    format!("{date}{}{}", locale.between, locale.time(local.time(), false))
}

/// [`date_time`] for a column whose head says the zone: without it where the zone is UTC.
pub fn date_time_in_column(at: Timestamp) -> String {
    if zoned(Zone::is_utc) { date_time_short(at) } else { date_time(at) }
}

/// `23 Nov 07:12:05`; with the zone where that is not UTC.
pub fn precise(at: Timestamp) -> String {
    let (locale, local) = (locale(), local(at));
    let date = locale.write(locale.dates.day_month, local.date());
    let time = format!("{date}{}{}", locale.between, locale.time(local.time(), true));
    if zoned(Zone::is_utc) { time } else { format!("{time} {}", zone_of(at)) }
}

/// What time is called at an instant: `UTC`, `CET`; `+04:00` where a zone has no letters for it.
pub fn zone_of(at: Timestamp) -> String {
    zoned(|zone| {
        let name = zone.abbreviation(at);
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return name.to_owned();
        }
        let minutes = zone.offset(at) / 60;
        let sign = if minutes < 0 { super::MINUS } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    })
}

/// `07:12`, without the zone: beside a date or on an axis.
pub fn time_of_day(local: NaiveDateTime) -> String {
    locale().time(local.time(), false)
}

/// `23 Nov 07:12`, without the zone: on an axis.
pub fn day_and_time(local: NaiveDateTime) -> String {
    format!("{}{}{}", day_month_of(local.date()), locale().between, time_of_day(local))
}

/// `23 Nov 2026`.
pub fn date(at: Timestamp) -> String {
    date_of(local(at).date())
}

/// `23 Nov 2026`, of a day.
pub fn date_of(day: NaiveDate) -> String {
    locale().write(locale().dates.full, day)
}

/// `23 Nov`.
pub fn day_month(at: Timestamp) -> String {
    day_month_of(local(at).date())
}

/// `23 Nov`, of a day.
pub fn day_month_of(day: NaiveDate) -> String {
    locale().write(locale().dates.day_month, day)
}

/// `Nov`.
pub fn month_of(day: NaiveDate) -> String {
    locale().write(locale().dates.month, day)
}

/// `Nov 2026`.
pub fn month_year_of(day: NaiveDate) -> String {
    locale().write(locale().dates.month_year, day)
}

/// `17 to 23 Nov 2026`, `28 Sep to 4 Oct 2026`, `29 Dec 2025 to 4 Jan 2026`: both days inclusive.
pub fn span(from: Timestamp, to: Timestamp) -> String {
    span_of(local(from).date(), local(to).date())
}

/// [`span`] of two days. Where a date does not begin with its day, both stand in full.
pub fn span_of(a: NaiveDate, b: NaiveDate) -> String {
    let Some(day) = locale().dates.day.filter(|_| a != b && a.year() == b.year()) else {
        return if a == b { date_of(b) } else { format!("{} to {}", date_of(a), date_of(b)) };
    };
    let start = if a.month() == b.month() { locale().write(day, a) } else { day_month_of(a) };
    format!("{start} to {}", date_of(b))
}

/// How long before `now`: `2 h ago`, `9 days ago`; `in the future` for a clock that runs ahead.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    let minutes = (now.millis() - at.millis()) / 60_000;
    match minutes {
        i64::MIN..-4 => "in the future".to_owned(),
        -4..2 => "just now".to_owned(),
        2..120 => format!("{minutes} min ago"),
        120..2880 => format!("{} h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn dates_read_as_a_person_writes_them() {
        let t = at("2026-11-03T07:12:34.567Z");
        assert_eq!(date_time(t), "3 Nov 2026 07:12 UTC");
        assert_eq!((date(t), day_month(t)), ("3 Nov 2026".to_owned(), "3 Nov".to_owned()));
        assert_eq!(span(at("2026-11-17T00:00:00Z"), at("2026-11-23T23:59:59Z")), "17 to 23 Nov 2026");
        assert_eq!(span(at("2026-09-28T00:00:00Z"), at("2026-10-04T00:00:00Z")), "28 Sep to 4 Oct 2026");
        assert_eq!(span(at("2025-12-29T00:00:00Z"), at("2026-01-04T00:00:00Z")), "29 Dec 2025 to 4 Jan 2026");
        assert_eq!(span(t, t), "3 Nov 2026");
    }

    #[test]
    fn ages() {
        let now = at("2026-11-23T09:12:00Z");
        assert_eq!(ago(at("2026-11-23T07:12:00Z"), now), "2 h ago");
        assert_eq!(ago(at("2026-11-23T09:11:30Z"), now), "just now");
        assert_eq!(ago(at("2026-11-14T07:12:00Z"), now), "9 days ago");
        assert_eq!(ago(at("2027-11-14T07:12:00Z"), now), "in the future");
    }
}
