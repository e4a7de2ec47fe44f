//! Old months become one archive file each: nothing is lost, readers see no difference, and git has fewer files.
//!
//! The archive file is whole on disk before the first single file goes. Whoever is interrupted leaves runs in both
//! places, which readers count once.

use super::Archive;
use super::load::{self, CAP};
use super::walk::{self, Candidate};
use crate::layout::unix_lines;
use crate::{StoreError, write};
use quarterdeck_model::wire::packed::{self as pack, Members};
use quarterdeck_model::{Diagnostic, Timestamp};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What compacting did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Archive files that were written, relative to the archive, with how many runs each holds.
    pub written: Vec<(String, usize)>,
    /// Files of single runs that went into them.
    pub files: usize,
    /// Files that stay as they are, and why.
    pub left: Vec<Diagnostic>,
}

impl Archive {
    /// Puts the runs of each month that ended before the month of `before` into one file a kind. Files that cannot be
    /// read, or stand where they do not belong, stay. With `dry` nothing is written.
    ///
    /// # Errors
    /// [`StoreError`] when a file cannot be written or removed; every run can be read all the same.
    pub fn compact(&self, before: Timestamp, dry: bool) -> Result<Compacted, StoreError> {
        let mut compacted = Compacted::default();
        for (folder, candidates) in months(walk::walk(self.root())?.candidates) {
            if month(&folder).is_some_and(|month| month < this_month(before)) {
                self.compact_month(&folder, &candidates, dry, &mut compacted)?;
            }
        }
        Ok(compacted)
    }

    fn compact_month(
        &self,
        folder: &str,
        candidates: &[Candidate],
        dry: bool,
        compacted: &mut Compacted,
    ) -> Result<(), StoreError> {
        let relative = format!("{folder}.{}", pack::PACKED);
        let path = self.root().join(&relative);
        let mut members = existing(&path, &relative)?;
        let mut packed = Vec::new();
        for candidate in candidates {
            match fitting(candidate) {
                Ok((name, bytes)) if members.get(&name).is_none_or(|there| *there == bytes) => {
                    members.insert(name, bytes);
                    packed.push(candidate);
                }
                Ok((name, _)) => {
                    compacted.left.push(left(candidate, &format!("{relative} has another {name}")))
                }
                Err(problem) => compacted.left.push(problem),
            }
        }
        let bytes = pack::join(&members);
        if bytes.len() as u64 > CAP {
            compacted
                .left
                .push(Diagnostic::note(relative, "would be too large, so the files of this month stay"));
            return Ok(());
        }
        if packed.is_empty() {
            return Ok(());
        }
        compacted.files += packed.len();
        compacted.written.push((relative, members.len()));
        if !dry {
            write::atomic(&path, &bytes)?;
            remove(&self.root().join(folder), packed.iter().map(|c| c.path.as_path()))?;
        }
        Ok(())
    }
}

/// Removes these files of `folder`, and the folder when nothing is left in it.
pub(super) fn remove<'a>(folder: &Path, files: impl Iterator<Item = &'a Path>) -> Result<(), StoreError> {
    for file in files {
        match fs::remove_file(file) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::io("remove the file", file, e));
            }
            _ => {}
        }
    }
    if fs::remove_dir(folder).is_err() && folder.exists() {
        return write::sync_folder(folder);
    }
    Ok(())
}

/// Single files by `<kind>/<year>/<month>`.
fn months(candidates: Vec<Candidate>) -> BTreeMap<String, Vec<Candidate>> {
    let mut months: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates.into_iter().filter(|c| !c.is_packed()) {
        if let Some((folder, _)) = candidate.relative.rsplit_once('/') {
            months.entry(folder.to_owned()).or_default().push(candidate);
        }
    }
    months
}

/// Year and month of a folder that is named so.
fn month(folder: &str) -> Option<(u16, u8)> {
    let mut parts = folder.split('/');
    let (_, year, month) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = year.len() == 4 && month.len() == 2 && parts.next().is_none();
    fits.then(|| Some((year.parse().ok()?, month.parse().ok()?))).flatten()
}

fn this_month(at: Timestamp) -> (u16, u8) {
    let text = at.compact();
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    (part(0..4).parse().unwrap_or_default(), part(4..6).parse().unwrap_or_default())
}

fn existing(path: &Path, relative: &str) -> Result<Members, StoreError> {
    if !path.exists() {
        return Ok(Members::new());
    }
    let candidate = Candidate { relative: relative.to_owned(), path: path.to_owned() };
    load::members(&candidate).map_err(|d| StoreError::Unreadable(Box::new(d)))
}

/// Name and text of a file that comes out of an archive file as it went in.
fn fitting(candidate: &Candidate) -> Result<(String, Vec<u8>), Diagnostic> {
    let bytes = load::bytes_of(&candidate.path, &candidate.relative)?;
    let opened = load::one(candidate, None, &bytes)?;
    if let Some(remark) = opened.remarks.into_iter().next() {
        return Err(remark);
    }
    let name = candidate.relative.rsplit('/').next().unwrap_or_default().to_owned();
    let text = unix_lines(&bytes).into_owned();
    if pack::fits(&name, &text) {
        Ok((name, text))
    } else {
        Err(left(candidate, "its text does not end in a line break"))
    }
}

fn left(candidate: &Candidate, why: &str) -> Diagnostic {
    Diagnostic::note(&candidate.relative, format!("stays a file of its own: {why}"))
}
