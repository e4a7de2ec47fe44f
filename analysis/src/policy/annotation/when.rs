//! An instant as people write it: a TOML time with its zone, the same in quotes, or a day in UTC.

use quarterdeck_model::Timestamp;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// What is expected of it.
pub(super) const WANTED: &str = "a time such as 2026-11-23T07:00:00Z";

/// An instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When(pub Timestamp);

impl When {
    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0.millis()
    }

    /// Reads RFC 3339, or a day: its first instant in UTC.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let day = || Timestamp::parse(&format!("{text}T00:00:00Z"));
        Timestamp::parse(text).or_else(day).map(Self).ok_or_else(|| {
            format!("{text:?} is no instant; expected a time with its zone, such as 2026-11-23T07:00:00Z, or a day, such as 2026-11-23")
        })
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Text)
    }
}

/// Text, or TOML's own time, which its reader gives as a map of one text.
struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = When;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WANTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<When, E> {
        When::parse(text).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<When, A::Error> {
        let entry: Option<(String, String)> = map.next_entry()?;
        let (_, text) = entry.ok_or_else(|| de::Error::custom("expected a time"))?;
        self.visit_str(&text)
    }
}
