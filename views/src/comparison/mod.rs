//! Two sides of the archive compared, in words: for a terminal, a comment, programs and the page `compare.html`.

mod details;
mod figures;
mod sections;
mod text;
mod warnings;

pub use details::{CaseRow, CasesOf, FileRow, FilesOf, FindingRow, FindingsOf};
pub use figures::FigureChange;
pub use sections::sections;
pub(crate) use text::changes;
pub use text::{markdown, text};

use crate::format::date_time;
use crate::page::rows::short_commit;
use crate::text::plural;
use crate::text::visible;
use quarterdeck_analysis::compare::{Change, Comparison, Side};
use quarterdeck_model::{History, Kind, Timestamp};
use serde::Serialize;

/// What the JSON says it is.
pub const SCHEMA: &str = "quarterdeck.comparison";

/// A comparison with every number and name as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant, RFC 3339.
    pub now: String,
    /// What is compared with.
    pub a: SideTold,
    /// What is compared.
    pub b: SideTold,
    /// What to know first: sentences.
    pub warnings: Vec<String>,
    /// How many figures are worse, better…
    pub counts: Counts,
    /// Figures other than those of single benchmarks, worse ones first.
    pub metrics: Vec<FigureChange>,
    /// Benchmarks one by one, worse ones first.
    pub benchmarks: Vec<FigureChange>,
    /// Coverage, job by job.
    pub coverage: Vec<FilesOf>,
    /// Findings, job by job.
    pub findings: Vec<FindingsOf>,
    /// Tests, job by job.
    pub tests: Vec<CasesOf>,
}

/// One side.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SideTold {
    /// What it is, in words.
    pub name: String,
    /// Its runs, in the order of kinds and jobs.
    pub runs: Vec<RunTold>,
}

/// A run of a side.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunTold {
    /// Its kind.
    pub kind: &'static str,
    /// Its job.
    pub job: String,
    /// Its snapshot.
    pub snapshot: String,
    /// When it was taken, RFC 3339.
    pub at: String,
    /// Its commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
}

/// How many figures changed how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Worse by their direction.
    pub worse: usize,
    /// Better.
    pub better: usize,
    /// Another value, without direction.
    pub other: usize,
    /// The same value.
    pub same: usize,
    /// Known in A only.
    pub only_before: usize,
    /// Known in B only.
    pub only_after: usize,
}

/// What surrounds a comparison.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The project's name.
    pub project: &'a str,
    /// The instant.
    pub now: Timestamp,
    /// The sides by name.
    pub names: (&'a str, &'a str),
}

/// Tells a comparison of `a` with `b`.
pub fn tell(
    history: &History,
    about: About<'_>,
    (a, b): (&Side, &Side),
    comparison: &Comparison<'_>,
) -> Compared {
    let mut figures: Vec<FigureChange> =
        comparison.rows.iter().filter_map(|row| figures::change(history, row)).collect();
    figures.sort_by(figures::order);
    let counts = counts(comparison);
    let (benchmarks, metrics) = figures.into_iter().partition(FigureChange::is_benchmark);
    Compared {
        schema: SCHEMA,
        version: 1,
        project: about.project.to_owned(),
        now: about.now.to_string(),
        a: side(history, about.names.0, a),
        b: side(history, about.names.1, b),
        warnings: comparison.warnings.iter().map(|w| warnings::words(history, w)).collect(),
        counts,
        metrics,
        benchmarks,
        coverage: comparison.jobs.iter().filter_map(details::files).collect(),
        findings: comparison.jobs.iter().filter_map(details::findings).collect(),
        tests: comparison.jobs.iter().filter_map(details::cases).collect(),
    }
}

impl Compared {
    /// Without the figures that are the same on both sides.
    #[must_use]
    pub fn only_changed(&self) -> Self {
        let mut told = self.clone();
        told.metrics.retain(FigureChange::changed);
        told.benchmarks.retain(FigureChange::changed);
        told
    }
}

fn counts(comparison: &Comparison<'_>) -> Counts {
    let mut counts = Counts::default();
    for row in &comparison.rows {
        *match row.change {
            Change::Worse => &mut counts.worse,
            Change::Better => &mut counts.better,
            Change::Other => &mut counts.other,
            Change::Same => &mut counts.same,
            Change::OnlyBefore => &mut counts.only_before,
            Change::OnlyAfter => &mut counts.only_after,
        } += 1;
    }
    counts
}

fn side(history: &History, name: &str, side: &Side) -> SideTold {
    let order = |kind: Kind| Kind::ALL.iter().position(|k| *k == kind);
    let mut jobs: Vec<(Kind, &str, u32)> = side.jobs().collect();
    jobs.sort_by_key(|(kind, job, _)| (order(*kind), *job));
    let told = jobs.into_iter().filter_map(|(kind, job, run)| {
        let run = history.runs.get(run as usize)?;
        Some(RunTold {
            kind: kind.as_str(),
            job: job.to_owned(),
            snapshot: run.id.to_string(),
            at: run.taken_at.to_string(),
            commit: run.commit.clone(),
        })
    });
    let median = side
        .median_of()
        .map(|k| format!("; figures are the median of the last {}", plural(k, "valid run", "valid runs")));
    SideTold { name: format!("{name}{}", median.unwrap_or_default()), runs: told.collect() }
}

impl SideTold {
    /// `commit 9f31c2a: 14 Nov 2026 07:12 UTC (9f31c2a), 5 runs`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let newest = self.runs.iter().max_by_key(|run| &run.at);
        let Some(newest) = newest else { return format!("{}: no run", visible(&self.name)) };
        let when = Timestamp::parse(&newest.at).map(date_time).unwrap_or_default();
        let commit = newest.commit.as_deref().map(|c| format!(" ({})", short_commit(c))).unwrap_or_default();
        let runs = match self.runs.len() {
            1 => String::new(),
            many => format!(", the newest of {many} runs"),
        };
        visible(&format!("{}: {when}{commit}{runs}", self.name))
    }
}

impl Counts {
    /// `2 worse, 1 better, 40 the same, 1 in A only`.
    #[must_use]
    pub fn sentence(self) -> String {
        let parts = [
            (self.worse, "worse"),
            (self.better, "better"),
            (self.other, "other"),
            (self.same, "the same"),
            (self.only_before, "in A only"),
            (self.only_after, "in B only"),
        ];
        let told: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if told.is_empty() { "no figure that both sides could have".to_owned() } else { told.join(", ") }
    }
}
