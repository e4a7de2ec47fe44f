//! The files of the archive: their bytes, their snapshots, or why not.

use super::check::misplaced;
use super::read::Stored;
use super::walk::Candidate;
use crate::layout;
use quarterdeck_model::wire::packed::{self as pack, Members};
use quarterdeck_model::{Diagnostic, wire};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// No snapshot is larger; a file that is would only exhaust the memory.
pub(super) const CAP: u64 = 64 * 1024 * 1024;

/// A run that was read.
pub(super) struct Opened {
    pub(super) stored: Stored,
    /// Remarks on its name and place; none when it stands where it belongs.
    pub(super) remarks: Vec<Diagnostic>,
}

/// Reads one file: a run, or the runs of an archive file. An error says where it is broken.
pub(super) fn open(candidate: &Candidate) -> Vec<Result<Opened, Diagnostic>> {
    if !candidate.is_packed() {
        return vec![bytes_of(&candidate.path, &candidate.relative).and_then(|b| one(candidate, None, &b))];
    }
    match members(candidate) {
        Ok(members) => members.iter().map(|(name, bytes)| one(candidate, Some(name), bytes)).collect(),
        Err(problem) => vec![Err(problem)],
    }
}

/// The runs of an archive file by their names.
pub(super) fn members(candidate: &Candidate) -> Result<Members, Diagnostic> {
    let bytes = bytes_of(&candidate.path, &candidate.relative)?;
    pack::split(&bytes).map_err(|(line, why)| {
        let found = Diagnostic::error(&candidate.relative, why).hint("restore the file from git");
        found.at_line(line as u64)
    })
}

/// Reads the run that stands in the file, or in the archive file under `name`.
pub(super) fn one(candidate: &Candidate, name: Option<&str>, bytes: &[u8]) -> Result<Opened, Diagnostic> {
    let path = candidate.shown(name);
    let snapshot = wire::decode(bytes).map_err(|e| e.into_diagnostic(&path))?;
    let id = layout::id(&snapshot, bytes);
    let mut remarks = misplaced(&candidate.stands_for(name), &snapshot, &id);
    for remark in &mut remarks {
        remark.path.clone_from(&path);
    }
    Ok(Opened { stored: Stored { id, path, snapshot }, remarks })
}

/// The bytes of the file at `path`, shown to people as `name`.
pub(crate) fn bytes_of(path: &Path, name: &str) -> Result<Vec<u8>, Diagnostic> {
    let refused = |e: &io::Error| {
        let hint = match e.kind() {
            io::ErrorKind::PermissionDenied => "give yourself the right to read it",
            io::ErrorKind::NotFound => "it vanished while the folder was read; run the command again",
            _ => "check the disk, or restore the file from git",
        };
        Diagnostic::error(name, format!("the file cannot be read: {e}")).hint(hint)
    };
    let file = File::open(path).map_err(|e| refused(&e))?;
    let length = file.metadata().map_or(0, |m| m.len());
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(CAP)).unwrap_or_default());
    // A file may grow while it is read, so the limit holds for what is read.
    if length <= CAP {
        file.take(CAP + 1).read_to_end(&mut bytes).map_err(|e| refused(&e))?;
    }
    if length > CAP || bytes.len() as u64 > CAP {
        let message = format!(
            "the file is too large: {} MB, at most {} MB were expected",
            length.max(bytes.len() as u64) >> 20,
            CAP >> 20
        );
        return Err(
            Diagnostic::error(name, message).hint("restore the file from git, or move it out of the folder")
        );
    }
    Ok(bytes)
}
