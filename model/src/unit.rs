//! Units of metric values.

use std::fmt;

/// The unit in which a metric's value is stored. The text form is the wire form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A plain number of things.
    Count,
    /// 0–100.
    Percent,
    /// A pure ratio (1.0 = equal).
    Ratio,
    /// Quality points, 0–100.
    Points,
    /// Nanoseconds.
    Nanoseconds,
    /// Microseconds.
    Microseconds,
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Days.
    Days,
    /// Bytes.
    Bytes,
    /// Megabytes (10^6 bytes).
    Megabytes,
    /// Requests (or operations) per second.
    PerSecond,
    /// Bytes per second.
    BytesPerSecond,
    /// Whatever the tool wrote.
    Other(String),
}

impl Unit {
    const NAMED: [(Unit, &'static str); 13] = [
        (Unit::Count, "count"),
        (Unit::Percent, "percent"),
        (Unit::Ratio, "ratio"),
        (Unit::Points, "points"),
        (Unit::Nanoseconds, "ns"),
        (Unit::Microseconds, "us"),
        (Unit::Milliseconds, "ms"),
        (Unit::Seconds, "s"),
        (Unit::Days, "days"),
        (Unit::Bytes, "bytes"),
        (Unit::Megabytes, "MB"),
        (Unit::PerSecond, "per_second"),
        (Unit::BytesPerSecond, "bytes_per_second"),
    ];

    /// The wire form.
    pub fn as_str(&self) -> &str {
        match self {
            Unit::Other(text) => text,
            named => Self::NAMED.iter().find(|(u, _)| u == named).map_or("", |(_, t)| t),
        }
    }

    /// Reads the wire form; an unknown text is kept as [`Unit::Other`].
    pub fn parse(text: &str) -> Self {
        let named = Self::NAMED.iter().find(|(_, t)| *t == text);
        named.map_or_else(|| Unit::Other(text.to_owned()), |(u, _)| u.clone())
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
