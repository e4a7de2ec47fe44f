//! One snapshot by the beginning of its id.

use super::load;
use super::read::{self, Stored};
use super::walk::{self, Candidate};
use crate::StoreError;
use std::path::Path;

/// How many ids are offered to somebody who asked for one that is not there.
const OFFERED: usize = 5;

/// Finds by file name, which needs no reading; an id that no file is named after is looked for in the content of all.
pub(super) fn one(root: &Path, wanted: &str) -> Result<Stored, StoreError> {
    let prefix = wanted.strip_suffix(".json").unwrap_or(wanted);
    let candidates = walk::walk(root)?.candidates;
    let named: Vec<&Candidate> = candidates.iter().filter(|c| c.stem().starts_with(prefix)).collect();
    let exact: Vec<&Candidate> = named.iter().copied().filter(|c| c.stem() == prefix).collect();
    let named = if exact.is_empty() { named } else { exact };
    match named.as_slice() {
        [] => by_content(root, prefix, &candidates),
        [one] => open(one),
        several => same_run(several).unwrap_or_else(|| {
            let candidates = several.iter().map(|c| c.stem().to_owned()).collect();
            Err(StoreError::Ambiguous { wanted: prefix.to_owned(), candidates })
        }),
    }
}

fn open(candidate: &Candidate) -> Result<Stored, StoreError> {
    load::open(candidate).map(|o| o.stored).map_err(|d| StoreError::Unreadable(Box::new(d)))
}

/// Several files of one name are one run when one of them can be read and none tells another.
fn same_run(several: &[&Candidate]) -> Option<Result<Stored, StoreError>> {
    let first = several.first()?;
    if several.iter().any(|c| c.stem() != first.stem()) {
        return None;
    }
    let mut opened = several.iter().map(|c| open(c)).collect::<Result<Vec<_>, _>>().ok()?;
    opened.dedup_by(|a, b| a.id == b.id);
    (opened.len() == 1).then(|| opened.pop().map(Ok)).flatten()
}

fn by_content(root: &Path, prefix: &str, candidates: &[Candidate]) -> Result<Stored, StoreError> {
    let mut found: Vec<Stored> = read::read(root)?.snapshots;
    found.retain(|s| s.id.as_str().starts_with(prefix));
    match found.len() {
        0 => Err(StoreError::NotFound { wanted: prefix.to_owned(), nearest: nearest(prefix, candidates) }),
        1 => found
            .pop()
            .map_or_else(|| Err(StoreError::NotFound { wanted: prefix.to_owned(), nearest: Vec::new() }), Ok),
        _ => {
            let candidates = found.into_iter().map(|s| s.id.to_string()).collect();
            Err(StoreError::Ambiguous { wanted: prefix.to_owned(), candidates })
        }
    }
}

/// The ids that have the text somewhere (people give a commit), else those with the longest common beginning,
/// newest first.
fn nearest(prefix: &str, candidates: &[Candidate]) -> Vec<String> {
    let common = |stem: &str| stem.chars().zip(prefix.chars()).take_while(|(a, b)| a == b).count();
    let mut stems: Vec<&str> = candidates.iter().map(Candidate::stem).collect();
    stems.sort_by_key(|s| std::cmp::Reverse((s.contains(prefix), common(s), *s)));
    stems.dedup();
    stems.into_iter().take(OFFERED).map(str::to_owned).collect()
}
