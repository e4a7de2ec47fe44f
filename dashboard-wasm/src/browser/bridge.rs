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
/// What is wrong, in one sentence for the reader.
pub async fn load(index: usize) -> Result<String, String> {
    let fault = |fault: JsValue| words(&fault, &["what"]);
    ask("quarterdeckLoad", JsValue::from_f64(index as f64)).await.map_err(fault)
}

/// Asks the page for the text of a data file that is loaded on demand.
///
/// # Errors
/// What is wrong and what to do, for the reader.
pub async fn file(path: &str) -> Result<String, String> {
    let fault = |fault: JsValue| words(&fault, &["what", "message", "cure"]);
    ask("quarterdeckFile", JsValue::from_str(path)).await.map_err(fault)
}

/// Asks the page for the rest of the program.
///
/// # Errors
/// What is wrong and what to do, for the reader.
pub async fn rest() -> Result<(), String> {
    let fault = |fault: JsValue| words(&fault, &["what", "message", "cure"]);
    ask("quarterdeckRest", JsValue::UNDEFINED).await.map(|_| ()).map_err(fault)
}

/// Lets the browser do what waits there.
pub async fn pause() {
    // The page's promise brings nothing.
    let _ = ask("quarterdeckPause", JsValue::UNDEFINED).await;
}

/// The text that a function of the page promises; what it throws, or nothing where there is no such function.
async fn ask(name: &str, argument: JsValue) -> Result<String, JsValue> {
    let page = js_sys::global();
    let function = js_sys::Reflect::get(&page, &name.into())?.dyn_into::<js_sys::Function>()?;
    let promise = js_sys::Promise::resolve(&function.call1(&page, &argument)?);
    JsFuture::from(promise).await?.as_string().ok_or(JsValue::UNDEFINED)
}

/// What went wrong, in the loader's own words.
fn words(fault: &JsValue, parts: &[&str]) -> String {
    let part =
        |key: &&str| js_sys::Reflect::get(fault, &(*key).into()).ok().and_then(|part| part.as_string());
    let told: Vec<String> = parts.iter().filter_map(part).collect();
    if told.is_empty() { "The page cannot load data files.".to_owned() } else { told.join(" ") }
}

/// Tells the page that the explorer is drawn and listens.
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
