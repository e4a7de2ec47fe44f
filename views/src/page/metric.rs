//! One metric: what it means, how it went, every value.

use super::alerts::AlertRow;
use super::{Drawings, Fact, MetricRow, Shell};
use crate::chart::Table;
use crate::{Figure, Shown};
use serde::Serialize;

/// `metric/<slug>.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MetricPage {
    /// Its frame.
    pub shell: Shell,
    /// Name, status, value, changes, target.
    pub row: MetricRow,
    /// The metric's id, such as `coverage.line_percent`.
    pub id: Shown,
    /// What it means: one line.
    pub definition: String,
    /// `lower is better`.
    pub direction: &'static str,
    /// Job, labels, tool, target, alert limit.
    pub facts: Vec<Fact>,
    /// The big chart.
    pub figure: Figure,
    /// Number, least, median, largest, spread.
    pub statistics: Vec<Fact>,
    /// Where the line is broken and why.
    pub breaks: Vec<BreakRow>,
    /// Alerts that touch it.
    pub alerts: Vec<AlertRow>,
    /// Values, newest first.
    pub table: Table,
    /// All values as CSV.
    pub csv_href: String,
    /// All values as JSON.
    pub json_href: String,
}

/// A break of the trend line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakRow {
    /// `23 Nov 2026`.
    pub when: String,
    /// What changed: `format lcov → cobertura`.
    pub what: Shown,
    /// The first snapshot after it.
    pub href: String,
}

impl Drawings for MetricPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        vec![&mut self.figure]
    }
}
