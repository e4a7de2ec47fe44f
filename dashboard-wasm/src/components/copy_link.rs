//! Copies the address, which holds everything that was chosen.

use crate::browser::clipboard;
use yew::{Callback, Html, component, html, use_state_eq};

/// What became of the last click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    Never,
    Yes,
    No,
}

/// A button that copies the address, and where the browser forbids that, says how to do it by hand.
#[component]
pub fn CopyLink() -> Html {
    let copied = use_state_eq(|| Copied::Never);
    let onclick = {
        let copied = copied.clone();
        Callback::from(move |_| {
            let copied = copied.clone();
            clipboard::copy_address(Callback::from(move |worked| {
                copied.set(if worked { Copied::Yes } else { Copied::No });
            }));
        })
    };
    let word = match *copied {
        Copied::Never => "",
        Copied::Yes => "Link copied",
        Copied::No => "The browser does not allow copying: take the link from its address bar",
    };
    html! {
        <>
            <span class="small muted" role="status">{ word }</span>
            <button type="button" {onclick}>{ "Copy link" }</button>
        </>
    }
}
