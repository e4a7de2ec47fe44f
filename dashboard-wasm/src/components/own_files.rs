//! Files of the reader's own: the way to bring them, and the banner while they are looked at.

use crate::browser::files;
use crate::components::text::counted;
use crate::data::Shared;
use crate::data::own::Own;
use crate::later::entry;
use web_sys::{File, HtmlElement};
use yew::{Callback, Event, Html, Properties, component, html, use_node_ref};

/// The reader's own files and what can be done with them.
#[derive(Clone, PartialEq)]
pub struct Mine {
    /// What is looked at, where it is not the published archive.
    pub own: Option<Shared<Own>>,
    /// What is being read; empty for nothing.
    pub busy: String,
    /// Takes files in place of what is looked at.
    pub take: Callback<Vec<File>>,
    /// Back to the published archive.
    pub back: Callback<()>,
}

/// Says whose files are looked at, or that they are being read.
pub fn told(mine: &Mine) -> Html {
    match &mine.own {
        // Nobody has files of their own before the rest of the program is there.
        Some(own) => entry::banner(mine, own),
        None => busy(&mine.busy),
    }
}

/// Says whose files are looked at, and which of them could not be read.
pub fn banner(mine: &Mine, own: &Own) -> Html {
    let back = mine.back.reform(|_| ());
    let runs = counted(own.history.runs.len(), "snapshot", "snapshots");
    html! {
        <div class="callout explorer-own" role="status">
            <p>
                <strong>{ format!("You are looking at {} of yours; they never leave this browser.", counted(own.files, "file", "files")) }</strong>
                { format!(" {runs} in them, judged by this site's rules as of its last build. They have no pages here.") }
            </p>
            <button type="button" onclick={back}>{ "Back to the published archive" }</button>
            if own.unread > 0 {
                <details open={own.history.runs.is_empty()}>
                    <summary>{ format!("{} could not be read", counted(own.unread, "file or line", "files or lines")) }</summary>
                    <ul>{ for own.faults.iter().map(|fault| html! { <li><bdi>{ &fault.file }</bdi>{ ": " }{ &fault.why }</li> }) }
                    if own.unread > own.faults.len() { <li>{ format!("and {} more", own.unread - own.faults.len()) }</li> }
                    </ul>
                </details>
            }
            { busy(&mine.busy) }
        </div>
    }
}

fn busy(text: &str) -> Html {
    if text.is_empty() {
        Html::default()
    } else {
        html! { <p role="status">{ text }</p> }
    }
}

/// Properties of [`OpenFiles`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenProps {
    /// What takes them.
    pub mine: Mine,
}

/// A button that opens the browser's list of files.
#[component]
pub fn OpenFiles(props: &OpenProps) -> Html {
    let field = use_node_ref();
    let onchange = props.mine.take.reform(|event: Event| files::chosen(&event));
    let onclick = {
        let field = field.clone();
        Callback::from(move |_| {
            if let Some(field) = field.cast::<HtmlElement>() {
                field.click();
            }
        })
    };
    html! {
        <>
            <input ref={field} type="file" multiple=true hidden=true accept=".json,.jsonl,.ndjson,.snapshots"
                aria-label="Snapshot files" {onchange} />
            <button type="button" {onclick}
                title="Look at snapshot files of yours, or drop them anywhere on this page. They never leave this browser.">
                { "Open files…" }
            </button>
        </>
    }
}
