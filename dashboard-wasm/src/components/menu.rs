//! A menu whose inside comes when it is opened first.

use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::{Callback, Event, Html, Properties, component, html, use_state_eq};

/// Properties of [`Menu`].
#[derive(Clone, PartialEq, Properties)]
pub struct MenuProps {
    /// What stands on its button.
    pub title: &'static str,
    /// What is inside.
    pub inside: Callback<(), Html>,
}

/// A button with what it opens below it.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let opened = use_state_eq(|| false);
    let ontoggle = {
        let opened = opened.clone();
        Callback::from(move |event: Event| {
            let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            // Once there it stays: what was typed into it is not lost.
            if details.is_some_and(|details| details.has_attribute("open")) {
                opened.set(true);
            }
        })
    };
    html! {
        <details class="explorer-menu" {ontoggle}>
            <summary>{ props.title }</summary>
            <div class="explorer-popup">
                if *opened { { props.inside.emit(()) } }
            </div>
        </details>
    }
}
