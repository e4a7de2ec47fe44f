//! Trees: what a commit holds, and a new one from objects, by an index that nobody else uses.

use super::{GitError, Repository};
use std::collections::BTreeMap;
use std::path::Path;

/// One file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As git writes it: `100644` for a plain file.
    mode: String,
    /// The object.
    pub(crate) id: String,
}

/// The files of a commit by their path. A path that is not UTF-8 is shown with �.
pub(crate) type Listed = BTreeMap<String, Entry>;

/// Objects by the path that they are to have.
pub(crate) type Blobs = BTreeMap<String, String>;

/// The mode of a plain file.
const PLAIN: &str = "100644";

impl Entry {
    /// Whether it is the object `id` as a plain file.
    pub(crate) fn is_plain(&self, id: &str) -> bool {
        self.mode == PLAIN && self.id == id
    }
}

impl Repository {
    /// The files of `commit`.
    pub(crate) fn list(&self, commit: &str) -> Result<Listed, GitError> {
        let out = self.fed(&["ls-tree", "-r", "-z", "--full-tree", commit], &[])?;
        let lines = out.split(|byte| *byte == 0).filter(|line| !line.is_empty());
        Ok(lines.filter_map(|line| listed(&String::from_utf8_lossy(line))).collect())
    }

    /// The ids of the files at `places`, in their order; written as objects when `write`. Bytes go in as they are:
    /// neither line ends nor filters of the repository's attributes change them.
    pub(crate) fn hash<'a>(
        &self,
        places: impl IntoIterator<Item = &'a Path>,
        write: bool,
    ) -> Result<Vec<String>, GitError> {
        let mut names = String::new();
        for place in places {
            let place = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
            names.push_str(&quoted(&place.to_string_lossy()));
            names.push('\n');
        }
        let mut args = vec!["hash-object", "--no-filters", "--stdin-paths"];
        if write {
            args.insert(1, "-w");
        }
        let out = self.fed(&args, names.as_bytes())?;
        Ok(String::from_utf8_lossy(&out).lines().map(str::to_owned).collect())
    }

    /// Writes these bytes as an object; gives its id.
    pub(crate) fn blob(&self, bytes: &[u8]) -> Result<String, GitError> {
        let out = self.fed(&["hash-object", "-w", "--no-filters", "--stdin"], bytes)?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }

    /// Writes the tree that holds these objects, and beside them what `base` holds where one is given.
    pub(crate) fn tree(&self, base: Option<&str>, blobs: &Blobs) -> Result<String, GitError> {
        let folder = tempfile::tempdir().map_err(GitError::Temporary)?;
        let index = folder.path().join("index");
        if let Some(base) = base {
            self.indexed(&index, &["read-tree", base], &[])?;
        }
        let mut lines = Vec::new();
        for (path, id) in blobs {
            lines.extend_from_slice(format!("{PLAIN} {id}\t{path}\0").as_bytes());
        }
        self.indexed(&index, &["update-index", "-z", "--index-info"], &lines)?;
        let out = self.indexed(&index, &["write-tree"], &[])?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }
}

/// `<mode> <type> <id>\t<path>`
fn listed(line: &str) -> Option<(String, Entry)> {
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split(' ');
    let mode = facts.next()?.to_owned();
    let id = facts.nth(1)?.to_owned();
    Some((path.to_owned(), Entry { mode, id }))
}

/// A line of `--stdin-paths` that begins with a quotation mark is taken for a quoted one.
fn quoted(place: &str) -> String {
    if !place.starts_with('"') {
        return place.to_owned();
    }
    format!("\"{}\"", place.replace('\\', "\\\\").replace('"', "\\\""))
}
