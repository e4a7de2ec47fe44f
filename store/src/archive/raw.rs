//! The text of a run as it stands in the archive, which may be of another version than we would write.

use super::walk::Candidate;
use super::{Archive, Stored, load};
use crate::StoreError;
use crate::layout::unix_lines;
use quarterdeck_model::wire::packed as pack;
use std::path::{Path, PathBuf};

impl Archive {
    /// The text of a run that was read from here, with LF as line ends.
    ///
    /// # Errors
    /// [`StoreError`] when its file has gone or changed since.
    pub fn text(&self, stored: &Stored) -> Result<Vec<u8>, StoreError> {
        let unreadable = |d| StoreError::Unreadable(Box::new(d));
        let (file, name) = match stored.path.split_once('#') {
            Some((file, name)) => (file, Some(name)),
            None => (stored.path.as_str(), None),
        };
        let candidate = Candidate { relative: file.to_owned(), path: self.root.join(file) };
        let Some(name) = name else {
            let bytes = load::bytes_of(&candidate.path, &candidate.relative).map_err(unreadable)?;
            return Ok(unix_lines(&bytes).into_owned());
        };
        let mut members = load::members(&candidate).map_err(unreadable)?;
        members
            .remove(name)
            .ok_or_else(|| StoreError::NotFound { wanted: name.to_owned(), nearest: Vec::new() })
    }
}

/// The archive file that holds the run of the file `relative` already, with exactly this text.
pub(super) fn packed(root: &Path, relative: &str, bytes: &[u8]) -> Option<PathBuf> {
    let (folder, name) = relative.rsplit_once('/')?;
    let path = root.join(format!("{folder}.{}", pack::PACKED));
    if !path.is_file() {
        return None;
    }
    let found = load::bytes_of(&path, folder).ok()?;
    let members = pack::split(&found).ok()?;
    (members.get(name).map(Vec::as_slice) == Some(bytes)).then_some(path)
}
