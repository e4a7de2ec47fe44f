//! From the page's data to a mounted explorer, or to words on what went wrong.

use crate::browser::{address, bridge};
use crate::data::{Shared, Source};
use crate::root::{Root, RootProps};
use crate::state::address as choice;
use gloo::utils::document;

/// Reads the page's data and mounts the explorer into `#explorer`. What goes wrong is said on the page.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        let text = panic.to_string();
        web_sys::console::error_1(&text.as_str().into());
        bridge::failed(&format!("The explorer stopped: {text}"));
    }));
    if let Err(what) = mount() {
        bridge::failed(&what);
    }
}

fn mount() -> Result<(), String> {
    let given = bridge::take().ok_or("The page gave no data to the explorer")?;
    let source = Source::read(&given.manifest, &given.chunks)?;
    let host = document().get_element_by_id("explorer").ok_or("The page has no place for the explorer")?;
    let props = RootProps { source: Shared::new(source), initial: choice::read(&address::hash()) };
    yew::Renderer::<Root>::with_root_and_props(host, props).render();
    Ok(())
}
