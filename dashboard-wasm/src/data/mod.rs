//! From what the page was given to what is shown: reading, filtering, judging, sorting. Pure, without a browser.

pub mod columns;
pub mod compared;
pub mod contexts;
pub mod figures;
pub mod judged;
pub mod listing;
pub mod loaded;
pub mod manifest;
pub mod merged;
pub mod order;
pub mod outcome;
pub mod overlay;
pub mod own;
pub mod pace;
pub mod reading;
pub mod rows;
pub mod search;
pub mod shared;
pub mod sheet;
pub mod source;
pub mod standalone;
pub mod verdict;
pub mod views;
pub mod words;

pub use judged::Judged;
pub use outcome::Outcome;
pub use shared::Shared;
pub use source::Source;
pub use verdict::Verdict;
