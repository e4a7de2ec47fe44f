//! How does a folder of files reach its *readers*? On a branch, or by a local preview server on loopback.

mod append;
mod error;
mod folder;
mod git;
mod pages;
mod preview;

pub use append::{Append, Appended};
pub use error::PublishError;
pub use folder::{Changes, Folder};
pub use git::GitError;
pub use pages::{Pages, PagesPublished};
pub use preview::Preview;
