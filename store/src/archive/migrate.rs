//! Rewriting runs of older format versions as the newest one.
//!
//! A run's id follows from its text, so a rewritten run has another id; the log names both. The new file is whole on
//! disk before the old one goes: who is interrupted leaves the run under both ids, and migrating again removes the old.

use super::Archive;
use super::compact::remove;
use super::load;
use super::walk::{self, Candidate};
use crate::layout::unix_lines;
use crate::{StoreError, layout, write};
use quarterdeck_model::wire::{self, Version, packed as pack};
use quarterdeck_model::{Diagnostic, Snapshot, SnapshotId, Timestamp, plural};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A run that is, or would be, rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its id before.
    pub before: SnapshotId,
    /// Its id after.
    pub after: SnapshotId,
    /// The version it was written in.
    pub version: Version,
    /// Where it stood, relative to the archive; in an archive file `<file>#<name>`.
    pub path: String,
    text: Vec<u8>,
    relative: String,
}

/// What migrating did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Migrated {
    /// Runs of older versions, in order of their paths.
    pub rewritten: Vec<Rewritten>,
    /// Runs of each version that stay as they are: what would be written the same, and newer minor ones.
    pub stay: BTreeMap<Version, usize>,
    /// Files that cannot be read: of a newer major version, say. They stay.
    pub problems: Vec<Diagnostic>,
}

/// The newest version, and how a run is written in it.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) version: Version,
    pub(super) encode: fn(&Snapshot) -> Vec<u8>,
}

/// What one run needs.
enum Found {
    Old(Box<Rewritten>),
    Stays(Version),
    Broken(Diagnostic),
}

impl Archive {
    /// Rewrites every run of an older version as the newest one, and adds each to the file `log` first. With `dry`
    /// nothing is written.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be written (then nothing is changed) or a file cannot; migrating again
    /// completes it.
    pub fn migrate(&self, log: &Path, now: Timestamp, dry: bool) -> Result<Migrated, StoreError> {
        self.migrate_to(Target { version: wire::NEWEST, encode: wire::encode }, log, now, dry)
    }

    pub(super) fn migrate_to(
        &self,
        target: Target,
        log: &Path,
        now: Timestamp,
        dry: bool,
    ) -> Result<Migrated, StoreError> {
        let walked = walk::walk(self.root())?;
        let mut migrated = Migrated { problems: walked.problems, ..Migrated::default() };
        let found: Vec<Found> =
            walked.candidates.par_iter().flat_map_iter(|candidate| look(candidate, target)).collect();
        for one in found {
            match one {
                Found::Old(old) => migrated.rewritten.push(*old),
                Found::Stays(version) => *migrated.stay.entry(version).or_default() += 1,
                Found::Broken(problem) => migrated.problems.push(problem),
            }
        }
        migrated.rewritten.sort_by(|a, b| a.path.cmp(&b.path));
        migrated.problems.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
        if !dry && !migrated.rewritten.is_empty() {
            note(&migrated.rewritten, target.version, log, now)?;
            self.rewrite(&migrated.rewritten)?;
        }
        Ok(migrated)
    }

    /// New files first, then the old ones go, folder by folder; archive files are replaced whole.
    fn rewrite(&self, all: &[Rewritten]) -> Result<(), StoreError> {
        let mut packs: BTreeMap<&str, Vec<&Rewritten>> = BTreeMap::new();
        let mut added = Vec::new();
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in all {
            if let Some((file, _)) = one.path.split_once('#') {
                packs.entry(file).or_default().push(one);
                continue;
            }
            added.push(self.put_bytes(one.after.clone(), &one.relative, &one.text)?);
            let folder = one.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder).or_default().push(&one.path);
        }
        self.sync(&added)?;
        for (folder, files) in folders {
            let paths: Vec<_> = files.iter().map(|file| self.root().join(file)).collect();
            remove(&self.root().join(folder), paths.iter().map(|path| path.as_path()))?;
        }
        packs.into_iter().try_for_each(|(file, runs)| self.repack(file, &runs))
    }

    fn repack(&self, file: &str, runs: &[&Rewritten]) -> Result<(), StoreError> {
        let path = self.root().join(file);
        let candidate = Candidate { relative: file.to_owned(), path: path.clone() };
        let mut members = load::members(&candidate).map_err(|d| StoreError::Unreadable(Box::new(d)))?;
        for run in runs {
            let (_, old) = run.path.split_once('#').unwrap_or_default();
            members.remove(old);
            members.insert(format!("{}.{}", run.after, layout::EXTENSION), run.text.clone());
        }
        write::atomic(&path, &pack::join(&members)).map(drop)
    }
}

fn look(candidate: &Candidate, target: Target) -> Vec<Found> {
    if !candidate.is_packed() {
        let bytes = load::bytes_of(&candidate.path, &candidate.relative);
        return vec![bytes.map_or_else(Found::Broken, |bytes| one(candidate, None, &bytes, target))];
    }
    match load::members(candidate) {
        Ok(members) => members.iter().map(|(name, b)| one(candidate, Some(name), b, target)).collect(),
        Err(problem) => vec![Found::Broken(problem)],
    }
}

fn one(candidate: &Candidate, name: Option<&str>, bytes: &[u8], target: Target) -> Found {
    let path = candidate.shown(name);
    let read = || -> Result<(Version, Snapshot), wire::WireError> {
        Ok((wire::version(bytes)?, wire::decode(bytes)?))
    };
    let (version, snapshot) = match read() {
        Ok(read) => read,
        Err(e) => return Found::Broken(e.into_diagnostic(path)),
    };
    if version >= target.version {
        return Found::Stays(version);
    }
    let text = (target.encode)(&snapshot);
    // An older minor version that holds all is written as before.
    if text == unix_lines(bytes).as_ref() {
        return Found::Stays(version);
    }
    let after = layout::id(&snapshot, &text);
    let relative = layout::relative(&snapshot, &after);
    let before = layout::id(&snapshot, bytes);
    Found::Old(Box::new(Rewritten { before, after, version, path, text, relative }))
}

/// Adds to the log: a line for the occasion, and one for each run.
fn note(all: &[Rewritten], newest: Version, log: &Path, now: Timestamp) -> Result<(), StoreError> {
    let mut text = match fs::read_to_string(log) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(StoreError::io("read the log", log, e)),
    };
    text.push_str(&format!("{now} migrating {} to {newest}\n", plural(all.len(), "run", "runs")));
    for one in all {
        text.push_str(&format!(
            "{now} {} becomes {}: version {} at {}\n",
            one.before, one.after, one.version, one.path
        ));
    }
    write::atomic(log, text.as_bytes()).map(drop)
}
