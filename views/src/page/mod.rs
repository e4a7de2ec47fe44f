//! The pages of the site, one module a page: plain structs that a template or a component only has to place.
//!
//! Addresses in a page are relative to that page.

pub mod about;
pub mod alerts;
pub mod area;
pub mod benchmarks;
pub mod chaos;
pub mod compare;
pub mod coverage;
pub mod explore;
pub mod findings;
pub mod grid;
pub mod health;
pub mod metric;
pub mod objectives;
pub mod overview;
pub mod permalink;
pub mod projects;
pub(crate) mod response_times;
pub mod review;
pub(crate) mod rows;
pub mod runbooks;
pub mod shell;
pub mod snapshots;
pub mod test_results;
pub mod trends;

pub use shell::Shell;

use crate::format::{Delta, Quantity};
use crate::{Figure, Shown, SparkFigure, Status};
use serde::Serialize;

/// A page whose charts can be drawn into it.
pub trait Drawings {
    /// Its charts.
    fn figures(&mut self) -> Vec<&mut Figure> {
        Vec::new()
    }

    /// Its sparklines.
    fn sparks(&mut self) -> Vec<&mut SparkFigure> {
        Vec::new()
    }
}

/// A link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its words.
    pub text: Shown,
    /// Where it leads, relative to the page.
    pub href: String,
}

/// What was left out of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct More {
    /// `12 more`.
    pub text: String,
    /// Where all are; empty when nowhere on the site.
    pub href: String,
}

/// A name and its value: one row of a definition list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// `Commit`.
    pub name: String,
    /// `9f31c2a`.
    pub value: Shown,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// One metric as a row of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MetricRow {
    /// Its human name.
    pub name: Shown,
    /// Job and labels that tell it from others of that name.
    pub detail: Shown,
    /// Its page.
    pub href: String,
    /// Its status; `None` where there is nothing to judge.
    pub status: Option<Status>,
    /// Why the status is what it is: one sentence.
    pub reason: String,
    /// The latest value.
    pub now: Quantity,
    /// When that was measured.
    pub when: String,
    /// Against the last value of the week before.
    pub week: Delta,
    /// Against the last value of the quarter before.
    pub quarter: Delta,
    /// `< 328 µs`; empty without a target.
    pub target: String,
    /// `lower is better`.
    pub direction: &'static str,
    /// The trend.
    pub spark: Option<SparkFigure>,
}

impl Default for Status {
    fn default() -> Self {
        Status::NO_DATA
    }
}
