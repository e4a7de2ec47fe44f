//! Which files of an archive's folder are snapshots, and what the others are.

use crate::StoreError;
use crate::layout::EXTENSION;
use crate::write::is_temporary;
use quarterdeck_model::Diagnostic;
use quarterdeck_model::wire::packed::PACKED;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file that claims to be a snapshot, or an archive file of several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// As shown: relative to the archive, `/`-separated.
    pub(super) relative: String,
    /// As opened.
    pub(super) path: PathBuf,
}

impl Candidate {
    /// Whether it is an archive file, which holds the runs of a month.
    pub(super) fn is_packed(&self) -> bool {
        self.relative.ends_with(&format!(".{PACKED}"))
    }

    /// How the run `name` of an archive file, or the file itself, is shown.
    pub(super) fn shown(&self, name: Option<&str>) -> String {
        name.map_or_else(|| self.relative.clone(), |name| format!("{}#{name}", self.relative))
    }

    /// The path that the file of the run had before it went into the archive file.
    pub(super) fn stands_for(&self, name: Option<&str>) -> String {
        let Some(name) = name else { return self.relative.clone() };
        let folder = self.relative.rsplit_once('.').map_or(self.relative.as_str(), |(folder, _)| folder);
        format!("{folder}/{name}")
    }

    /// The file name without its extension.
    pub(super) fn stem(&self) -> &str {
        let name = self.relative.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// What stands in the folder.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// In order of their path.
    pub(super) candidates: Vec<Candidate>,
    /// About everything else that matters.
    pub(super) problems: Vec<Diagnostic>,
}

/// Looks through the whole folder. Symbolic links below it are not followed: they may lead out of it, or round.
pub(super) fn walk(root: &Path) -> Result<Walked, StoreError> {
    match std::fs::metadata(root) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(StoreError::NotAFolder { path: root.to_owned() }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NoArchive { path: root.to_owned() });
        }
        Err(e) => return Err(StoreError::io("read the archive", root, e)),
    }
    let mut walked = Walked::default();
    let hidden_folder = |e: &DirEntry| e.depth() > 0 && e.file_type().is_dir() && is_hidden(e);
    for entry in WalkDir::new(root).into_iter().filter_entry(|e| !hidden_folder(e)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => walked.take(root, entry),
            Err(e) => walked.problems.push(unreadable(root, &e)),
        }
    }
    walked.candidates.sort();
    Ok(walked)
}

impl Walked {
    fn take(&mut self, root: &Path, entry: DirEntry) {
        let relative = shown(root, entry.path());
        let name = entry.file_name().to_string_lossy().into_owned();
        let extension = entry.path().extension().unwrap_or_default();
        let is_ours = extension.eq_ignore_ascii_case(EXTENSION) || extension == PACKED;
        let kind = entry.file_type();
        if is_temporary(&name) {
            self.problems.push(
                Diagnostic::note(relative, "left behind by an interrupted write and ignored")
                    .hint("delete it when nothing is writing"),
            );
        } else if name.starts_with('.') || name.eq_ignore_ascii_case("readme.md") {
            // People's own files: no snapshot is hidden.
        } else if kind.is_symlink() {
            self.problems.push(
                Diagnostic::error(relative, "a symbolic link, which is not followed; a file was expected")
                    .hint("replace the link by what it leads to"),
            );
        } else if !is_ours {
            self.problems.push(
                Diagnostic::note(relative, "neither a .json nor a .snapshots file, and ignored")
                    .hint("move it out of the archive"),
            );
        } else if !kind.is_file() {
            self.problems.push(
                Diagnostic::error(relative, "neither a file nor a folder (a pipe, a socket or a device)")
                    .hint("remove it from the archive"),
            );
        } else {
            self.candidates.push(Candidate { relative, path: entry.into_path() });
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().first() == Some(&b'.')
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(String::new, |p| shown(root, p));
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error(path, format!("the folder cannot be read: {reason}"))
        .hint("what is in it counts as unknown; give yourself the right to read and enter it")
}

/// `path` relative to `root` with `/`; what is not UTF-8 is shown as �, control characters by their code.
pub(super) fn shown(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = relative.iter().map(|part| visible(&part.to_string_lossy())).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

fn visible(text: &str) -> String {
    if !text.chars().any(char::is_control) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}
