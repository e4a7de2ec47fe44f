//! How much worse than its baseline a figure may be: `< 5 %`, `<= 0`.

use super::Limit;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A comparison with a change from the baseline. Positive is worse; of a metric without direction, grown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// The comparison.
    pub limit: Limit,
    /// In per cent of the baseline, else in the metric's unit.
    pub percent: bool,
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.limit, if self.percent { " %" } else { "" })
    }
}

impl FromStr for Growth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().strip_suffix('%');
        let limit = number.unwrap_or(text).parse().map_err(|_: String| {
            format!(
                "{text:?} is not a limit of change; expected a comparison and a number, such as \"< 5 %\" (of the \
                 baseline) or \"<= 0\" (in the metric's unit)"
            )
        })?;
        Ok(Growth { limit, percent: number.is_some() })
    }
}

impl Serialize for Growth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Growth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
