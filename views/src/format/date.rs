//! Dates in UTC, written out: `23 Nov 2026 07:12 UTC`.

use chrono::{Datelike as _, Timelike as _};
use quarterdeck_model::Timestamp;

/// English, short.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `23 Nov 2026 07:12 UTC`. Written part by part and not by a pattern: a table scrolls through thousands.
pub fn date_time(at: Timestamp) -> String {
    let time = at.to_chrono();
    format!("{} {:02}:{:02} UTC", date(at), time.hour(), time.minute())
}

/// `23 Nov 2026`.
pub fn date(at: Timestamp) -> String {
    format!("{} {:04}", day_month(at), at.to_chrono().year())
}

/// `23 Nov`.
pub fn day_month(at: Timestamp) -> String {
    let day = at.to_chrono();
    format!("{} {}", day.day(), MONTHS.get(day.month0() as usize).copied().unwrap_or_default())
}

/// `17 to 23 Nov 2026`, `28 Sep to 4 Oct 2026`, `29 Dec 2025 to 4 Jan 2026`: both days inclusive.
pub fn span(from: Timestamp, to: Timestamp) -> String {
    let (a, b) = (from.to_chrono(), to.to_chrono());
    let start = match () {
        () if a.date_naive() == b.date_naive() => return date(to),
        () if a.year() != b.year() => date(from),
        () if a.month() != b.month() => day_month(from),
        () => a.day().to_string(),
    };
    format!("{start} to {}", date(to))
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
