//! Objectives: which promises are kept, what is left of the error budgets.

mod build;
pub(crate) mod words;

pub(crate) use build::anchor_of;
pub use build::build;

use super::{Drawings, Link, Shell};
use crate::{Shown, Status};
use serde::Serialize;

/// `objectives.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ObjectivesPage {
    /// Its frame.
    pub shell: Shell,
    /// `3 met, 1 at risk, 1 missed, 3 without enough data.`
    pub summary: String,
    /// In the order of the configuration.
    pub rows: Vec<ObjectiveRow>,
    /// What did not fit; empty for nothing.
    pub more: String,
    /// The zone whose calendar its windows are of.
    pub zone: String,
    /// Error budgets of time up.
    pub budgets: Vec<BudgetRow>,
}

/// One objective of one subject.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ObjectiveRow {
    /// Anchor on the page.
    pub anchor: String,
    /// Met, at risk, missed, not enough data.
    pub status: Status,
    /// Its name, and the page of what it is about.
    pub name: Link,
    /// What it is about, where there are several.
    pub about: Shown,
    /// The figure.
    pub figure: String,
    /// The target.
    pub target: String,
    /// The stretch target; empty for none.
    pub stretch: String,
    /// Whether that is met; empty where it cannot be told.
    pub stretch_met: &'static str,
    /// The window.
    pub window: String,
    /// What it rests on: `12 snapshots`.
    pub snapshots: String,
    /// The newest of them.
    pub latest: Link,
    /// Why it stands so; empty where the figure says all.
    pub why: Shown,
}

/// What may fail, and what of it has.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct BudgetRow {
    /// How it stands.
    pub status: Status,
    /// The service and its card.
    pub service: Link,
    /// `31 min of 44 min left (70 %)`.
    pub left: String,
    /// Whether enough is known for a bar.
    pub bar: bool,
    /// Share of the budget that is left, 0–100, for a bar.
    pub percent: f64,
    /// `0.4 times what may fail`.
    pub rate: String,
    /// Rates over the last hours and days.
    pub burns: Vec<String>,
    /// Known of elapsed time.
    pub coverage: String,
    /// Probes, their bounds, and how many it would take to show the target.
    pub probes: String,
}

impl Drawings for ObjectivesPage {}
