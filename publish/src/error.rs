//! Why a site cannot be shown: what was asked, what was expected, what to do.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the preview cannot begin or go on.
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
}
