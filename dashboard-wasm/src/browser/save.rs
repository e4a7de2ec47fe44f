//! Files that the page gives to the reader: text and drawings.

use crate::data::overlay::Drawn;
use crate::data::standalone::standalone;
use gloo::utils::{document, window};
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlElement,
    HtmlImageElement, Url,
};

/// Pixels of the picture for each of the drawing.
const SHARPNESS: u32 = 2;

/// Gives a text to the reader as a file.
///
/// # Errors
/// One sentence for the reader.
pub fn text(name: &str, kind: &str, text: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
    blob.ok().and_then(|blob| give(name, &blob)).ok_or_else(refused)
}

/// The drawing with the colours that it has on the page now.
pub fn svg(drawn: &Drawn) -> String {
    let probe = document().create_element("span").ok().and_then(|made| made.dyn_into::<HtmlElement>().ok());
    let body = document().body();
    if let (Some(probe), Some(body)) = (&probe, &body) {
        probe.set_hidden(true);
        // A page without the probe gives black: still a drawing.
        let _ = body.append_child(probe);
    }
    let colour = |token: &str| {
        probe.as_ref().and_then(|probe| resolved(probe, token)).unwrap_or_else(|| "#000".to_owned())
    };
    let text = standalone(&drawn.spec, &drawn.svg, colour);
    if let Some(probe) = probe {
        probe.remove();
    }
    text
}

/// What a token of the theme is now: as a custom property it would still name both of its colours.
fn resolved(probe: &HtmlElement, token: &str) -> Option<String> {
    probe.style().set_property("color", &format!("var(--{token})")).ok()?;
    let style = window().get_computed_style(probe).ok()??;
    style.get_property_value("color").ok().filter(|colour| !colour.is_empty())
}

/// Gives a drawing to the reader as a picture.
///
/// # Errors
/// One sentence for the reader.
pub async fn png(name: String, svg: String) -> Result<(), String> {
    let canvas = painted(&svg).await.ok_or_else(refused)?;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // The promise is there: it can be resolved.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        // Without an answer the picture is none, and the reader is told so.
        if canvas.to_blob(done.unchecked_ref()).is_err() {
            let _ = done.unchecked_ref::<js_sys::Function>().call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    let blob = JsFuture::from(promise).await.ok().and_then(|blob| blob.dyn_into::<Blob>().ok());
    blob.and_then(|blob| give(&name, &blob)).ok_or_else(refused)
}

async fn painted(svg: &str) -> Option<HtmlCanvasElement> {
    let image = HtmlImageElement::new().ok()?;
    let encoded = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{encoded}"));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    let (width, height) = (image.natural_width() * SHARPNESS, image.natural_height() * SHARPNESS);
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
}

fn give(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link = document().create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    yew::platform::spawn_local(async move {
        // The browser takes the file in its own time.
        yew::platform::time::sleep(Duration::from_secs(60)).await;
        // An address that is gone already needs no taking back.
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}

fn refused() -> String {
    "The browser does not allow this page to make files.".to_owned()
}
