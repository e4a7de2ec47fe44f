//! Narrowing the days shown to what was marked on the chart, and widening them again.

use crate::state::calendar::{Range, day_of};
use chrono::{Days, NaiveDate};
use quarterdeck_model::Timestamp;

/// The days that hold two instants (milliseconds), in either order; `None` for instants beyond the calendar.
pub fn between(one: i64, other: i64) -> Option<Range> {
    let day = |at: i64| Timestamp::from_millis(at).map(day_of);
    Some(Range { from: Some(day(one.min(other))?), to: Some(day(one.max(other))?) })
}

/// Twice the days around the same middle; everything, where that would hold all from `first` to `last`.
pub fn wider(range: Range, first: NaiveDate, last: NaiveDate) -> Range {
    let (from, to) = (range.from.unwrap_or(first), range.to.unwrap_or(last));
    let days = to.signed_duration_since(from).num_days().max(0) + 1;
    let each = Days::new(u64::try_from(days.div_euclid(2)).unwrap_or(0).max(1));
    let (from, to) = (from.checked_sub_days(each), to.checked_add_days(each));
    let left = from.filter(|day| *day > first);
    let right = to.filter(|day| *day < last);
    Range { from: left, to: right }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::calendar::parse_day;

    fn range(from: &str, to: &str) -> Range {
        Range { from: parse_day(from), to: parse_day(to) }
    }

    fn wide(from: &str, to: &str) -> Range {
        let day = |text: &str| parse_day(text).expect("a day");
        wider(range(from, to), day("2026-01-01"), day("2026-12-31"))
    }

    #[test]
    fn a_selection_is_whole_days_in_either_direction() {
        let at = |text: &str| Timestamp::parse(text).expect("a time").millis();
        let (a, b) = (at("2026-11-22T23:00:00Z"), at("2026-11-20T01:00:00Z"));
        assert_eq!(between(a, b), Some(range("2026-11-20", "2026-11-22")));
        assert_eq!(between(a, a), Some(range("2026-11-22", "2026-11-22")));
        assert_eq!(between(i64::MAX, 0), None);
    }

    #[test]
    fn wider_is_twice_the_days_until_it_is_everything() {
        assert_eq!(wide("2026-06-11", "2026-06-20"), range("2026-06-06", "2026-06-25"));
        assert_eq!(wide("2026-06-11", "2026-06-11"), range("2026-06-10", "2026-06-12"));
        assert_eq!(wide("2026-01-02", "2026-06-30"), range("", "2026-09-28"));
        assert_eq!(wide("2026-02-01", "2026-12-01"), Range::default());
        assert_eq!(wide("", ""), Range::default());
    }
}
