//! Where are snapshots *kept*? Archive layout, writing whole files or none, reading, verifying, import.
//!
//! ```text
//! <archive>/<kind>/<year>/<month>/<time>-<commit>-<hash>.json
//! ```

pub mod archive;
mod error;
pub mod export;
pub mod import;
mod layout;
pub mod rollup;
pub mod site;
pub mod write;

pub use archive::{
    Added, Archive, Compacted, Difference, Dropped, Keep, Loaded, Merged, Migrated, Packed, Pruned,
    Retention, Rewritten, Shelved, Stored,
};
pub use error::StoreError;

#[cfg(test)]
mod tests;
