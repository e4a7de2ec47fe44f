//! Which files make the site: pages, theme, Markdown, published data.

mod api;
mod assets;
mod engine;
mod error;
mod layout;
mod markdown;
mod notes;
mod pages;
mod published;
mod script;
mod site;
mod summary;
mod theme;

pub use assets::Bundle;
pub use error::GenerateError;
pub use layout::POLICY;
pub use notes::Note;
pub use site::Site;
pub use theme::Origin;
