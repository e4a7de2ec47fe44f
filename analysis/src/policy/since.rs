//! The day or instant from which an entry of the policy is in force.

use quarterdeck_model::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// What is expected of either form.
pub(super) const WANTED: &str = "a day such as 2026-10-01, or an instant such as 2026-10-01T10:00:00Z";

/// A day (its beginning in UTC) or an instant (RFC 3339). Reads a text or a date of TOML; writes the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    pub(super) text: String,
    pub(super) at: Timestamp,
}

impl Since {
    /// Reads `2026-10-01` or `2026-10-01T10:00:00Z`.
    ///
    /// # Errors
    /// What was expected, when it is neither.
    pub fn parse(text: &str) -> Result<Self, String> {
        let at = Timestamp::parse(text).or_else(|| Timestamp::parse(&format!("{text}T00:00:00Z")));
        let at = at.ok_or_else(|| {
            format!("{text:?} is neither a day (2026-10-01) nor an instant (2026-10-01T10:00:00Z)")
        })?;
        Ok(Self { text: text.to_owned(), at })
    }

    /// Its instant.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Since {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Since".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day, such as 2026-10-01 (its beginning in UTC), or an instant, such as 2026-10-01T10:00:00Z.",
            "type": "string",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9:.]+([Zz]|[-+][0-9]{2}:[0-9]{2}))?$",
        })
    }
}

impl Serialize for Since {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Since {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&date_text(deserializer)?).map_err(de::Error::custom)
    }
}

/// A text, or a date of TOML as its text: both `since = "2026-10-01"` and `since = 2026-10-01` are meant.
///
/// # Errors
/// When it is neither.
pub(super) fn date_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Either;
    impl<'de> de::Visitor<'de> for Either {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(WANTED)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        // TOML's own dates come as a table of one private key.
        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
            match map.next_key::<String>()? {
                Some(key) if key.starts_with("$__toml_private") => map.next_value(),
                _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
            }
        }
    }
    deserializer.deserialize_any(Either)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_utc_and_an_instant_is_kept() {
        let at = |text: &str| Since::parse(text).map(|since| since.at().to_string());
        assert_eq!(at("2026-10-01").as_deref(), Ok("2026-10-01T00:00:00.000Z"));
        assert_eq!(at("2026-10-01T02:00:00+02:00").as_deref(), Ok("2026-10-01T00:00:00.000Z"));
        for wrong in ["", "yesterday", "2026-13-01", "2026-10-01T10:00:00"] {
            assert!(at(wrong).is_err(), "{wrong}");
        }
    }
}
