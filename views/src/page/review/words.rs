//! Names of periods and lengths of time in words.

use crate::format::{count, span_of};
use quarterdeck_analysis::period::Period;

/// `Week 47, 16 to 22 Nov 2026`, `Quarter 4 of 2026, 1 Oct to 31 Dec 2026`.
pub(crate) fn heading(period: Period) -> String {
    let days = period.days().map(|(first, last)| span_of(first, last)).unwrap_or_default();
    match period {
        Period::Week { week, .. } => format!("Week {week}, {days}"),
        Period::Quarter { year, quarter } => format!("Quarter {quarter} of {year}, {days}"),
    }
}

/// `week` or `quarter`.
pub(super) fn word(period: Period) -> &'static str {
    match period {
        Period::Week { .. } => "week",
        Period::Quarter { .. } => "quarter",
    }
}

/// `12 days`, `7 hours`: whole units.
pub(super) fn days(days: f64) -> String {
    let (number, one, many) =
        if days < 2.0 { ((days * 24.0).round(), "hour", "hours") } else { (days.round(), "day", "days") };
    format!("{} {}", count(number), if number == 1.0 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_lengths() {
        assert_eq!(heading(Period::Week { year: 2026, week: 47 }), "Week 47, 16 to 22 Nov 2026");
        let quarter = Period::Quarter { year: 2026, quarter: 4 };
        assert_eq!(heading(quarter), "Quarter 4 of 2026, 1 Oct to 31 Dec 2026");
        assert_eq!([0.04, 1.0, 2.0, 12.4].map(days), ["1 hour", "24 hours", "2 days", "12 days"]);
    }
}
