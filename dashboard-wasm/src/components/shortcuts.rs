//! Keys that work anywhere on the page, and the list of all keys behind `?`.

use crate::browser::keys;
use crate::components::Act;
use crate::state::{Action, Pick, Tool, Which};
use web_sys::HtmlDialogElement;
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

/// Every key: where, which, what. The page's manual says the same.
const KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "Anywhere",
        &[
            ("/", "to the search of the site"),
            ("m", "to the search of metrics"),
            ("g", "to the chart"),
            ("t", "to the table"),
            ("?", "this list"),
            ("Esc", "closes a menu or this list, and leaves the search"),
        ],
    ),
    (
        "On the chart",
        &[
            ("← →", "the point before, the next point"),
            ("Page up, Page down", "a twentieth of the points"),
            ("Home, End", "the first, the last point"),
            ("Enter", "opens the page of the snapshot"),
            ("Shift with a move, then Enter", "marks days, then shows only these"),
            ("−", "zooms out: twice the days"),
            ("a, b", "makes the snapshot A or B of the comparison"),
        ],
    ),
    (
        "In the table",
        &[
            ("arrows, Page up, Page down, Home, End", "from cell to cell"),
            ("Enter", "opens the page of the snapshot"),
            ("a, b", "makes the snapshot A or B of the comparison"),
        ],
    ),
];

/// Properties of [`Shortcuts`].
#[derive(Clone, PartialEq, Properties)]
pub struct ShortcutProps {
    /// Where keys go.
    pub act: Act,
}

/// The button and the list behind it.
#[component]
pub fn Shortcuts(props: &ShortcutProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with(props.act.clone(), {
        let dialog = dialog.clone();
        move |act| {
            let act = act.clone();
            let pick =
                move |which: Which, id: String| act.emit(Action::Tool(Tool::Pick(which, Pick::parse(&id))));
            let listeners = keys::listen(Callback::from(move |()| show(&dialog)), pick);
            move || drop(listeners)
        }
    });
    let onclick = {
        let dialog = dialog.clone();
        Callback::from(move |_| show(&dialog))
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <>
            <button type="button" {onclick} aria-haspopup="dialog" title="Keyboard shortcuts (?)" aria-label="Keyboard shortcuts">{ "?" }</button>
            <dialog ref={dialog} class="explorer-keys" aria-labelledby="explorer-keys">
                <div class="card-head"><h2 id="explorer-keys">{ "Keyboard shortcuts" }</h2>
                    <button type="button" onclick={close}>{ "Close" }</button></div>
                { for KEYS.iter().map(|(place, keys)| html! {
                    <>
                        <h3>{ *place }</h3>
                        <dl class="facts">{ for keys.iter().map(|(key, what)| html! {
                            <><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></>
                        }) }</dl>
                    </>
                }) }
            </dialog>
        </>
    }
}

fn show(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
        // Only a dialog that is open already refuses.
        let _ = dialog.show_modal();
    }
}
