//! Why messages cannot be kept.

use std::io;
use std::path::{Path, PathBuf};

/// Why messages cannot be kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotifyError {
    /// The file cannot be read or written.
    #[error("{path}: {source}; nothing was sent that is not written there", path = .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not what was written.
    #[error(
        "{path}: {why}; move it away to begin anew: everything that is open is then told again, and messages \
         that wait in it are not sent", path = .path.display()
    )]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Waiting for answers cannot begin.
    #[error("sending cannot begin: {0}")]
    Runtime(io::Error),
}

impl NotifyError {
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }
}
