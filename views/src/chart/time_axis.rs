//! Time axes: ticks on hours, days, weeks, months, quarters or years, with horizontal labels that do not touch.

use super::{TimeAxis, TimeTick};
use crate::format::date::{day_and_time, time_of_day};
use crate::format::{day_month_of, month_of, month_year_of, zoned};
use chrono::{Datelike as _, Days, Months, NaiveDateTime, TimeDelta, Timelike as _};
use quarterdeck_analysis::Zone;
use quarterdeck_model::Timestamp;

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

/// An axis from `from` to `to` with at most about `room` ticks, on the days of the zone that holds.
pub(super) fn time_axis(from: i64, to: i64, room: u32) -> TimeAxis {
    zoned(|zone| axis(zone, (from, to), room))
}

fn axis(zone: &Zone, (from, to): (i64, i64), room: u32) -> TimeAxis {
    let (from, to) =
        if from < to { (from, to) } else { (from.saturating_sub(DAY), from.saturating_add(DAY)) };
    let days = to.saturating_sub(from) as f64 / DAY as f64;
    let fits = |(_, length): &&(Step, f64)| days / length <= f64::from(room.max(1));
    let step = STEPS.iter().find(fits).map_or(Step::Years(5000), |(step, _)| *step);
    let mut ticks: Vec<TimeTick> = Vec::new();
    let mut local = Timestamp::from_millis(from).and_then(|at| first(zone.local(at), step));
    while let Some(wanted) = local.filter(|_| ticks.len() < 64) {
        // An hour that clocks leap over is ticked where they leap.
        let Some(at) = zone.instant(wanted).filter(|at| at.millis() <= to) else { break };
        if at.millis() >= from && ticks.last().is_none_or(|last| last.at < at.millis()) {
            let label = label(zone.local(at), step, ticks.is_empty());
            ticks.push(TimeTick { at: at.millis(), label });
        }
        local = next(wanted, step);
    }
    TimeAxis { from, to, ticks }
}

/// The last round time not after `t`.
fn first(t: NaiveDateTime, step: Step) -> Option<NaiveDateTime> {
    let day = t.date();
    let back = match step {
        Step::Hours(n) => return day.and_hms_opt(t.hour() / n * n, 0, 0),
        Step::Days(n) => day.checked_sub_days(Days::new(u64::from(day.day0() % n)))?,
        Step::Weeks(_) => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?,
        Step::Months(n) => day.with_day(1)?.with_month0(day.month0() / n * n)?,
        Step::Years(n) => day.with_day(1)?.with_month(1)?.with_year(day.year().div_euclid(n) * n)?,
    };
    back.and_hms_opt(0, 0, 0)
}

fn next(t: NaiveDateTime, step: Step) -> Option<NaiveDateTime> {
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
fn label(t: NaiveDateTime, step: Step, first: bool) -> String {
    let day = t.date();
    match step {
        Step::Hours(_) if t.hour() == 0 => day_month_of(day),
        Step::Hours(_) if first => day_and_time(t),
        Step::Hours(_) => time_of_day(t),
        Step::Days(_) | Step::Weeks(_) => day_month_of(day),
        Step::Months(_) if first || t.month() == 1 => month_year_of(day),
        Step::Months(_) => month_of(day),
        Step::Years(_) => day.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Locale, Manner, within};
    use quarterdeck_analysis::zone::Step;
    use std::sync::Arc;

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
    fn ticks_are_local_midnights_and_hours() {
        let step = |text: &str, hours: i32, name: &str| {
            Step(Timestamp::parse(text).unwrap().millis(), hours * 3600, name.to_owned())
        };
        let (winter, summer) =
            (step("2025-10-26T01:00:00Z", 1, "CET"), step("2026-03-29T01:00:00Z", 2, "CEST"));
        let again = step("2026-10-25T01:00:00Z", 1, "CET");
        let zone = Zone::new("Europe/Berlin", vec![winter, summer, again]);
        let manner = Arc::new(Manner { locale: Locale::of("de").unwrap(), zone });
        let told = |from: &str, to: &str, room| {
            let at = |t: &str| Timestamp::parse(t).unwrap().millis();
            let axis = within(&manner, || time_axis(at(from), at(to), room));
            let tick = |tick: &TimeTick| {
                format!("{} {}", tick.label, &Timestamp::from_millis(tick.at).unwrap().to_string()[5..16])
            };
            axis.ticks.iter().map(tick).collect::<Vec<_>>().join(" | ")
        };
        // Midnight moves by an hour in UTC where clocks are put on and back.
        assert_eq!(
            told("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z", 4),
            "29. März 03-28T23:00 | 30. März 03-29T22:00 | 31. März 03-30T22:00"
        );
        assert_eq!(
            told("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", 3),
            "25. Okt. 10-24T22:00 | 26. Okt. 10-25T23:00"
        );
        // 02:00 is leapt over: no hour is ticked twice, none lies outside of its clock.
        assert_eq!(
            told("2026-03-28T23:30:00Z", "2026-03-29T03:10:00Z", 5),
            "29. März, 01:00 03-29T00:00 | 03:00 03-29T01:00 | 04:00 03-29T02:00 | 05:00 03-29T03:00"
        );
        assert_eq!(
            told("2025-11-01T00:00:00Z", "2026-05-01T00:00:00Z", 6),
            "Dez. 2025 11-30T23:00 | Jan. 2026 12-31T23:00 | Feb 01-31T23:00 | Mär 02-28T23:00 | Apr 03-31T22:00 | Mai 04-30T22:00"
        );
    }

    #[test]
    fn extreme_ranges_end() {
        assert!(ticks("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 6).contains("5000"));
        assert_eq!(time_axis(5, 5, 4).from, 5 - DAY);
        assert!(time_axis(i64::MIN / 2, i64::MAX / 4, 6).ticks.len() < 64);
    }
}
