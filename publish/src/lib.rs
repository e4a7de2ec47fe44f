//! How does a folder of files reach its *readers*? On a branch, in object storage, or by a local preview server on loopback.

mod append;
mod check;
mod error;
mod folder;
mod git;
mod notify;
mod objects;
mod pages;
mod preview;
mod types;

pub use append::{Append, Appended};
pub use check::{Check, Checked, Wrong};
pub use error::PublishError;
pub use folder::{Changes, Folder};
pub use git::GitError;
pub use notify::{Delivered, Draft, NotifyError, Outbox, Receiver, Way};
pub use objects::{Dataset, Objects, ObjectsError, ObjectsPublished, Part};
pub use pages::{Pages, PagesPublished};
pub use preview::Preview;
