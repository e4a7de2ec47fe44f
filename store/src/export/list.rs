//! The list of files that exports of one project wrote: what the next one may replace and remove, and nothing else.

use super::partition;
use crate::site::check_path;
use crate::{StoreError, write};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The folder of the lists; engines pass over names that begin so.
pub const FOLDER: &str = "_quarterdeck";

/// Its first line.
const FIRST: &str = "quarterdeck export 1";

/// What exports of one project wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Where the list stands, relative to the export.
    pub path: String,
    /// The folder of the project, below which every file of it is.
    pub below: String,
    /// The files, relative to the export.
    pub files: BTreeSet<String>,
}

impl List {
    /// An empty list of that project.
    pub(super) fn of(project: &str) -> Self {
        let path = format!("{FOLDER}/{}.files", partition::project(project));
        Self { path, below: partition::project(project), files: BTreeSet::new() }
    }

    /// The text of a list.
    pub fn text(&self) -> String {
        let mut text = format!("{FIRST}\n");
        for file in &self.files {
            text.push_str(file);
            text.push('\n');
        }
        text
    }

    /// The files in the text of a list, refused whole when one of them is not below the project's folder: files are
    /// removed by it.
    ///
    /// # Errors
    /// The 1-based line, and what is wrong there.
    pub fn read(&self, text: &str) -> Result<BTreeSet<String>, (usize, String)> {
        let mut lines = (1..).zip(text.lines());
        let first = lines.next().map(|(_, line)| line).unwrap_or_default();
        if first != FIRST {
            return Err((1, format!("`{FIRST}` was expected, {first:?} was found")));
        }
        let mut files = BTreeSet::new();
        for (number, line) in lines {
            check_path(line).map_err(|e| (number, e.to_string()))?;
            if !line.strip_prefix(self.below.as_str()).is_some_and(|rest| rest.starts_with('/')) {
                return Err((
                    number,
                    format!("a file below {} was expected, {line:?} was found", self.below),
                ));
            }
            files.insert(line.to_owned());
        }
        Ok(files)
    }

    /// What earlier exports into `root` wrote.
    pub(super) fn earlier(&self, root: &Path) -> Result<BTreeSet<String>, StoreError> {
        let place = root.join(&self.path);
        let text = match fs::read_to_string(&place) {
            Ok(text) => text,
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(BTreeSet::new());
            }
            Err(e) => return Err(StoreError::io("read the list of the earlier export", place, e)),
        };
        self.read(&text).map_err(|(line, why)| StoreError::ExportList { path: place, line, why })
    }

    pub(super) fn write(&self, root: &Path) -> Result<(), StoreError> {
        write::atomic(&root.join(&self.path), self.text().as_bytes()).map(drop)
    }
}
