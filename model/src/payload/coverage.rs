//! Coverage: covered/total counts per file and per kind of thing counted, exactly as the format defines them.

use super::Count;
use super::figure::metric;
use crate::{Direction, Labels, Metric, Unit};

/// Counts of one file or of the whole. A kind of thing that the format does not have is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Executable lines with a hit.
    pub line: Option<Count>,
    /// Branch outcomes (or arcs) taken.
    pub branch: Option<Count>,
    /// Functions entered.
    pub function: Option<Count>,
    /// Statements (Go, Istanbul) executed.
    pub statement: Option<Count>,
    /// Regions (LLVM) executed.
    pub region: Option<Count>,
    /// Bytecode instructions (JaCoCo) executed.
    pub instruction: Option<Count>,
}

/// One source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCoverage {
    /// Path with `/`, relative to the repository where that could be told.
    pub path: String,
    /// Its counts.
    pub counts: Counts,
}

/// Coverage of one test run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Of the whole, by the format's own definition.
    pub totals: Counts,
    /// Per file, sorted by path.
    pub files: Vec<FileCoverage>,
}

impl Counts {
    /// Names and counts, in display order; the names are the middle of the metric ids (`coverage.<name>_percent`).
    pub fn named(&self) -> [(&'static str, Option<Count>); 6] {
        [
            ("line", self.line),
            ("branch", self.branch),
            ("function", self.function),
            ("statement", self.statement),
            ("region", self.region),
            ("instruction", self.instruction),
        ]
    }

    /// Sum with another file's counts; a kind missing in one is the other's.
    #[must_use]
    pub fn plus(&self, other: &Counts) -> Counts {
        let sum = |a: Option<Count>, b: Option<Count>| match (a, b) {
            (Some(a), Some(b)) => Some(a.plus(b)),
            (a, b) => a.or(b),
        };
        Counts {
            line: sum(self.line, other.line),
            branch: sum(self.branch, other.branch),
            function: sum(self.function, other.function),
            statement: sum(self.statement, other.statement),
            region: sum(self.region, other.region),
            instruction: sum(self.instruction, other.instruction),
        }
    }
}

impl Coverage {
    /// `coverage.<line|branch|…>_percent` of the whole; 0 of 0 gives none.
    pub fn metrics(&self) -> Vec<Metric> {
        let percent = |(name, count): (&str, Option<Count>)| {
            let value = count?.percent()?;
            let id = format!("coverage.{name}_percent");
            Some(metric(&id, &Labels::none(), value, Unit::Percent, Direction::HigherIsBetter))
        };
        self.totals.named().into_iter().filter_map(percent).collect()
    }
}
