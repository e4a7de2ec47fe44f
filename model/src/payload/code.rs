//! The code itself: size by language, churn, large files.

use super::figure::metric;
use crate::{Direction, Labels, Metric, Unit};

/// One language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its name.
    pub name: String,
    /// Files.
    pub files: u64,
    /// Lines of code.
    pub code: u64,
    /// Comment lines.
    pub comments: u64,
    /// Blank lines.
    pub blanks: u64,
}

/// What changed over a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Churn {
    /// Length of the period in days.
    pub days: u32,
    /// Lines added.
    pub added: u64,
    /// Lines deleted.
    pub deleted: u64,
    /// Files changed.
    pub files: u64,
}

/// A file over the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LargeFile {
    /// Path.
    pub path: String,
    /// Its lines.
    pub lines: u64,
}

/// Size, churn and large files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// By language, where counted; the replaced system gives only totals.
    pub languages: Vec<Language>,
    /// All lines, where known.
    pub total_lines: Option<u64>,
    /// All files, where known.
    pub total_files: Option<u64>,
    /// Churn, where measured.
    pub churn: Option<Churn>,
    /// Files over `large_limit` lines; `None` when not looked for.
    pub large_files: Option<Vec<LargeFile>>,
    /// The limit in lines.
    pub large_limit: u64,
}

impl Code {
    /// `code.lines`, `code.files`, `code.large_files`, `code.lines_added`, `code.lines_deleted`.
    pub fn metrics(&self) -> Vec<Metric> {
        let churn = self.churn.as_ref();
        let large = self.large_files.as_ref().map(|f| f.len() as u64);
        let neutral = Direction::Neutral;
        [
            ("code.lines", self.total_lines, neutral),
            ("code.files", self.total_files, neutral),
            ("code.large_files", large, Direction::LowerIsBetter),
            ("code.lines_added", churn.map(|c| c.added), neutral),
            ("code.lines_deleted", churn.map(|c| c.deleted), neutral),
        ]
        .into_iter()
        .filter_map(|(id, n, d)| Some(metric(id, &Labels::none(), n? as f64, Unit::Count, d)))
        .collect()
    }
}
