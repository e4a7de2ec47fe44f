//! One snapshot by the beginning of its id.

use super::load;
use super::read::{self, Stored};
use super::walk::{self, Candidate};
use crate::StoreError;
use std::path::Path;

/// How many ids are offered to somebody who asked for one that is not there.
const OFFERED: usize = 5;

/// A run by the name of its file, alone or in an archive file.
struct Named {
    stem: String,
    candidate: Candidate,
    /// In an archive file: its name there and its bytes.
    member: Option<(String, Vec<u8>)>,
}

/// Finds by file name, for which only archive files are read; an id that no file is named after is looked for in the
/// content of all.
pub(super) fn one(root: &Path, wanted: &str) -> Result<Stored, StoreError> {
    let prefix = wanted.strip_suffix(".json").unwrap_or(wanted);
    let all: Vec<Named> = walk::walk(root)?.candidates.into_iter().flat_map(named).collect();
    let begin: Vec<&Named> = all.iter().filter(|n| n.stem.starts_with(prefix)).collect();
    let exact: Vec<&Named> = begin.iter().copied().filter(|n| n.stem == prefix).collect();
    let found = if exact.is_empty() { begin } else { exact };
    match found.as_slice() {
        [] => by_content(root, prefix, &all),
        [one] => open(one),
        several => same_run(several).unwrap_or_else(|| {
            let candidates = several.iter().map(|n| n.stem.clone()).collect();
            Err(StoreError::Ambiguous { wanted: prefix.to_owned(), candidates })
        }),
    }
}

/// An archive file that cannot be read names nothing; reading by content tells of it.
fn named(candidate: Candidate) -> Vec<Named> {
    if !candidate.is_packed() {
        return vec![Named { stem: candidate.stem().to_owned(), candidate, member: None }];
    }
    let members = load::members(&candidate).unwrap_or_default();
    let one = |(name, bytes): (String, Vec<u8>)| {
        let stem = name.strip_suffix(".json").unwrap_or(&name).to_owned();
        Named { stem, candidate: candidate.clone(), member: Some((name, bytes)) }
    };
    members.into_iter().map(one).collect()
}

fn open(named: &Named) -> Result<Stored, StoreError> {
    let opened = match &named.member {
        Some((name, bytes)) => load::one(&named.candidate, Some(name), bytes),
        None => load::bytes_of(&named.candidate.path, &named.candidate.relative)
            .and_then(|bytes| load::one(&named.candidate, None, &bytes)),
    };
    opened.map(|o| o.stored).map_err(|d| StoreError::Unreadable(Box::new(d)))
}

/// Several files of one name are one run when one of them can be read and none tells another.
fn same_run(several: &[&Named]) -> Option<Result<Stored, StoreError>> {
    let first = several.first()?;
    if several.iter().any(|n| n.stem != first.stem) {
        return None;
    }
    let mut opened = several.iter().map(|n| open(n)).collect::<Result<Vec<_>, _>>().ok()?;
    opened.dedup_by(|a, b| a.id == b.id);
    (opened.len() == 1).then(|| opened.pop().map(Ok)).flatten()
}

fn by_content(root: &Path, prefix: &str, candidates: &[Named]) -> Result<Stored, StoreError> {
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
fn nearest(prefix: &str, candidates: &[Named]) -> Vec<String> {
    let common = |stem: &str| stem.chars().zip(prefix.chars()).take_while(|(a, b)| a == b).count();
    let mut stems: Vec<&str> = candidates.iter().map(|n| n.stem.as_str()).collect();
    stems.sort_by_key(|s| std::cmp::Reverse((s.contains(prefix), common(s), *s)));
    stems.dedup();
    stems.into_iter().take(OFFERED).map(str::to_owned).collect()
}
