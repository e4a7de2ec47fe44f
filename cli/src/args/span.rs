//! A length of time as people write it: `30s`, `500ms`, `0.5ms`, `5m`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;
use std::time::Duration;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) Duration);

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        humantime::parse_duration(text)
            .map(Self)
            .map_err(|e| format!("{e}; expected a number with its unit, such as 30s, 500ms or 5m"))
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&humantime::format_duration(self.0))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A length of time: a number with its unit, such as 30s, 500ms or 5m.",
            "type": "string",
            "pattern": "^([0-9.]+ *[a-zA-Z]+ *)+$",
        })
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;
    use std::time::Duration;

    #[test]
    fn spans_are_read_as_they_are_written() {
        for (text, micros) in [("30s", 30_000_000), ("0.5ms", 500), ("328us", 328), ("1m 30s", 90_000_000)] {
            assert_eq!(text.parse(), Ok(Span(Duration::from_micros(micros))), "{text}");
        }
        for text in ["", "5", "-1s", "soon", "1e400s"] {
            assert!(text.parse::<Span>().is_err_and(|e| e.contains("such as 30s")), "{text}");
        }
    }
}
