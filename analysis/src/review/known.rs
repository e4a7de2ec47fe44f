//! What was known of each series at an instant, kept so that the period that ends then and the one that begins share it.

use super::span::{runs_until, series_of};
use crate::Policy;
use crate::change::{Findings, of_series};
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
        // Runs are many and are only looked up: there is no need to copy them.
        let series = series_of(history, runs_until(history, at));
        let found = of_series(&history.runs, &series, policy);
        Self { keys: series.into_iter().map(|series| series.key).collect(), found }
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
