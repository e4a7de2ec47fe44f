//! What the reader has chosen: pure, without a browser, tested natively.

pub mod address;
pub mod calendar;
pub mod choice;
pub mod facet;
pub mod pairs;
pub mod sort;
pub mod window;

pub use choice::Choice;
