//! About the data: what figures mean, what they are judged by, what could not be read.

mod annotations;
mod build;

pub use annotations::unmatched;
pub use build::build;

use super::grid::Grid;
use super::permalink::Remark;
use super::{Drawings, Fact, Shell};
use crate::Shown;
use crate::badge::BadgeLine;
use crate::chart::Table;
use serde::Serialize;

/// `about.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AboutPage {
    /// Its frame.
    pub shell: Shell,
    /// `All 312 files were read.` or what was not.
    pub problems_summary: String,
    /// Files that could not be read, or were read with remarks: errors first.
    pub problems: Vec<Remark>,
    /// `12 more`; empty when all are listed.
    pub problems_note: String,
    /// What people said beside the figures, newest first.
    pub annotations: Table,
    /// Badges of the score, the gate and the areas.
    pub badges: Vec<BadgeLine>,
    /// Definitions of all metrics that occur.
    pub metrics: Vec<MetricDefinition>,
    /// How the score is made.
    pub score_rules: Vec<ScoreRule>,
    /// Bands of the score.
    pub bands: Vec<Fact>,
    /// What metrics are judged by.
    pub thresholds: Vec<Threshold>,
    /// What every word of a status means.
    pub statuses: Vec<StatusMeaning>,
    /// What the site publishes for programs.
    pub forms: Grid,
    /// Tools and versions that occur, latest first.
    pub tools: Vec<ToolVersions>,
    /// Number of runs, span, schema version, generator version, licence.
    pub facts: Vec<Fact>,
}

/// The definition of one metric.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MetricDefinition {
    /// Its name.
    pub name: Shown,
    /// Its id.
    pub id: Shown,
    /// The area.
    pub area: &'static str,
    /// One line.
    pub definition: String,
    /// Its unit.
    pub unit: String,
    /// `lower is better`.
    pub direction: &'static str,
    /// How many series.
    pub series: usize,
}

/// A rule of the score.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ScoreRule {
    /// The input.
    pub input: Shown,
    /// `< 80`, `each`.
    pub rule: String,
    /// `20`.
    pub penalty: String,
}

/// What a metric is judged by.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Threshold {
    /// The metric.
    pub metric: Shown,
    /// Job and labels it applies to; empty for all.
    pub detail: Shown,
    /// `< 328 µs`.
    pub target: String,
    /// `> 500 µs`.
    pub alert: String,
    /// `critical`.
    pub severity: &'static str,
}

/// What a status means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusMeaning {
    /// The status.
    pub status: crate::Status,
    /// Its meaning.
    pub text: &'static str,
}

/// Versions of one tool.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ToolVersions {
    /// The tool.
    pub tool: Shown,
    /// The format read.
    pub format: Shown,
    /// Versions, latest first.
    pub versions: Shown,
    /// Runs.
    pub runs: usize,
    /// First and last run.
    pub span: String,
}

impl Drawings for AboutPage {}
