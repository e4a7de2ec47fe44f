//! What was known of each series at an instant, kept so that the period that ends then and the one that begins share it.

use super::as_of;
use crate::Policy;
use crate::change::{Findings, of_history};
use quarterdeck_model::{History, SeriesKey, Timestamp};
use std::collections::BTreeMap;

/// The change points of every series, as they could be found at an instant.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    keys: Vec<SeriesKey>,
    found: Vec<Findings>,
}

/// The same by the key of the series.
pub type KnownBefore<'a> = BTreeMap<&'a SeriesKey, &'a Findings>;

impl Known {
    /// Looks at `history` as it stood at `at`.
    pub fn at(history: &History, policy: &Policy, at: Timestamp) -> Self {
        Self::of(&as_of(history, at), policy)
    }

    /// Looks at the whole of `history`.
    pub fn of(history: &History, policy: &Policy) -> Self {
        let keys = history.series.iter().map(|series| series.key.clone()).collect();
        Self { keys, found: of_history(history, policy) }
    }

    /// In the order of the history's series.
    pub fn found(&self) -> &[Findings] {
        &self.found
    }

    /// By key.
    pub fn by_key(&self) -> KnownBefore<'_> {
        self.keys.iter().zip(&self.found).collect()
    }
}
