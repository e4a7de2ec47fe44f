//! Instants as the archive keeps them: UTC, RFC 3339, milliseconds.

use chrono::{DateTime, Datelike as _, SecondsFormat, TimeZone as _, Timelike as _, Utc};
use std::fmt;

/// An instant in UTC with millisecond precision, shown as RFC 3339: `2026-11-23T07:12:00.123Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// Reads RFC 3339 text with a zone; anything finer than a millisecond is cut. Years 0000–9999.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().and_then(|t| Self::from_millis(t.timestamp_millis()))
    }

    /// From milliseconds since 1970-01-01T00:00:00Z; `None` outside the years 0000–9999, which RFC 3339 cannot write.
    pub fn from_millis(millis: i64) -> Option<Self> {
        (-62_167_219_200_000..=253_402_300_799_999).contains(&millis).then_some(Self(millis))
    }

    /// From chrono's instant; instants outside the years 0000–9999 are moved to the nearest bound.
    pub fn from_chrono(t: DateTime<Utc>) -> Self {
        Self(t.timestamp_millis().clamp(-62_167_219_200_000, 253_402_300_799_999))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// As chrono's instant, for calendars and formatting.
    pub fn to_chrono(self) -> DateTime<Utc> {
        Utc.timestamp_millis_opt(self.0).single().unwrap_or_default()
    }

    /// `20261123T071200123Z`, for file names: sorts as time does.
    pub fn compact(self) -> String {
        let t = self.to_chrono();
        let (date, time) = (t.date_naive(), t.time());
        let millis = t.timestamp_subsec_millis();
        // Written part by part and not by a pattern: every run that a browser reads has one in its identifier.
        format!(
            "{:04}{:02}{:02}T{:02}{:02}{:02}{millis:03}Z",
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_chrono().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}
