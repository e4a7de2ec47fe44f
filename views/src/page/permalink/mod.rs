//! One snapshot: everything in it.

mod build;
pub(crate) mod chaos;
mod code;
mod load;
mod measured;
mod payload;

pub(crate) use build::remark;
pub use build::{build, charts, drawn};

use super::{Drawings, Fact, Link, Shell};
use crate::chart::{Figure, Table};
use crate::format::{Delta, Quantity};
use crate::{Shown, Status};
use serde::Serialize;

/// `s/<id>.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PermalinkPage {
    /// Its frame.
    pub shell: Shell,
    /// Its identifier.
    pub id: String,
    /// `Coverage, unit, 23 Nov 2026 07:12 UTC`.
    pub heading: Shown,
    /// Whether it can be believed.
    pub status: Status,
    /// Why not in full.
    pub reasons: Vec<Shown>,
    /// Commit, branch, tool, labels.
    pub facts: Vec<Fact>,
    /// Its figures, against the run before of the same job.
    pub figures: Vec<FigureRow>,
    /// The timelines of experiments.
    pub charts: Vec<Figure>,
    /// Everything else in it, by kind.
    pub sections: Vec<Section>,
    /// What was remarked while collecting.
    pub remarks: Vec<Remark>,
    /// The run before, of the same job.
    pub previous: Option<Link>,
    /// The run after, of the same job.
    pub next: Option<Link>,
    /// The command that compares it with the run before; empty for the first.
    pub compare: String,
    /// The stored JSON.
    pub json_href: String,
}

/// One figure of this run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FigureRow {
    /// Its name.
    pub name: Shown,
    /// Labels.
    pub detail: Shown,
    /// Its page; empty when the figure entered no trend.
    pub href: String,
    /// The value.
    pub value: Quantity,
    /// Against the run before.
    pub delta: Delta,
}

/// A table of one aspect of the payload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// `Files, worst first`.
    pub title: String,
    /// One sentence: counts, or why there is nothing.
    pub summary: String,
    /// Its rows; `note` says how many more there are.
    pub table: Table,
}

/// Something remarked while collecting or reading.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Remark {
    /// `Error`, `Warning`, `Note` with its look.
    pub status: Status,
    /// The file; may be empty.
    pub path: Shown,
    /// `line 3 column 7`, `at /results/3`; may be empty.
    pub place: Shown,
    /// What was found and what was expected.
    pub message: Shown,
    /// What to do; may be empty.
    pub hint: Shown,
}

impl Drawings for PermalinkPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.charts.iter_mut().collect()
    }
}
