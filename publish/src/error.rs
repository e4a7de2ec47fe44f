//! Why a site cannot be shown or published: what was asked, what was expected, what to do.

use crate::git::GitError;
use crate::objects::ObjectsError;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Why a folder cannot reach its readers.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// Others could reach the address.
    #[error(
        "{address}: the preview is for this machine only, a loopback address such as 127.0.0.1 was expected; \
         to show the site to others, put its folder on a web server"
    )]
    NotLoopback {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The base is no path that a site could stand under.
    #[error("base {base:?}: {why}; expected such as `/` or `/acme/`")]
    Base {
        /// What was asked for.
        base: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// There is nothing to show.
    #[error("{path}: the folder of the site cannot be read: {source}; run `quarterdeck build` first", path = .path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The address cannot be had.
    #[error("{address}: the address cannot be used: {source}; port 0 takes any that is free")]
    Bind {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the site cannot be read.
    #[error("{path}: cannot be read: {source}; check its rights, or run `quarterdeck build` again", path = .path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something that not every host could serve as it is.
    #[error("{path:?}: {why} and cannot be published; plain files and folders were expected")]
    Name {
        /// What stands there.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The folder is no site.
    #[error("{path}: there is no index.html here, so this is no site; run `quarterdeck build` first, or name its folder", path = .path.display())]
    NoEntry {
        /// The folder.
        path: PathBuf,
    },
    /// Publishing replaces the whole branch, and this one may be somebody's work.
    #[error(
        "branch `{branch}` holds files that no publish wrote, such as {example:?}, and no .nojekyll; \
         name another with --branch, or take it with --replace"
    )]
    NotOurBranch {
        /// The branch.
        branch: String,
        /// One of its files.
        example: String,
    },
    /// Not a host name.
    #[error(
        "{host:?} is no host name; expected such as quality.example.org, without https:// and without a path"
    )]
    Host {
        /// What was asked for.
        host: String,
    },
    /// The branch could not be changed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Object storage could not be written or read.
    #[error(transparent)]
    Objects(#[from] ObjectsError),
}

impl PublishError {
    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }
}
