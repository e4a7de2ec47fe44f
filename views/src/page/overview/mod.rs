//! The overview: can we ship, what changed, what needs attention.

pub(crate) mod attention;
mod build;
pub(crate) mod score;
pub(crate) mod verdict;
mod way;

pub use build::build;

use super::{Drawings, Link, MetricRow, More, Shell};
use crate::{Figure, Shown, SparkFigure, Status};
use serde::Serialize;

/// `index.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OverviewPage {
    /// Its frame.
    pub shell: Shell,
    /// `Week 47, 17 to 23 Nov 2026`.
    pub heading: String,
    /// `compared with week 46 · 14 snapshots`.
    pub compared: String,
    /// Can we ship?
    pub verdict: Verdict,
    /// Worst first, at most seven.
    pub attention: Vec<AttentionRow>,
    /// What did not fit.
    pub attention_more: Option<More>,
    /// All metrics by area.
    pub groups: Vec<Group>,
    /// The quality score.
    pub score: ScoreCard,
    /// Two to four pinned charts.
    pub figures: Vec<Figure>,
    /// The last snapshot of every job.
    pub last: Vec<LastRun>,
}

/// The verdict strip.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// Its look; the word is `Gate passes`, `Gate fails`, `Gate unknown` or `No data`.
    pub status: Status,
    /// `2 of 9 conditions fail, 1 has no data.`
    pub headline: String,
    /// What changed, in sentences.
    pub sentences: Vec<String>,
    /// Every condition of the gate.
    pub conditions: Vec<Condition>,
}

/// A condition of the gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// Its status.
    pub status: Status,
    /// What is asked.
    pub text: Shown,
    /// What was found.
    pub found: String,
}

/// A row of "needs attention".
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AttentionRow {
    /// The metric.
    pub metric: MetricRow,
    /// `5 Oct, 9f31c2a`.
    pub since: String,
    /// `New`, `Open 12 days`, `Acknowledged`, `Stale`.
    pub state: Shown,
    /// Its runbook or alert; empty for none.
    pub href: String,
}

/// The metrics of one area.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Group {
    /// `Coverage`.
    pub area: &'static str,
    /// Anchor on the page.
    pub anchor: String,
    /// Its metrics, judged ones first.
    pub rows: Vec<MetricRow>,
    /// What did not fit.
    pub more: Option<More>,
}

/// The quality score with its breakdown.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ScoreCard {
    /// `59.9`, or `59.9–79.9` with an input unknown.
    pub value: String,
    /// `coverage unknown`; empty when all inputs are known.
    pub note: String,
    /// `critical`.
    pub band: String,
    /// The look of that band.
    pub status: Status,
    /// Low end, 0–100.
    pub low: f64,
    /// High end, 0–100.
    pub high: f64,
    /// The way from 100 down, drawn.
    pub way: Figure,
    /// The same, a row a rule.
    pub rows: Vec<ScoreRow>,
    /// Its trend.
    pub figure: Option<Figure>,
}

/// One rule of the score.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ScoreRow {
    /// The input's name.
    pub name: Shown,
    /// Its page; empty when it was never measured.
    pub href: String,
    /// `< 80: 20 points`.
    pub rule: String,
    /// The input, or `—`.
    pub value: String,
    /// `−20`, `0`, or `0 to −20` with the input unknown.
    pub penalty: String,
    /// Whether the input is unknown.
    pub unknown: bool,
    /// The snapshot it came from.
    pub from: Option<Link>,
}

/// The last run of one job.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LastRun {
    /// Kind, written out.
    pub kind: &'static str,
    /// The job.
    pub job: Shown,
    /// Its page.
    pub href: String,
    /// `23 Nov 2026 07:12 UTC`.
    pub when: String,
    /// `2 h ago`.
    pub ago: String,
    /// Whether it can be believed, is stale or failed.
    pub status: Status,
    /// Why not.
    pub reason: Shown,
    /// `main @ 9f31c2a`.
    pub source: Shown,
    /// `cargo-llvm-cov 0.6.15`.
    pub tool: Shown,
}

impl Drawings for OverviewPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.figures.iter_mut().chain(self.score.figure.as_mut()).chain([&mut self.score.way]).collect()
    }

    fn sparks(&mut self) -> Vec<&mut SparkFigure> {
        let attention = self.attention.iter_mut().map(|a| &mut a.metric);
        let rows = self.groups.iter_mut().flat_map(|g| g.rows.iter_mut());
        attention.chain(rows).filter_map(|r| r.spark.as_mut()).collect()
    }
}
