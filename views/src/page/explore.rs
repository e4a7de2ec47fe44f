//! The explorer's page without script: every metric as a table, and links to everything.

use super::{Drawings, Link, MetricRow, More, Shell};
use crate::SparkFigure;
use serde::Serialize;

/// `explore.html`. The dashboard replaces its table when it has loaded.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ExplorePage {
    /// Its frame.
    pub shell: Shell,
    /// Every metric, without sparklines.
    pub rows: Vec<MetricRow>,
    /// What did not fit.
    pub more: Option<More>,
    /// Pages of the site.
    pub links: Vec<Link>,
}

impl Drawings for ExplorePage {
    fn sparks(&mut self) -> Vec<&mut SparkFigure> {
        self.rows.iter_mut().filter_map(|r| r.spark.as_mut()).collect()
    }
}
