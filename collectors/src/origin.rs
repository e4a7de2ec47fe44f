//! What a reader is told beside the file itself.

use crate::paths;
use quarterdeck_model::Timestamp;
use std::path::Path;

/// Where a report stands, and when it was read.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The repository's folder, as given and resolved: paths in reports are made relative to it.
    pub(crate) roots: Vec<String>,
    /// The moment of a status that does not say its own.
    pub(crate) read_at: Timestamp,
}

impl Origin {
    /// Of reports of the repository at `root`.
    pub(crate) fn of(root: &Path, read_at: Timestamp) -> Self {
        Self { roots: paths::roots(root), read_at }
    }
}
