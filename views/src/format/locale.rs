//! How numbers and dates are written in a language, as far as a site needs it. Texts stay English.

use super::locales::{ALL, EN, SAME};
use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};

/// Numbers and dates of one language or country: what the Unicode CLDR says of them, but for the space between a number
/// and its unit, which is the site's own.
#[derive(Debug, PartialEq)]
pub struct Locale {
    /// Its BCP 47 tag, or `iso`.
    pub tag: &'static str,
    /// Between whole and decimals.
    pub decimal: char,
    /// Between groups of three digits.
    pub(super) group: char,
    /// How many whole digits a number has at least whose digits are grouped.
    pub(super) grouped_from: usize,
    /// Whether the sign of per cent stands right behind its number.
    pub(super) tight_percent: bool,
    /// Months within a date.
    pub(super) months: &'static [&'static str; 12],
    /// Months that stand alone.
    pub(super) alone: &'static [&'static str; 12],
    /// How dates are put together.
    pub(super) dates: Dates,
    /// Between date and time of day.
    pub(super) between: &'static str,
    /// Times of day.
    pub(super) clock: Clock,
}

/// Patterns: `D` and `DD` are the day, `M` the month's name within a date, `L` its name alone, `O` and `OO` its number,
/// `Y` the year; anything else stands for itself.
#[derive(Debug, PartialEq)]
pub(super) struct Dates {
    /// `23 Nov 2026`.
    pub(super) full: &'static str,
    /// `23 Nov`.
    pub(super) day_month: &'static str,
    /// `23`, where a date begins with it: only then can `17 to 23 Nov 2026` be said.
    pub(super) day: Option<&'static str>,
    /// `Nov 2026`.
    pub(super) month_year: &'static str,
    /// `Nov`.
    pub(super) month: &'static str,
}

/// How times of day are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// `07:12`.
    Padded,
    /// `7:12`.
    Plain,
    /// `7:12 AM`.
    Twelve,
}

impl Default for &'static Locale {
    fn default() -> Self {
        &EN
    }
}

impl Locale {
    /// The one of that tag, such as `de` or `de-DE`, in whatever letters; `None` for one that is not in the list.
    pub fn of(tag: &str) -> Option<&'static Self> {
        let same = SAME.iter().find(|(long, _)| long.eq_ignore_ascii_case(tag));
        let tag = same.map_or(tag, |(_, short)| short);
        std::iter::once(&EN).chain(&ALL).find(|locale| locale.tag.eq_ignore_ascii_case(tag))
    }

    /// Every tag that [`Locale::of`] knows.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        let own = std::iter::once(&EN).chain(&ALL).map(|locale| locale.tag);
        own.chain(SAME.iter().map(|(long, _)| *long))
    }

    /// `day` by one of the patterns. Written part by part and not by chrono: a table scrolls through thousands.
    pub(super) fn write(&self, pattern: &str, day: NaiveDate) -> String {
        let mut out = String::with_capacity(16);
        let mut rest = pattern.chars().peekable();
        while let Some(part) = rest.next() {
            let width = if rest.next_if_eq(&part).is_some() { 2 } else { 1 };
            let name = |of: &[&'static str; 12]| of.get(day.month0() as usize).copied().unwrap_or_default();
            match part {
                'D' => out.push_str(&format!("{:0width$}", day.day())),
                'O' => out.push_str(&format!("{:0width$}", day.month())),
                'Y' => out.push_str(&format!("{:04}", day.year())),
                'M' => out.push_str(name(self.months)),
                'L' => out.push_str(name(self.alone)),
                other => out.extend(std::iter::repeat_n(other, width)),
            }
        }
        out
    }

    /// A time of day to the minute or, with `seconds`, to the second.
    pub(super) fn time(&self, at: NaiveTime, seconds: bool) -> String {
        let (hour, half) = match (self.clock, at.hour12()) {
            (Clock::Padded, _) => (format!("{:02}", at.hour()), ""),
            (Clock::Plain, _) => (at.hour().to_string(), ""),
            (Clock::Twelve, (false, hour)) => (hour.to_string(), "\u{202f}AM"),
            (Clock::Twelve, (true, hour)) => (hour.to_string(), "\u{202f}PM"),
        };
        let seconds = if seconds { format!(":{:02}", at.second()) } else { String::new() };
        format!("{hour}:{:02}{seconds}{half}", at.minute())
    }
}
