//! Limits, written as people write them: `< 0.328`, `>= 80`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A comparison. Strict where it is written strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A comparison with a value, in the metric's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The comparison.
    pub op: Op,
    /// The value; finite.
    pub value: f64,
}

impl Op {
    const ALL: [(Op, &'static str); 4] =
        [(Op::AtMost, "<="), (Op::AtLeast, ">="), (Op::Less, "<"), (Op::More, ">")];

    /// `<`, `<=`, `>`, `>=`.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(op, _)| *op == self).map_or("", |(_, text)| text)
    }
}

impl Limit {
    /// Whether `value` fulfils it.
    pub fn holds(self, value: f64) -> bool {
        match self.op {
            Op::Less => value < self.value,
            Op::AtMost => value <= self.value,
            Op::More => value > self.value,
            Op::AtLeast => value >= self.value,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.op.as_str(), self.value)
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "{text:?} is not a limit; expected a comparison and a number, such as \"< 0.5\" or \">= 80\""
            )
        };
        let trimmed = text.trim();
        let (op, sign) = Op::ALL.into_iter().find(|(_, sign)| trimmed.starts_with(sign)).ok_or_else(wrong)?;
        let number = trimmed.strip_prefix(sign).unwrap_or_default().trim();
        let value = quarterdeck_model::number::parse(number).filter(|v| v.is_finite()).ok_or_else(wrong)?;
        Ok(Limit { op, value })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Limit {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A comparison and a number in the metric's unit, such as \"< 0.5\" or \">= 80\".",
            "type": "string",
            "pattern": r"^\s*(<=|>=|<|>)\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*$",
        })
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
