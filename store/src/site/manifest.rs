//! The list of files that a build wrote: what the next build may remove, and nothing else.

use super::path;
use crate::StoreError;
use crate::write;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The name of the list in the site's folder.
pub const MANIFEST: &str = ".quarterdeck-files";

/// Its first line.
const FIRST: &str = "quarterdeck files 1";

/// Paths of files that builds wrote.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    paths: BTreeSet<String>,
    /// In lower case: some file systems do not tell the two apart.
    folded: BTreeSet<String>,
}

impl Manifest {
    pub(super) fn of<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let paths: BTreeSet<String> = paths.map(ToOwned::to_owned).collect();
        let folded = paths.iter().map(|p| p.to_lowercase()).collect();
        Self { paths, folded }
    }

    /// These and `more`.
    pub(super) fn with(&self, more: &BTreeSet<&str>) -> Self {
        Self::of(self.paths().chain(more.iter().copied()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether a build wrote `path`, capitals aside.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(path) || self.folded.contains(&path.to_lowercase())
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The list in `root`; `None` when there is none. A list with any path that no build writes is refused whole:
    /// files are removed by it.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, StoreError> {
        let place = root.join(MANIFEST);
        let text = match fs::read_to_string(&place) {
            Ok(text) => text,
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(e) => return Err(StoreError::io("read the list of the earlier build", place, e)),
        };
        let refuse = |line: usize, why: String| StoreError::Manifest { path: place.clone(), line, why };
        let mut lines = (1..).zip(text.lines());
        let first = lines.next().map(|(_, line)| line).unwrap_or_default();
        if first != FIRST {
            return Err(refuse(1, format!("`{FIRST}` was expected, {first:?} was found")));
        }
        let mut paths = BTreeSet::new();
        for (number, line) in lines {
            path::check(line).map_err(|e| refuse(number, e.to_string()))?;
            paths.insert(line.to_owned());
        }
        Ok(Some(Self::of(paths.iter().map(String::as_str))))
    }

    pub(super) fn write(&self, root: &Path) -> Result<(), StoreError> {
        let mut text = FIRST.to_owned() + "\n";
        for path in &self.paths {
            text.push_str(path);
            text.push('\n');
        }
        write::atomic(&root.join(MANIFEST), text.as_bytes()).map(drop)
    }
}
