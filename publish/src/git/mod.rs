//! A branch of a remote repository, changed by git's plumbing: no checkout, index, branch or work tree is touched.
//!
//! New files become objects, a temporary index makes the tree, and the commit is pushed under a lease: when somebody was
//! faster, it is made again on the new tip. Nothing here removes what it was not told to.

mod error;
mod push;
mod redact;
mod repository;
mod tree;
mod update;

#[cfg(test)]
pub(crate) mod testing;

pub use error::GitError;
pub(crate) use redact::redacted;
pub(crate) use repository::Repository;
pub(crate) use tree::{Blobs, Listed};
pub(crate) use update::{Built, Target};
