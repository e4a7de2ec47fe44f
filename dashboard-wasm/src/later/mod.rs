//! What comes later: the part of the program that is loaded behind the first frame.
//!
//! Whatever only the functions of [`entry`] lead to lies in a file of its own; the bundler sees to that (`split` there).
//! Those functions may be called once [`is_there`] says so: the hook [`use_rest`] asks for the file and tells how far it is,
//! [`part`] shows what is in it, or that it is on its way, or why it cannot be had.

pub mod entry;

use crate::browser::bridge;
use std::cell::Cell;
use yew::{Html, hook, html, use_effect_with, use_state};

/// How far the rest of the program is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Rest {
    /// Nobody has asked for it.
    #[default]
    Asleep,
    /// On its way.
    Coming,
    /// It is there.
    There,
    /// It cannot be had: why, for the reader.
    Missing(String),
}

thread_local! {
    /// A program that was not built for a browser is never cut in two.
    static THERE: Cell<bool> = const { Cell::new(cfg!(not(target_arch = "wasm32"))) };
}

/// Whether the functions of [`entry`] may be called.
pub fn is_there() -> bool {
    THERE.get()
}

/// Loads the rest, if it is not there yet.
///
/// # Errors
/// Why it cannot be had and what to do, for the reader.
pub async fn load() -> Result<(), String> {
    if !is_there() {
        bridge::rest().await?;
        THERE.set(true);
    }
    Ok(())
}

/// Asks for the rest once the screen is drawn; one that could not be had is asked for anew when something else is `wanted`.
#[hook]
pub fn use_rest<T: PartialEq + 'static>(wanted: T) -> Rest {
    let rest = use_state(Rest::default);
    let handle = rest.clone();
    use_effect_with(wanted, move |_| {
        if !is_there() {
            handle.set(Rest::Coming);
            yew::platform::spawn_local(async move {
                handle.set(load().await.map_or_else(Rest::Missing, |()| Rest::There));
            });
        }
    });
    if is_there() { Rest::There } else { (*rest).clone() }
}

/// A part that is in the rest, or what there is to say instead.
pub fn part(rest: &Rest, part: impl FnOnce() -> Html) -> Html {
    match rest {
        Rest::There => part(),
        Rest::Asleep | Rest::Coming => {
            html! { <p class="sub" role="status">{ "Loading this part of the explorer…" }</p> }
        }
        Rest::Missing(why) => html! { <p class="callout bad" role="alert">{ why }</p> },
    }
}
