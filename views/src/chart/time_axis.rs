//! Time axes: ticks on hours, days, weeks, months, quarters or years, with horizontal labels that do not touch.

use super::{TimeAxis, TimeTick};
use chrono::{DateTime, Datelike as _, Days, Months, TimeDelta, TimeZone as _, Timelike as _, Utc};

const DAY: i64 = 86_400_000;

/// A distance between ticks.
#[derive(Clone, Copy)]
enum Step {
    Hours(u32),
    Days(u32),
    Weeks(u32),
    Months(u32),
    Years(i32),
}

/// Finest first, with about how long they are in days (hours as fractions of 24).
const STEPS: [(Step, f64); 19] = [
    (Step::Hours(1), 1.0 / 24.0),
    (Step::Hours(3), 0.125),
    (Step::Hours(6), 0.25),
    (Step::Hours(12), 0.5),
    (Step::Days(1), 1.0),
    (Step::Days(2), 2.0),
    (Step::Weeks(1), 7.0),
    (Step::Weeks(2), 14.0),
    (Step::Months(1), 30.4),
    (Step::Months(2), 60.8),
    (Step::Months(3), 91.3),
    (Step::Months(6), 182.6),
    (Step::Years(1), 365.2),
    (Step::Years(2), 730.5),
    (Step::Years(5), 1826.2),
    (Step::Years(10), 3652.4),
    (Step::Years(100), 36_524.0),
    (Step::Years(1000), 365_242.0),
    (Step::Years(5000), 1_826_210.0),
];

/// An axis from `from` to `to` with at most about `room` ticks.
pub(super) fn time_axis(from: i64, to: i64, room: u32) -> TimeAxis {
    let (from, to) =
        if from < to { (from, to) } else { (from.saturating_sub(DAY), from.saturating_add(DAY)) };
    let days = to.saturating_sub(from) as f64 / DAY as f64;
    let fits = |(_, length): &&(Step, f64)| days / length <= f64::from(room.max(1));
    let step = STEPS.iter().find(fits).map_or(Step::Years(5000), |(step, _)| *step);
    let mut ticks = Vec::new();
    let mut at = Utc.timestamp_millis_opt(from).single().and_then(|t| first(t, step));
    while let Some(t) = at.filter(|t| t.timestamp_millis() <= to && ticks.len() < 64) {
        if t.timestamp_millis() >= from {
            ticks.push(TimeTick { at: t.timestamp_millis(), label: label(t, step, ticks.is_empty()) });
        }
        at = next(t, step);
    }
    TimeAxis { from, to, ticks }
}

/// The last round instant not after `t`.
fn first(t: DateTime<Utc>, step: Step) -> Option<DateTime<Utc>> {
    let day = t.date_naive();
    let back = match step {
        Step::Hours(n) => {
            return day.and_hms_opt(t.hour() / n * n, 0, 0).map(|at| at.and_utc());
        }
        Step::Days(n) => day.checked_sub_days(Days::new(u64::from(day.day0() % n)))?,
        Step::Weeks(_) => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?,
        Step::Months(n) => day.with_day(1)?.with_month0(day.month0() / n * n)?,
        Step::Years(n) => day.with_day(1)?.with_month(1)?.with_year(day.year().div_euclid(n) * n)?,
    };
    back.and_hms_opt(0, 0, 0).map(|at| at.and_utc())
}

fn next(t: DateTime<Utc>, step: Step) -> Option<DateTime<Utc>> {
    match step {
        Step::Hours(n) => t.checked_add_signed(TimeDelta::hours(i64::from(n))),
        // Every second day begins anew with the month, so that the same days are ticked in every build.
        Step::Days(n) => t.checked_add_days(Days::new(u64::from(n))).map(|next| {
            let new_month = next.month() != t.month() && n > 1;
            if new_month { next.with_day(1).unwrap_or(next) } else { next }
        }),
        Step::Weeks(n) => t.checked_add_days(Days::new(7 * u64::from(n))),
        Step::Months(n) => t.checked_add_months(Months::new(n)),
        Step::Years(n) => t.checked_add_months(Months::new(12 * u32::try_from(n).unwrap_or(1))),
    }
}

/// The year stands with the first tick and with every January, so that it is never missing.
fn label(t: DateTime<Utc>, step: Step, first: bool) -> String {
    let format = match step {
        Step::Hours(_) if t.hour() == 0 => "%-d %b",
        Step::Hours(_) if first => "%-d %b %H:%M",
        Step::Hours(_) => "%H:%M",
        Step::Days(_) | Step::Weeks(_) => "%-d %b",
        Step::Months(_) if first || t.month() == 1 => "%b %Y",
        Step::Months(_) => "%b",
        Step::Years(_) => "%Y",
    };
    t.format(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::Timestamp;

    fn ticks(from: &str, to: &str, room: u32) -> String {
        let at = |t: &str| Timestamp::parse(t).unwrap().millis();
        let axis = time_axis(at(from), at(to), room);
        axis.ticks.iter().map(|t| t.label.clone()).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn ticks_fall_on_the_calendar() {
        let to = "2026-11-23T07:12:00Z";
        assert_eq!(ticks("2026-11-22T01:00:00Z", to, 6), "22 Nov 06:00 | 12:00 | 18:00 | 23 Nov | 06:00");
        assert_eq!(ticks("2026-10-24T00:00:00Z", to, 5), "26 Oct | 2 Nov | 9 Nov | 16 Nov | 23 Nov");
        assert_eq!(ticks("2026-05-25T00:00:00Z", to, 6), "Jun 2026 | Jul | Aug | Sep | Oct | Nov");
        assert_eq!(
            ticks("2024-11-23T00:00:00Z", to, 9),
            "Jan 2025 | Apr | Jul | Oct | Jan 2026 | Apr | Jul | Oct"
        );
        assert_eq!(ticks("2016-01-01T00:00:00Z", to, 6), "2016 | 2018 | 2020 | 2022 | 2024 | 2026");
    }

    #[test]
    fn extreme_ranges_end() {
        assert!(ticks("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 6).contains("5000"));
        assert_eq!(time_axis(5, 5, 4).from, 5 - DAY);
        assert!(time_axis(i64::MIN / 2, i64::MAX / 4, 6).ticks.len() < 64);
    }
}
