//! From the page's data to a mounted explorer, or to words on what went wrong.

use crate::app::Archive;
use crate::browser::pace::Asked;
use crate::browser::{address, bridge};
use crate::data::manifest::Manifest;
use crate::data::pace::{Pace as _, Stale};
use crate::data::{Outcome, Shared, Source, source};
use crate::root::{Root, RootProps};
use crate::state::address as choice;
use gloo::utils::document;
use quarterdeck_views::format::{Manner, settle};
use std::rc::Rc;

/// Reads the page's data and mounts the explorer into `#explorer`. What goes wrong is said on the page.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        let text = panic.to_string();
        web_sys::console::error_1(&text.as_str().into());
        bridge::failed(&format!("The explorer stopped: {text}"));
    }));
    yew::platform::spawn_local(async {
        if let Err(what) = mount().await {
            bridge::failed(&what);
        }
    });
}

/// The newest data file is worked through to the end before anything is put in the place of the static page.
async fn mount() -> Result<(), String> {
    let given = bridge::take().ok_or("The page gave no data to the explorer")?;
    let unwanted = |_: Stale| "The explorer was started twice".to_owned();
    let pace = &mut Asked::default().anew();
    let manifest = Manifest::read(&given.manifest)?;
    // Everything that is shown from here on is written as the pages beside are.
    settle(Manner { locale: manifest.locale, zone: manifest.standing.zone().clone() });
    pace.pause().await;
    let first = manifest.chunks.len().saturating_sub(given.chunks.len());
    let mut chunks = Vec::new();
    for (number, text) in (first..).zip(&given.chunks) {
        pace.breathe().await.map_err(unwanted)?;
        chunks.push(Rc::new(source::read_chunk(number, text)?));
    }
    let initial = choice::read(&address::hash());
    let history = source::join(&chunks, pace).await.map_err(unwanted)??;
    let source = Source::new(Rc::new(manifest), history, pace).await.map_err(unwanted)?;
    let source = Shared::new(source);
    let outcome = Outcome::of(&source, &initial, None, pace).await.map_err(unwanted)?;
    // The first drawing is the longest piece of work: it gets a task of its own.
    pace.pause().await;
    let host = document().get_element_by_id("explorer").ok_or("The page has no place for the explorer")?;
    let archive = Archive { source, chunks: Shared::new(chunks), initial, outcome: Shared::new(outcome) };
    yew::Renderer::<Root>::with_root_and_props(host, RootProps { archive }).render();
    Ok(())
}
