//! Keys and clicks anywhere on the page.

use crate::state::Which;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, Node};
use yew::Callback;

const SEARCH: &str = "#explorer input[type=search]";
const CHART: &str = "#explorer .explorer-canvas";
const TABLE: &str = "#explorer .explorer-rows [tabindex='0']";

/// Listens to the buttons of snapshots until what is returned is dropped; `pick` makes one a side.
pub fn picks(pick: impl Fn(Which, String) + 'static) -> EventListener {
    EventListener::new(&document(), "click", move |event: &Event| {
        let button = target(event).and_then(|target| target.closest("[data-side]").ok().flatten());
        if let Some((which, id)) = button.and_then(|button| side(&button)) {
            pick(which, id);
        }
    })
}

/// Listens to keys until what is returned is dropped. `help` shows the list of keys; `pick` makes a snapshot a side. Menus
/// are closed by a click elsewhere.
pub fn listen(help: Callback<()>, pick: impl Fn(Which, String) + 'static) -> [EventListener; 2] {
    let options = EventListenerOptions::enable_prevent_default;
    let keys = EventListener::new_with_options(&document(), "keydown", options(), move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.default_prevented();
        if plain && pressed(event, &help, &pick) {
            event.prevent_default();
        }
    });
    let clicks = EventListener::new(&document(), "click", |event: &Event| {
        if let Some(target) = target(event) {
            close_menus(Some(&target));
        }
    });
    [keys, clicks]
}

fn pressed(event: &KeyboardEvent, help: &Callback<()>, pick: &impl Fn(Which, String)) -> bool {
    let target = target(event);
    let key = event.key();
    if key == "Escape" {
        return escape(target.as_ref());
    }
    if target.as_ref().is_some_and(types) {
        return false;
    }
    match key.as_str() {
        // `/` is the search of the whole site, here as on every page.
        "m" => focus(SEARCH),
        "g" => focus(CHART),
        "t" => focus(TABLE),
        "?" => {
            help.emit(());
            true
        }
        "a" | "A" | "b" | "B" => {
            let which = if key.eq_ignore_ascii_case("a") { "a" } else { "b" };
            let row = target.and_then(|target| target.closest("tr[aria-rowindex]").ok().flatten());
            let button =
                row.and_then(|row| row.query_selector(&format!("[data-side={which}]")).ok().flatten());
            button.and_then(|button| side(&button)).map(|(which, id)| pick(which, id)).is_some()
        }
        _ => false,
    }
}

/// Closes an open menu and goes back to its button; leaves the search.
fn escape(target: Option<&Element>) -> bool {
    let menu = target.and_then(|target| target.closest(".explorer-menu[open]").ok().flatten());
    let summary = menu.and_then(|menu| menu.query_selector("summary").ok().flatten());
    let closed = close_menus(None);
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot be reached leaves the focus where it is.
        let _ = summary.focus();
    } else if let Some(field) = target.filter(|t| t.matches(SEARCH).unwrap_or(false)) {
        let _ = field.unchecked_ref::<HtmlElement>().blur();
    }
    closed
}

/// Closes every open menu that does not hold `inside`; whether there was one.
fn close_menus(inside: Option<&Element>) -> bool {
    let Ok(menus) = document().query_selector_all(".explorer-menu[open]") else { return false };
    let mut any = false;
    for menu in (0..menus.length()).filter_map(|at| menus.get(at)?.dyn_into::<Element>().ok()) {
        let holds = inside.is_some_and(|inside| menu.contains(Some(AsRef::<Node>::as_ref(inside))));
        if !holds {
            // The attribute of an element can always be taken away.
            let _ = menu.remove_attribute("open");
            any = true;
        }
    }
    any
}

/// The side and the snapshot of a button.
fn side(button: &Element) -> Option<(Which, String)> {
    let which = if button.get_attribute("data-side")? == "a" { Which::A } else { Which::B };
    Some((which, button.get_attribute("data-id")?))
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into::<Element>().ok())
}

/// Whether letters go into the element.
fn types(element: &Element) -> bool {
    element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]").unwrap_or(false)
}

fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into::<HtmlElement>().ok()).is_some_and(|found| found.focus().is_ok())
}
