//! Plain text, for people who read in a terminal or in a log.

mod coverage;
mod suite;

pub use coverage::coverage;
pub use suite::suite;
