//! Covered lines file by file, and of files that changed.

use quarterdeck_model::payload::{Count, Coverage};
use std::collections::{BTreeMap, BTreeSet};

/// One file whose line counts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange<'a> {
    /// Its path as the reports have it.
    pub path: &'a str,
    /// Lines in A; `None` where the report did not have the file.
    pub before: Option<Count>,
    /// Lines in B.
    pub after: Option<Count>,
}

impl FileChange<'_> {
    /// Covered lines gained, less those lost.
    pub fn covered(&self) -> i64 {
        difference(self.before.map(|c| c.covered), self.after.map(|c| c.covered))
    }

    /// How many more lines are not covered.
    pub fn uncovered(&self) -> i64 {
        let missing = |count: Option<Count>| count.map(|c| c.total.saturating_sub(c.covered));
        difference(missing(self.before), missing(self.after))
    }
}

fn difference(before: Option<u64>, after: Option<u64>) -> i64 {
    let number = |n: Option<u64>| i64::try_from(n.unwrap_or(0)).unwrap_or(i64::MAX);
    number(after).saturating_sub(number(before))
}

/// The files whose line counts are not the same, those that lost most first.
pub fn files<'a>(before: &'a Coverage, after: &'a Coverage) -> Vec<FileChange<'a>> {
    let lines = |side: &'a Coverage| -> BTreeMap<&'a str, Count> {
        side.files.iter().filter_map(|file| Some((file.path.as_str(), file.counts.line?))).collect()
    };
    let (before, after) = (lines(before), lines(after));
    let paths: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let change =
        |path| FileChange { path, before: before.get(path).copied(), after: after.get(path).copied() };
    let mut changed: Vec<FileChange> =
        paths.into_iter().map(change).filter(|file| file.before != file.after).collect();
    changed.sort_by_key(|file| (std::cmp::Reverse(file.uncovered()), file.covered(), file.path));
    changed
}

/// Coverage of files that changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangedCoverage<'a> {
    /// Lines of all those that the report has.
    pub lines: Count,
    /// Each of them with its lines: the changed path and its counts.
    pub files: Vec<(&'a str, Count)>,
    /// Changed files of a language that the report covers, which it does not have: not known to be covered at all.
    pub missing: Vec<&'a str>,
}

/// Lines of the `changed` files (paths from the root of the repository). A report's path is that of a changed file when
/// it is the same, or longer (absolute); or shorter (relative to a part of the repository) and fits no other.
pub fn of_changed<'a>(coverage: &Coverage, changed: &'a [String]) -> ChangedCoverage<'a> {
    let measured: BTreeMap<&str, Count> =
        coverage.files.iter().filter_map(|file| Some((file.path.as_str(), file.counts.line?))).collect();
    let languages: BTreeSet<&str> = measured.keys().filter_map(|path| extension(path)).collect();
    let mut told = ChangedCoverage::default();
    for path in changed {
        match find(&measured, changed, path) {
            Some(count) => {
                told.lines = told.lines.plus(count);
                told.files.push((path, count));
            }
            None if extension(path).is_some_and(|own| languages.contains(own)) => told.missing.push(path),
            None => {}
        }
    }
    told
}

fn find(measured: &BTreeMap<&str, Count>, changed: &[String], path: &str) -> Option<Count> {
    if let Some(count) = measured.get(path) {
        return Some(*count);
    }
    let mut longer = measured.iter().filter(|(own, _)| ends_with(own, path));
    if let (Some((_, count)), None) = (longer.next(), longer.next()) {
        return Some(*count);
    }
    let mut shorter = measured.iter().filter(|(own, _)| ends_with(path, own));
    let (Some((own, count)), None) = (shorter.next(), shorter.next()) else { return None };
    let fits = changed.iter().filter(|other| other == own || ends_with(other, own)).count();
    (fits == 1).then_some(*count)
}

/// Whether `whole` is a folder with `end` in it.
fn ends_with(whole: &str, end: &str) -> bool {
    whole.strip_suffix(end).is_some_and(|folder| folder.ends_with('/'))
}

fn extension(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| !extension.is_empty())
}
