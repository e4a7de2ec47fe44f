//! The code itself: size by language, churn, large files, complexity.

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

/// One function that is too complex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Path of its file.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its first line.
    pub line: u64,
    /// Cyclomatic complexity (McCabe 1976): independent paths through it.
    pub complexity: u64,
    /// Its lines of code.
    pub lines: u64,
}

/// Complexity of all functions that were looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complexity {
    /// Functions looked at.
    pub functions: u64,
    /// A higher complexity than this is too much.
    pub limit: u64,
    /// Functions over the limit, the most complex first.
    pub over: Vec<Function>,
}

/// Size, churn, large files and complexity.
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
    /// Complexity, where measured.
    pub complexity: Option<Complexity>,
}

impl Code {
    /// `code.lines`, `code.files`, `code.large_files`, `code.functions`, `code.complex_functions`; and of a period,
    /// labelled with its days, `code.lines_added`, `code.lines_deleted` and `code.files_changed`.
    pub fn metrics(&self) -> Vec<Metric> {
        let churn = self.churn.as_ref();
        let large = self.large_files.as_ref().map(|f| f.len() as u64);
        let complexity = self.complexity.as_ref();
        let (neutral, lower) = (Direction::Neutral, Direction::LowerIsBetter);
        let period = churn.map_or_else(Labels::none, |c| Labels::one("days", c.days.to_string()));
        let count = |id, labels: &Labels, n: u64, d| metric(id, labels, n as f64, Unit::Count, d);
        let now = [
            ("code.lines", self.total_lines, neutral),
            ("code.files", self.total_files, neutral),
            ("code.large_files", large, lower),
            ("code.functions", complexity.map(|c| c.functions), neutral),
            ("code.complex_functions", complexity.map(|c| c.over.len() as u64), lower),
        ];
        let changed = [
            ("code.lines_added", churn.map(|c| c.added), neutral),
            ("code.lines_deleted", churn.map(|c| c.deleted), neutral),
            ("code.files_changed", churn.map(|c| c.files), neutral),
        ];
        let none = Labels::none();
        let now = now.into_iter().filter_map(|(id, n, d)| Some(count(id, &none, n?, d)));
        now.chain(changed.into_iter().filter_map(|(id, n, d)| Some(count(id, &period, n?, d)))).collect()
    }
}
