//! Data files that are loaded when they are asked for.

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The text of a data file of the site.
///
/// # Errors
/// One sentence for the reader.
pub async fn load(file: &str) -> Result<String, String> {
    let page = js_sys::global();
    let load = js_sys::Reflect::get(&page, &"quarterdeckFile".into());
    let load = load.ok().and_then(|value| value.dyn_into::<js_sys::Function>().ok());
    let load = load.ok_or("The page cannot load more data.")?;
    let promise = load.call1(&page, &JsValue::from_str(file)).map_err(|error| words(&error))?;
    let text = JsFuture::from(js_sys::Promise::resolve(&promise)).await.map_err(|error| words(&error))?;
    text.as_string().ok_or_else(|| format!("The file {file} holds no text."))
}

/// What went wrong, in the loader's own words.
fn words(error: &JsValue) -> String {
    let part = |key: &str| js_sys::Reflect::get(error, &key.into()).ok().and_then(|part| part.as_string());
    let told: Vec<String> = [part("what"), part("message"), part("cure")].into_iter().flatten().collect();
    if told.is_empty() { "The file could not be loaded.".to_owned() } else { told.join(" ") }
}
