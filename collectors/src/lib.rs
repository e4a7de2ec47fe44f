//! How do we *get* it? One folder per kind, one file per tool format; reading apart from a pure parse.

mod benchmark;
mod chaos;
mod code;
mod collect;
pub mod collected;
pub mod context;
mod coverage;
mod error;
mod expand;
mod findings;
#[cfg(test)]
mod fixtures;
mod format;
#[cfg(fuzzing)]
pub mod fuzzing;
pub mod health;
pub mod history;
mod input;
mod json;
mod merged;
mod notes;
mod origin;
mod paths;
mod registry;
mod stream;
mod tests;
mod xml;

pub use collect::{Request, collect};
pub use collected::{Collected, Parsed};
pub use error::CollectError;
pub use format::{FormatInfo, formats};
