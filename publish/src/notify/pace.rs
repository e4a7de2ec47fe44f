//! When to try again: pauses that double and differ, and what a server asks for.

use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Attempts in one run.
pub(super) const ATTEMPTS: u32 = 4;
/// The longest pause within a run; what must wait longer waits for the next run.
pub(super) const LONGEST: Duration = Duration::from_secs(20);
/// Whatever a server says, it is asked again within a day.
const DAY: Duration = Duration::from_secs(86_400);
const FIRST: Duration = Duration::from_millis(500);

/// Before attempt number `next` (from 1): half to all of a time that doubles, so that many senders do not come at once.
pub(super) fn pause(next: u32) -> Duration {
    let whole = FIRST.saturating_mul(1 << next.saturating_sub(1).min(6));
    // The standard library's hashers are seeded at random, which is all that is needed here.
    let random = RandomState::new().hash_one(next) % 1000;
    whole / 2 + whole.mul_f64(random as f64 / 2000.0)
}

/// `Retry-After`: seconds, or a date of HTTP (RFC 9110).
pub(super) fn retry_after(text: &str, now: u64) -> Option<Duration> {
    let text = text.trim();
    let seconds = text.parse::<u64>().ok().or_else(|| Some(date(text)?.saturating_sub(now)))?;
    Some(Duration::from_secs(seconds).min(DAY))
}

/// Seconds since 1970.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` in seconds since 1970; the two obsolete forms are not read.
fn date(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, rest) = text.split_once(", ")?;
    let mut words = rest.split(' ');
    let day: u64 = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as u64 + 1;
    let year: u64 = words.next()?.parse().ok().filter(|year| (1970..=9999).contains(year))?;
    let mut time = words.next()?.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    // Days since 1970 of the Gregorian calendar, with years that begin in March (Howard Hinnant).
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + of_year;
    Some(days.checked_sub(719_468)? * 86_400 + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::{Duration, date, pause, retry_after};

    #[test]
    fn pauses_double_and_stay_within_their_bounds() {
        for (next, most) in [(1, 500), (2, 1000), (3, 2000)] {
            let pause = pause(next);
            assert!(
                pause >= Duration::from_millis(most / 2) && pause <= Duration::from_millis(most),
                "{pause:?}"
            );
        }
    }

    #[test]
    fn what_a_server_asks_for() {
        assert_eq!(date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(date("Thu, 29 Feb 2024 00:00:00 GMT"), Some(1_709_164_800));
        for (text, seconds) in [
            ("7", Some(7)),
            (" 0 ", Some(0)),
            ("99999999", Some(86_400)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("soon", None),
            ("-1", None),
            ("Sun, 06 Nov 0000 08:49:37 GMT", None),
        ] {
            assert_eq!(retry_after(text, 784_111_740), seconds.map(Duration::from_secs), "{text}");
        }
        assert_eq!(
            retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_800),
            Some(Duration::ZERO),
            "gone by"
        );
    }
}
