//! How does a folder of files reach its *readers*? A local preview server on loopback, with live reload.

mod error;
mod preview;

pub use error::PublishError;
pub use preview::Preview;
