//! A tool that is folded until the reader asks for it.

use crate::components::Act;
use crate::state::{Action, Panel, Tool};
use yew::{Html, html};

/// A card with a heading that opens and folds it. `hint` says in a few words what is inside.
pub fn panel(
    panel: Panel,
    (title, hint): (&'static str, &'static str),
    open: bool,
    act: &Act,
    inside: Html,
) -> Html {
    let onclick = act.reform(move |_| Action::Tool(Tool::Open(panel, !open)));
    let id = format!("explorer-{}", panel.word());
    html! {
        <section class={if open { "card explorer-panel open" } else { "card explorer-panel" }} aria-label={title}>
            <h2><button type="button" {onclick} aria-expanded={if open { "true" } else { "false" }}
                aria-controls={id.clone()}>
                <span aria-hidden="true">{ if open { "▾ " } else { "▸ " } }</span>{ title }
                <span class="muted small">{ hint }</span>
            </button></h2>
            <div {id} hidden={!open}>{ inside }</div>
        </section>
    }
}
