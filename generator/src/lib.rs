//! Which files make the site: pages, theme, Markdown, published data.

mod assets;
mod engine;
mod error;
mod layout;
mod markdown;
mod script;
mod site;
mod theme;

pub use assets::Bundle;
pub use error::GenerateError;
pub use site::Site;
pub use theme::Origin;
