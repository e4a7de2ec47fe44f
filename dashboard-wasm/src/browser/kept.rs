//! Views that the reader named, kept in this browser for this project.

use crate::data::views::{self, View};
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// Why views cannot be read or kept: one sentence for the reader.
pub type Trouble = &'static str;

const NOWHERE: Trouble = "This browser keeps nothing for this page (a private window, or storage is switched off): views cannot be saved.";
const BROKEN: Trouble = "The saved views cannot be read, so nothing is changed. Forget them to begin anew.";
const FULL: Trouble =
    "The browser's storage is full or refuses: nothing was changed. Delete a view and try again.";

fn storage() -> Result<Storage, Trouble> {
    let found = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    found.ok_or(NOWHERE)
}

fn key(project: &str) -> String {
    format!("quarterdeck.views.{project}")
}

/// The views of a project, in the order in which they were saved.
///
/// # Errors
/// There is no storage, or what stands in it is not ours.
pub fn read(project: &str) -> Result<Vec<View>, Trouble> {
    let text = storage()?.get_item(&key(project)).map_err(|_: JsValue| NOWHERE)?;
    text.map_or(Ok(Vec::new()), |text| views::parse(&text).ok_or(BROKEN))
}

/// Keeps these views in place of those before.
///
/// # Errors
/// There is no storage, it is full, or what stands in it is not ours and would be lost.
pub fn write(project: &str, all: &[View]) -> Result<(), Trouble> {
    read(project)?;
    storage()?.set_item(&key(project), &views::to_text(all)).map_err(|_: JsValue| FULL)
}

/// Forgets all views.
///
/// # Errors
/// There is no storage.
pub fn forget(project: &str) -> Result<(), Trouble> {
    storage()?.remove_item(&key(project)).map_err(|_: JsValue| FULL)
}
