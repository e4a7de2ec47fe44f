//! From what the page was given to what is shown: reading, filtering, judging, sorting. Pure, without a browser.

pub mod columns;
pub mod compared;
pub mod judged;
pub mod listing;
pub mod manifest;
pub mod merged;
pub mod overlay;
pub mod own;
pub mod reading;
pub mod rows;
pub mod shared;
pub mod source;
pub mod words;

pub use judged::Judged;
pub use shared::Shared;
pub use source::Source;
