//! Line-level coverage while it is read: repeated sections of one file are joined by line, never overwritten.

use quarterdeck_model::payload::{Count, Counts, Coverage, FileCoverage};
use std::collections::BTreeMap;

/// Line numbers above this are damage, not code.
pub(crate) const LAST_LINE: u64 = 10_000_000;

/// What is known of one file, appended as it comes and joined at the end: big reports fit into memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileLines {
    /// `line * 2 + hit`.
    lines: Vec<u32>,
    /// Line, a hash of the branch's name, taken.
    branches: Vec<(u32, u64, bool)>,
    /// Functions by name, and whether they were entered.
    functions: BTreeMap<String, bool>,
}

impl FileLines {
    /// Adds a line; `false` when the number is no line of code.
    pub(crate) fn line(&mut self, line: u64, hit: bool) -> bool {
        let real = (1..=LAST_LINE).contains(&line);
        if real {
            self.lines.push(line as u32 * 2 + u32::from(hit));
        }
        real
    }

    /// Adds an outcome of a branch, by its line and whatever names it there.
    pub(crate) fn branch(&mut self, line: u64, name: &str, taken: bool) {
        if line <= LAST_LINE {
            self.branches.push((line as u32, fnv1a(name), taken));
        }
    }

    /// Adds a function.
    pub(crate) fn function(&mut self, name: &str, entered: bool) {
        match self.functions.get_mut(name) {
            Some(known) => *known |= entered,
            None => {
                self.functions.insert(name.to_owned(), entered);
            }
        }
    }

    /// Adds another section of the same file.
    pub(crate) fn join(&mut self, other: FileLines) {
        self.lines.extend(other.lines);
        self.branches.extend(other.branches);
        for (name, entered) in other.functions {
            self.function(&name, entered);
        }
    }

    /// Joins what came twice: a line (a branch) is hit when any section says so.
    fn settle(&mut self) {
        self.lines.sort_unstable_by_key(|code| std::cmp::Reverse(*code));
        self.lines.dedup_by_key(|code| *code / 2);
        self.branches.sort_unstable_by_key(|(line, name, taken)| (*line, *name, !*taken));
        self.branches.dedup_by_key(|(line, name, _)| (*line, *name));
    }

    /// Counts of this file; a kind of thing that `has` says the format lacks is `None`.
    fn counts(mut self, has: Has) -> Counts {
        self.settle();
        let of = |covered: usize, total: usize| Count { covered: covered as u64, total: total as u64 };
        let taken = self.branches.iter().filter(|(_, _, taken)| *taken).count();
        let entered = self.functions.values().filter(|entered| **entered).count();
        Counts {
            line: Some(of(self.lines.iter().filter(|code| **code % 2 == 1).count(), self.lines.len())),
            branch: has.branches.then(|| of(taken, self.branches.len())),
            function: has.functions.then(|| of(entered, self.functions.len())),
            ..Counts::default()
        }
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): names of branches are compared, never shown.
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
}

/// The whole from its files, summed over distinct files and lines.
pub(crate) fn coverage(files: BTreeMap<String, FileLines>, has: Has) -> Coverage {
    from_counts(files.into_iter().map(|(path, lines)| (path, lines.counts(has))).collect())
}

/// The whole from counts of distinct files.
pub(crate) fn from_counts(files: BTreeMap<String, Counts>) -> Coverage {
    let files: Vec<FileCoverage> =
        files.into_iter().map(|(path, counts)| FileCoverage { path, counts }).collect();
    let totals = files.iter().fold(Counts::default(), |sum, file| sum.plus(&file.counts));
    Coverage { totals, files }
}
