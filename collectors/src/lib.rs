//! How do we *get* it? One folder per kind, one file per tool format; reading apart from a pure parse.

pub mod collected;

pub use collected::{Collected, Parsed};
