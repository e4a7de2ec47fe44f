//! Reports that were committed again and again: each version of the files is a past run.
//!
//! The walk follows the first parents of a branch, so that a merge counts once, and reads what stood in each commit
//! that changed one of the files. Several files of one commit are one run, as they are when they are collected together.

mod blobs;
mod log;

use super::{Past, PastRun};
use crate::collect::{Read, join, opened};
use crate::error::CollectError;
use crate::format::{self, Format};
use crate::origin::Origin;
use crate::stream::Stream;
use blobs::Blobs;
use log::{Commit, Version};
use quarterdeck_model::{Diagnostic, Kind, Source, Timestamp};
use std::path::Path;

/// Reports kept in a repository.
#[derive(Debug, Clone)]
pub struct Kept<'a> {
    /// The repository, or a folder in it.
    pub repository: &'a Path,
    /// What to walk: a branch, a tag, a commit; `None` is what is checked out.
    pub branch: Option<&'a str>,
    /// The files: paths or git's patterns (`coverage/*.xml`), relative to that folder.
    pub files: &'a [String],
    /// Kind of their figures.
    pub kind: Kind,
    /// Their format; `None` tells it from each version.
    pub format: Option<&'a str>,
}

/// Reads every version of the files. One that cannot be read is a failed run.
///
/// # Errors
/// When git is not there, the folder is no repository, it has no such branch, or no commit has such a file.
pub fn kept_in_git(kept: &Kept, now: Timestamp) -> Result<Past, CollectError> {
    walked(kept, now, |walk, commit| vec![walk.run(&commit.versions, commit)])
}

/// The same, each file being a stream of its own that the file names.
pub(super) fn each_kept_in_git(kept: &Kept, now: Timestamp) -> Result<Past, CollectError> {
    walked(kept, now, |walk, commit| {
        let one = |version: &Version| {
            let stem = Path::new(&version.path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
            PastRun { job: stem, ..walk.run(std::slice::from_ref(version), commit) }
        };
        commit.versions.iter().map(one).collect()
    })
}

fn walked(
    kept: &Kept,
    now: Timestamp,
    mut runs: impl FnMut(&mut Walk, &Commit) -> Vec<PastRun>,
) -> Result<Past, CollectError> {
    let wanted = kept.format.map(|name| format::named(kept.kind, name)).transpose()?;
    let commits = log::commits(kept)?;
    let origin = Origin::of(kept.repository, now);
    let mut past =
        Past { runs: Vec::new(), diagnostics: log::shallow(kept.repository).into_iter().collect() };
    if commits.is_empty() {
        let files = kept.files.join(", ");
        let message = format!("no commit of {} has a file {files}", kept.branch.unwrap_or("HEAD"));
        let mut error = Diagnostic::error(kept.repository.display().to_string(), message);
        error = error.hint("name files that are committed, relative to the repository's folder");
        return Err(CollectError(error));
    }
    let blobs = Blobs::open(kept.repository)?;
    let mut walk = Walk { kind: kept.kind, wanted, origin, branch: log::branch(kept), blobs };
    past.runs = commits.iter().flat_map(|commit| runs(&mut walk, commit)).collect();
    Ok(past)
}

/// What stays the same from commit to commit.
struct Walk {
    kind: Kind,
    wanted: Option<&'static Format>,
    origin: Origin,
    branch: Option<String>,
    blobs: Blobs,
}

impl Walk {
    fn run(&mut self, versions: &[Version], commit: &Commit) -> PastRun {
        let read: Vec<Read> = versions.iter().map(|version| self.one(version, commit)).collect();
        let collected = join(self.kind, false, read);
        PastRun {
            // A tool that does not say when it ran did so before its report was committed, and not long before.
            taken_at: collected.taken_at.unwrap_or(commit.at),
            source: Source { commit: Some(commit.hash.clone()), branch: self.branch.clone(), dirty: None },
            job: None,
            collected,
        }
    }

    fn one(&mut self, version: &Version, commit: &Commit) -> Read {
        let name = format!("{}@{:.10}", version.path, commit.hash);
        let bytes = self.blobs.read(&version.blob).map_err(|why| CollectError::new(&name, why))?;
        self.origin.read_at = commit.at;
        opened(Stream::of_bytes(name, bytes)?, self.kind, self.wanted, &self.origin)
    }
}
