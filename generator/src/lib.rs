//! Which files make the site: pages, theme, Markdown, published data.

mod api;
mod assets;
mod badges;
mod engine;
mod error;
mod feed;
mod generate;
mod jobs;
mod layout;
mod loads;
mod markdown;
mod notes;
mod pages;
mod published;
mod reviews;
mod runs;
mod script;
mod search;
mod site;
mod staleness;
mod summary;
mod tables;
mod theme;

pub use assets::Bundle;
pub use error::GenerateError;
pub use generate::{Input, generate};
pub use layout::POLICY;
pub use notes::Note;
pub use site::Site;
pub use theme::{Origin, theme, themes};
