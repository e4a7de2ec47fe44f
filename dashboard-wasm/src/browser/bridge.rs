//! What the page's loader hands over and is told.

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The texts that the page gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// JSON of the manifest.
    pub manifest: String,
    /// JSON of the newest chunks, in order; the rest is asked for with [`load`].
    pub chunks: Vec<String>,
}

/// Takes `self.quarterdeckData`, and takes it away from the page: it would hold megabytes twice.
pub fn take() -> Option<Given> {
    let page = js_sys::global();
    let data = js_sys::Reflect::get(&page, &"quarterdeckData".into()).ok()?;
    let manifest = js_sys::Reflect::get(&data, &"manifest".into()).ok()?.as_string()?;
    let chunks = js_sys::Reflect::get(&data, &"chunks".into()).ok()?.dyn_into::<js_sys::Array>().ok()?;
    let chunks = chunks.iter().map(|chunk| chunk.as_string()).collect::<Option<Vec<String>>>()?;
    // A page that refuses keeps the texts: memory, nothing else.
    let _ = js_sys::Reflect::set(&page, &"quarterdeckData".into(), &JsValue::UNDEFINED);
    Some(Given { manifest, chunks })
}

/// Asks the page for the JSON of data file number `index` of the manifest.
///
/// # Errors
/// One sentence for the reader.
pub async fn load(index: usize) -> Result<String, String> {
    let unknown = || "The page cannot load data files.".to_owned();
    let page = js_sys::global();
    let function = js_sys::Reflect::get(&page, &"quarterdeckLoad".into()).ok();
    let function = function.and_then(|f| f.dyn_into::<js_sys::Function>().ok()).ok_or_else(unknown)?;
    let promise = function.call1(&page, &JsValue::from_f64(index as f64)).map_err(|_| unknown())?;
    let promise = promise.dyn_into::<js_sys::Promise>().map_err(|_| unknown())?;
    match JsFuture::from(promise).await {
        Ok(text) => text.as_string().ok_or_else(unknown),
        Err(fault) => {
            let what = js_sys::Reflect::get(&fault, &"what".into()).ok().and_then(|what| what.as_string());
            Err(what.unwrap_or_else(unknown))
        }
    }
}

/// Tells the page that the explorer is drawn.
pub fn ready() {
    call("quarterdeckReady", &JsValue::UNDEFINED);
}

/// Tells the page in words that the explorer cannot go on; the page then shows its static content again.
pub fn failed(what: &str) {
    call("quarterdeckFailed", &JsValue::from_str(what));
}

fn call(name: &str, argument: &JsValue) {
    let page = js_sys::global();
    let function =
        js_sys::Reflect::get(&page, &name.into()).ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok());
    if let Some(function) = function {
        // The page's own functions do not throw; should one do, there is nobody left to tell.
        let _ = function.call1(&page, argument);
    }
}
