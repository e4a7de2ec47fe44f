//! Labels: what tells one run or one series from another of the same metric.

use std::collections::BTreeMap;
use std::fmt;

/// Sorted key–value labels, such as `service=api`, `benchmark=parse/large`, `host=ci-large`.
/// Values are whatever the tool wrote: any text, escaped only where it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Labels(pub BTreeMap<String, String>);

impl Labels {
    /// No label.
    pub fn none() -> Self {
        Self::default()
    }

    /// One label.
    pub fn one(key: &str, value: impl Into<String>) -> Self {
        Self::none().with(key, value)
    }

    /// The same with one more label (an existing key is replaced).
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keys and values in key order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
}

impl fmt::Display for Labels {
    /// `key=value, key=value`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (key, value)) in self.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}{key}={value}")?;
        }
        Ok(())
    }
}
