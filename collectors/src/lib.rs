//! How do we *get* it? One folder per kind, one file per tool format; reading apart from a pure parse.

pub mod benchmark;
pub mod chaos;
pub mod code;
mod collect;
pub mod collected;
mod commit;
pub mod context;
mod coverage;
mod csv;
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
pub(crate) mod http;
mod input;
mod json;
mod merged;
mod notes;
mod origin;
mod paths;
mod program;
mod registry;
mod stream;
pub mod tests;
mod xml;
mod yaml;

pub use collect::{Request, collect};
pub use collected::{Collected, Parsed};
pub use error::CollectError;
pub use format::{FormatInfo, formats};
pub use http::Secrets;
