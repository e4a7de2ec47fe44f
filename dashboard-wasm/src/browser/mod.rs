//! What only a browser has: the page's data, the address, the clipboard, the kept theme.

pub mod address;
pub mod bridge;
pub mod clipboard;
pub mod files;
pub mod kept;
pub mod keys;
pub mod loader;
pub mod pace;
pub mod pointer;
pub mod save;
pub mod start;
pub mod theme;
pub mod working;
