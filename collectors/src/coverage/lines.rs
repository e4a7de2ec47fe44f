//! Line-level coverage while it is read: repeated sections of one file are joined by line, never overwritten.

use quarterdeck_model::payload::{Count, Counts, Coverage, FileCoverage};
use std::collections::BTreeMap;

/// Line numbers above this are damage, not code.
const LAST_LINE: u64 = 10_000_000;

/// What is known of one file, as sorted lists of keys whose last bit is 1 for *missed*: of a line that came twice the hit
/// stands first and stays. Ten million lines fit into 40 MB.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileLines {
    /// Line.
    lines: Vec<u32>,
    /// 24 bits of line, 39 of a hash of the branch's name.
    branches: Vec<u64>,
    /// 63 bits of a hash of the function's name.
    functions: Vec<u64>,
    /// 63 bits of a hash of where the statements stand, and how many they are.
    statements: Vec<(u64, u32)>,
}

impl FileLines {
    /// Adds a line; `false` when the number is no line of code.
    pub(crate) fn line(&mut self, line: u64, hit: bool) -> bool {
        let real = (1..=LAST_LINE).contains(&line);
        if real {
            self.lines.push((line as u32) << 1 | u32::from(!hit));
        }
        real
    }

    /// Adds an outcome of a branch, by its line and whatever names it there; `false` when there is no such line.
    pub(crate) fn branch(&mut self, line: u64, name: &str, taken: bool) -> bool {
        let real = (1..=LAST_LINE).contains(&line);
        if real {
            let name = fnv1a(name) >> 25;
            self.branches.push(line << 40 | name << 1 | u64::from(!taken));
        }
        real
    }

    /// Adds an outcome of a branch by its number, of a format that gives its branches no names.
    pub(crate) fn outcome(&mut self, line: u64, number: u64, taken: bool) {
        if (1..=LAST_LINE).contains(&line) {
            self.branches.push(line << 40 | (number << 1 & ((1 << 40) - 1)) | u64::from(!taken));
        }
    }

    /// Adds a function.
    pub(crate) fn function(&mut self, name: &str, entered: bool) {
        self.functions.push(fnv1a(name) & !1 | u64::from(!entered));
    }

    /// Adds `weight` statements that run together, by whatever says where they stand.
    pub(crate) fn statements(&mut self, place: &str, weight: u32, hit: bool) {
        self.statements.push((fnv1a(place) & !1 | u64::from(!hit), weight));
    }

    /// Whether nothing is known.
    pub(crate) fn is_empty(&self) -> bool {
        let named = self.branches.is_empty() && self.functions.is_empty();
        self.lines.is_empty() && self.statements.is_empty() && named
    }

    /// Adds another section of the same file: a line is hit when any section says so.
    pub(crate) fn join(&mut self, mut other: FileLines) {
        if self.is_empty() {
            std::mem::swap(self, &mut other);
        } else {
            self.lines.append(&mut other.lines);
            self.branches.append(&mut other.branches);
            self.functions.append(&mut other.functions);
            self.statements.append(&mut other.statements);
        }
        self.settle();
    }

    /// Each line, branch and function once.
    pub(crate) fn settle(&mut self) {
        settle(&mut self.lines, |key| key >> 1);
        settle(&mut self.branches, |key| key >> 1);
        settle(&mut self.functions, |key| key >> 1);
        settle(&mut self.statements, |(key, _)| key >> 1);
    }

    /// How many lines there are and were hit, once settled.
    pub(crate) fn line_count(&self) -> Count {
        let missed = self.lines.iter().filter(|key| **key & 1 == 1).count();
        Count { covered: (self.lines.len() - missed) as u64, total: self.lines.len() as u64 }
    }

    fn statement_count(&self) -> Count {
        let weigh = |of: &(u64, u32)| u64::from(of.1);
        let hit = self.statements.iter().filter(|(key, _)| key & 1 == 0);
        Count { covered: hit.map(weigh).sum(), total: self.statements.iter().map(weigh).sum() }
    }

    /// Counts of this file; a kind of thing that `has` says the format lacks is `None`.
    fn counts(&self, has: Has) -> Counts {
        let missed = |keys: &[u64]| keys.iter().filter(|key| **key & 1 == 1).count();
        let of =
            |missed: usize, total: usize| Count { covered: (total - missed) as u64, total: total as u64 };
        Counts {
            line: (!has.no_lines).then(|| self.line_count()),
            statement: has.statements.then(|| self.statement_count()),
            branch: has.branches.then(|| of(missed(&self.branches), self.branches.len())),
            function: has.functions.then(|| of(missed(&self.functions), self.functions.len())),
            ..Counts::default()
        }
    }
}

/// Sorted, each key once, no spare memory.
fn settle<T: Ord + Copy, K: PartialEq>(keys: &mut Vec<T>, name: fn(T) -> K) {
    keys.sort_unstable();
    keys.dedup_by_key(|key| name(*key));
    keys.shrink_to_fit();
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): names are compared, never shown.
fn fnv1a(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Which kinds of thing a report has.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Has {
    /// Branches.
    pub(crate) branches: bool,
    /// Functions.
    pub(crate) functions: bool,
    /// Statements, beside lines or instead of them.
    pub(crate) statements: bool,
    /// No lines: their number is not that of the statements.
    pub(crate) no_lines: bool,
}

/// A report down to its lines, which can be joined with another of the same format.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines {
    /// The format: branches have names within one format only.
    pub(crate) format: &'static str,
    /// By path.
    pub(crate) files: BTreeMap<String, FileLines>,
    /// What it counts.
    pub(crate) has: Has,
}

impl Lines {
    /// Joins another report of the same format.
    pub(crate) fn join(&mut self, other: Lines) {
        self.has.branches |= other.has.branches;
        self.has.functions |= other.has.functions;
        self.has.statements |= other.has.statements;
        self.has.no_lines |= other.has.no_lines;
        for (path, lines) in other.files {
            self.files.entry(path).or_default().join(lines);
        }
    }

    /// The whole, summed over distinct files and lines.
    pub(crate) fn coverage(&self) -> Coverage {
        let counts = |(path, lines): (&String, &FileLines)| (path.clone(), lines.counts(self.has));
        from_counts(self.files.iter().map(counts).collect())
    }
}

/// The whole from counts of distinct files.
pub(crate) fn from_counts(files: BTreeMap<String, Counts>) -> Coverage {
    let files: Vec<FileCoverage> =
        files.into_iter().map(|(path, counts)| FileCoverage { path, counts }).collect();
    let totals = files.iter().fold(Counts::default(), |sum, file| sum.plus(&file.counts));
    Coverage { totals, files }
}
