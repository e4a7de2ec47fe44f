//! The program for the browser: from the page's `parityInput` to its `parityViews`.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsValue;
    let page = js_sys::global();
    let input =
        js_sys::Reflect::get(&page, &JsValue::from_str("parityInput")).ok().and_then(|v| v.as_string());
    let views = quarterdeck_parity::every_view(&input.unwrap_or_default()).unwrap_or_else(|why| why);
    // A page that cannot be written to shows as a page without views.
    let _ = js_sys::Reflect::set(&page, &JsValue::from_str("parityViews"), &JsValue::from_str(&views));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
