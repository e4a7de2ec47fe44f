//! Plain text, for people who read in a terminal or in a log.

mod coverage;
mod load;
mod suite;

pub use coverage::coverage;
pub use load::load;
pub use suite::suite;
