//! How does it *respond*? The explorer: the whole history, filtered and judged again in the reader's browser.
//!
//! [`state`] is what the reader chose and how it stands in the address; [`data`] goes from what the page was given to
//! what is shown, with the same analysis, words and drawings as the pages beside; [`components`] place it;
//! [`browser`] is everything that only a browser has; [`later`] is what is loaded behind the first frame.

pub mod app;
pub mod browser;
pub mod components;
pub mod data;
pub mod later;
pub mod root;
pub mod state;

#[cfg(test)]
pub(crate) mod testing;

pub use browser::start::start;
