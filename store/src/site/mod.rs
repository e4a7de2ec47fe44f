//! Writing a generated site: only what changed is written, only what an earlier build wrote is removed.
//!
//! The list of written files stands in [`MANIFEST`]. It is written before the first file (with the files of the
//! earlier build) and again at the end, so that an interrupted build leaves no file that the next does not know.
//! Single pages are not synced to disk: a build can be repeated, and the next one compares every byte.

mod folded;
mod leftover;
mod manifest;
mod obsolete;
mod path;

use crate::StoreError;
use crate::write::{self, Written};
use manifest::Manifest;
use obsolete::Obsolete;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

pub use manifest::MANIFEST;
pub use path::check as check_path;

/// What writing a site did, in files (the list itself not counted).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SiteWritten {
    /// Were not there.
    pub new: usize,
    /// Had another content.
    pub changed: usize,
    /// Had this content already and were not touched.
    pub same: usize,
    /// Of an earlier build, no longer part of the site.
    pub removed: usize,
}

/// Entries that may stand in a folder that counts as empty.
const HARMLESS: [&str; 4] = [".git", ".gitignore", ".gitkeep", ".DS_Store"];

/// The files of a site.
pub trait Files: Sync {
    /// Why a file could not be made or written.
    type Error: From<StoreError> + Send;

    /// Paths relative to the site, `/`-separated; none twice.
    fn paths(&self) -> impl Iterator<Item = &str>;

    /// What the file at one of these paths is to hold. It may be made only now, on any thread.
    ///
    /// # Errors
    /// When it cannot be made.
    fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, Self::Error>;
}

impl Files for BTreeMap<String, Vec<u8>> {
    type Error = StoreError;

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.keys().map(String::as_str)
    }

    fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, StoreError> {
        Ok(Cow::Borrowed(self.get(path).map(Vec::as_slice).unwrap_or_default()))
    }
}

/// Writes the site `files` into the folder `root`. Each file is replaced whole; pages come after what they need,
/// removals last.
///
/// # Errors
/// [`StoreError`] before anything is written: a path that some system could not hold or that leads out of the folder;
/// a folder that is neither empty nor an earlier build; a file of somebody else in the place of a page. Later: what
/// the system refuses, or what `files` say; building again then completes the site.
pub fn write<F: Files>(root: &Path, files: &F) -> Result<SiteWritten, F::Error> {
    let paths: BTreeSet<&str> = files.paths().collect();
    let folders = path::check_all(&paths)?;
    let earlier = Manifest::read(root)?;
    if earlier.is_none() {
        empty_or_new(root)?;
    }
    let earlier = earlier.unwrap_or_default();
    real_folders(root, &folders)?;
    nobody_elses(root, files, &earlier)?;
    write::create_folders(root)?;
    manifest::write(root, earlier.paths().chain(paths.iter().copied()).collect::<BTreeSet<_>>().into_iter())?;
    let obsolete = Obsolete::of(&earlier, &paths, &folders);
    let mut written = SiteWritten { removed: obsolete.remove_hindering(root)?, ..SiteWritten::default() };
    create(root, &folders)?;
    let read = root.join(ENTRY).exists();
    for step in [Step::Needed, Step::Linked, Step::Entry] {
        let part: Vec<&str> = paths.iter().copied().filter(|path| Step::of(path) == step).collect();
        write_all(root, &part, (files, read), &mut written)?;
    }
    written.removed += obsolete.remove_rest(root)?;
    manifest::write(root, paths.iter().copied())?;
    leftover::remove(root, &folders);
    Ok(written)
}

impl SiteWritten {
    fn count(&mut self, written: &[Written]) {
        for one in written {
            match one {
                Written::New => self.new += 1,
                Written::Changed => self.changed += 1,
                Written::Same => self.same += 1,
            }
        }
    }
}

/// The page that a reader begins at.
const ENTRY: &str = "index.html";

/// The order of writing, so that a reader who comes in between meets no link that leads nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Styles, scripts and data.
    Needed,
    /// What stands in folders.
    Linked,
    /// The pages at the top.
    Entry,
}

impl Step {
    fn of(path: &str) -> Self {
        match path.split_once('/') {
            None if path.ends_with(".html") => Self::Entry,
            Some(("assets" | "data", _)) | None => Self::Needed,
            Some(_) => Self::Linked,
        }
    }
}

/// Files that one thread writes in one go.
const PART: usize = 128;

/// In parallel, and in order of the paths: threads then work in different folders, each of which has one lock. The
/// first error in that order counts.
fn write_all<F: Files>(
    root: &Path,
    paths: &[&str],
    (files, read): (&F, bool),
    written: &mut SiteWritten,
) -> Result<(), F::Error> {
    let one = |path: &&str| Ok(write::rebuildable(&root.join(path), &files.bytes(path)?, read)?);
    let part = |paths: &[&str]| paths.iter().map(one).collect::<Result<Vec<Written>, F::Error>>();
    let results: Vec<Result<Vec<Written>, F::Error>> = paths.par_chunks(PART).map(part).collect();
    results.into_iter().try_for_each(|result| result.map(|part| written.count(&part)))
}

/// A folder without an earlier build must be empty: whatever else stands there may be somebody's work.
fn empty_or_new(root: &Path) -> Result<(), StoreError> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            return Err(StoreError::NotAFolder { path: root.to_owned() });
        }
        Err(e) => return Err(StoreError::io("read the folder", root, e)),
    };
    let names = entries.filter_map(Result::ok).map(|e| e.file_name().to_string_lossy().into_owned());
    let mut others: Vec<String> =
        names.filter(|n| !HARMLESS.contains(&n.as_str()) && !write::is_temporary(n)).collect();
    others.sort();
    match others.into_iter().next() {
        None => Ok(()),
        Some(example) => Err(StoreError::SiteNotOurs { path: root.to_owned(), example }),
    }
}

/// No folder of the site may be a link that leads elsewhere.
fn real_folders(root: &Path, folders: &BTreeSet<&str>) -> Result<(), StoreError> {
    let linked = folders.iter().map(|f| root.join(f)).find(|path| path.is_symlink());
    linked.map_or(Ok(()), |path| Err(StoreError::NotAFolder { path }))
}

/// Nothing that no build wrote may stand where a file of the site goes, unless it is that very file.
fn nobody_elses<F: Files>(root: &Path, files: &F, earlier: &Manifest) -> Result<(), F::Error> {
    if earlier.is_empty() && !root.exists() {
        return Ok(());
    }
    for path in files.paths().filter(|path| !earlier.has(path)) {
        let target = root.join(path);
        let taken = fs::symlink_metadata(&target).is_ok_and(|m| !m.is_dir());
        if taken && !write::holds(&target, &files.bytes(path)?) {
            return Err(StoreError::SiteForeign { path: target }.into());
        }
    }
    Ok(())
}

fn create(root: &Path, folders: &BTreeSet<&str>) -> Result<(), StoreError> {
    for folder in folders.iter().map(|f| root.join(f)).filter(|f| !f.is_dir()) {
        fs::create_dir_all(&folder).map_err(|e| StoreError::io("create the folder", &folder, e))?;
    }
    Ok(())
}
