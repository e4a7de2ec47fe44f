//! The address into the clipboard.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

/// Copies the page's address; `done` learns whether the browser allowed it.
pub fn copy_address(done: Callback<bool>) {
    yew::platform::spawn_local(async move { done.emit(copied().await.is_some()) });
}

async fn copied() -> Option<()> {
    let window = web_sys::window()?;
    let address = window.location().href().ok()?;
    let clipboard = window.navigator().clipboard();
    // Absent on plain http, whatever the type says.
    if JsValue::from(clipboard.clone()).is_undefined() {
        return None;
    }
    JsFuture::from(clipboard.write_text(&address)).await.ok().map(|_| ())
}
