//! The list of files that a build wrote: what the next build may remove, and nothing else.

use super::folded::Folded;
use super::path;
use crate::StoreError;
use crate::write;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

/// The name of the list in the site's folder.
pub const MANIFEST: &str = ".quarterdeck-files";

/// Its first line.
const FIRST: &str = "quarterdeck files 1";

/// Paths of files that builds wrote.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The list as it was read: of hundreds of thousands of paths one text is less than as many.
    text: String,
    /// Where the paths lie in it, by path.
    lines: Vec<Range<usize>>,
    /// The same by path in lower case.
    folded: Vec<Range<usize>>,
}

impl Manifest {
    fn of(text: String, mut lines: Vec<Range<usize>>) -> Self {
        let at = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default();
        lines.sort_by(|a, b| at(a).cmp(at(b)));
        lines.dedup_by(|a, b| at(a) == at(b));
        let mut folded = lines.clone();
        folded.sort_by(|a, b| Folded(at(a)).cmp(&Folded(at(b))));
        Self { text, lines, folded }
    }

    fn at(&self, line: &Range<usize>) -> &str {
        self.text.get(line.clone()).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a build wrote `path`, capitals aside.
    pub(super) fn has(&self, path: &str) -> bool {
        self.folded.binary_search_by(|line| Folded(self.at(line)).cmp(&Folded(path))).is_ok()
    }

    /// The paths, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| self.at(line))
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
        let start = text.as_ptr().addr();
        let mut paths = Vec::new();
        for (number, line) in lines {
            path::check(line).map_err(|e| refuse(number, e.to_string()))?;
            let from = line.as_ptr().addr() - start;
            paths.push(from..from + line.len());
        }
        Ok(Some(Self::of(text, paths)))
    }
}

/// Writes the list of `paths`, which are in order and none twice.
pub(super) fn write<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), StoreError> {
    let mut text = FIRST.to_owned() + "\n";
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    write::atomic(&root.join(MANIFEST), text.as_bytes()).map(drop)
}
