//! Values with rules of their own. They are checked while parsing, so that an error has its place.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// RFC 3339 with a zone.
#[cfg(any(test, feature = "schema"))]
const TIME: &str = r"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$";

/// What [`is_commit`] accepts.
#[cfg(any(test, feature = "schema"))]
const COMMIT: &str = "^[0-9a-f]{7,64}$";

/// An instant: RFC 3339 text with a zone, written in UTC with milliseconds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(extend("format" = "date-time", "pattern" = TIME)))]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Time(crate::Timestamp);

impl From<crate::Timestamp> for Time {
    fn from(time: crate::Timestamp) -> Self {
        Self(time)
    }
}

impl From<Time> for crate::Timestamp {
    fn from(time: Time) -> Self {
        time.0
    }
}

impl From<Time> for String {
    fn from(time: Time) -> Self {
        time.0.to_string()
    }
}

impl TryFrom<String> for Time {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let quoted = crate::wire::header::quoted(&text);
        crate::Timestamp::parse(&text).map(Self).ok_or_else(|| {
            format!("{quoted} is no time; expected RFC 3339 with a zone, such as `2026-11-23T07:12:00.000Z`")
        })
    }
}

/// A commit hash: 7 to 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(extend("pattern" = COMMIT)))]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Commit(pub(super) String);

/// Whether `text` can stand as a commit hash.
pub(crate) fn is_commit(text: &str) -> bool {
    (7..=64).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

impl From<Commit> for String {
    fn from(commit: Commit) -> Self {
        commit.0
    }
}

impl TryFrom<String> for Commit {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if is_commit(&text) {
            return Ok(Self(text));
        }
        let quoted = crate::wire::header::quoted(&text);
        Err(format!("{quoted} is no commit; expected 7 to 64 lower-case hexadecimal digits"))
    }
}

/// Covered and total, as a pair `[covered, total]`; covered is never more than total.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[serde(try_from = "[u64; 2]", into = "[u64; 2]")]
pub(crate) struct Count([u64; 2]);

impl From<crate::payload::Count> for Count {
    fn from(count: crate::payload::Count) -> Self {
        Self([count.covered, count.total])
    }
}

impl From<Count> for crate::payload::Count {
    fn from(Count([covered, total]): Count) -> Self {
        Self { covered, total }
    }
}

impl From<Count> for [u64; 2] {
    fn from(count: Count) -> Self {
        count.0
    }
}

impl TryFrom<[u64; 2]> for Count {
    type Error = String;

    fn try_from([covered, total]: [u64; 2]) -> Result<Self, String> {
        match covered <= total {
            true => Ok(Self([covered, total])),
            false => Err(format!("{covered} covered of {total} in total; expected at most the total")),
        }
    }
}

/// Whether `value` can stand as a percentage of a whole.
pub(crate) fn is_percent(value: f64) -> bool {
    (0.0..=100.0).contains(&value)
}

/// Reads an optional percentage of a whole, 0–100.
pub(crate) fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let value = Option::<f64>::deserialize(deserializer)?;
    match value {
        Some(v) if !is_percent(v) => {
            Err(D::Error::custom(format!("{v} is no percentage; expected 0 to 100")))
        }
        fine => Ok(fine),
    }
}

/// Labels: keys and values.
pub(crate) type Labels = BTreeMap<String, String>;

/// For `skip_serializing_if`: `false` is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
pub(crate) fn is_false(value: &bool) -> bool {
    !*value
}
