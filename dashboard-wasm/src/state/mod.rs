//! What the reader has chosen: pure, without a browser, tested natively.

pub mod action;
pub mod address;
pub mod calendar;
pub mod choice;
pub mod facet;
pub mod pairs;
pub mod pick;
pub mod sort;
pub mod tools;
pub mod window;
pub mod zoom;

pub use action::{Action, Session, Step};
pub use choice::Choice;
pub use facet::Facet;
pub use pick::{Pick, Which};
pub use tools::{Panel, Tool, Tools};
