//! Errors of the command line: each maps to one exit code, and says what to do.

use crate::exit::Exit;
use quarterdeck_publish::{NotifyError, PublishError};
use std::io;
use std::path::{Path, PathBuf};

/// What stops a command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// The command line asks for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// `quarterdeck.toml` is wrong: every mistake with file, line and column.
    #[error("{0}")]
    Config(String),
    /// A file of annotations is wrong.
    #[error("{path}: {message}", path = .path.display())]
    Annotations {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        message: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}", path = .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An input cannot be read as what it should be.
    #[error("{0}")]
    Unreadable(String),
    /// The archive cannot be used.
    #[error(transparent)]
    Store(#[from] quarterdeck_store::StoreError),
    /// Nothing could be collected.
    #[error(transparent)]
    Collect(#[from] quarterdeck_collectors::CollectError),
    /// The site could not be rendered.
    #[error(transparent)]
    Generate(#[from] quarterdeck_generator::GenerateError),
    /// The site could not be shown or published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// Messages could not be kept.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// A result was stored here, and could not be added to the branch.
    #[error("stored here, but not on branch {branch}: {error}; `quarterdeck history push` adds it later")]
    NotPushed {
        /// The branch.
        branch: String,
        /// Why not.
        error: PublishError,
    },
    /// The answer could not be printed.
    #[error("standard output: {0}")]
    Output(io::Error),
}

impl CliError {
    /// An input/output error about `path`.
    pub(crate) fn io(path: impl AsRef<Path>, source: io::Error) -> Self {
        CliError::Io { path: path.as_ref().to_owned(), source }
    }

    /// Its exit code. A reader that closed the pipe has what it wanted: that is success.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            CliError::Output(e) if e.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            CliError::Usage(_)
            | CliError::Config(_)
            | CliError::Annotations { .. }
            | CliError::Generate(_) => Exit::Usage,
            CliError::Publish(error) | CliError::NotPushed { error, .. } => of_publishing(error),
            CliError::Collect(_) => Exit::Usage,
            CliError::Notify(NotifyError::Damaged { .. }) => Exit::Unreadable,
            CliError::Notify(_) => Exit::Internal,
            CliError::Unreadable(_) | CliError::Store(_) => Exit::Unreadable,
            CliError::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => Exit::Unreadable,
            CliError::Io { .. } | CliError::Output(_) => Exit::Internal,
        }
    }

    /// What to do, where the message does not say it already.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            CliError::Config(_) => Some(
                "correct what is pointed at, or write a fresh file beside it with `quarterdeck init --print`",
            ),
            CliError::Io { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied => Some("check who owns the file and who may write there"),
                io::ErrorKind::NotFound => Some("check the path; it is relative to the current folder"),
                io::ErrorKind::StorageFull => Some("free some space; nothing that stood there was changed"),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What cannot be read is a missing input; what the network or others did is nobody's mistake; the rest was asked wrongly.
fn of_publishing(error: &PublishError) -> Exit {
    use quarterdeck_publish::{GitError, ObjectsError};
    match error {
        PublishError::NoFolder { .. } | PublishError::NoEntry { .. } | PublishError::File { .. } => {
            Exit::Unreadable
        }
        PublishError::Git(
            GitError::Unreachable { .. }
            | GitError::Raced { .. }
            | GitError::Failed { .. }
            | GitError::Temporary(_),
        )
        | PublishError::Objects(
            ObjectsError::Service { .. }
            | ObjectsError::Overtaken
            | ObjectsError::Changing { .. }
            | ObjectsError::Runtime(_),
        ) => Exit::Internal,
        _ => Exit::Usage,
    }
}
