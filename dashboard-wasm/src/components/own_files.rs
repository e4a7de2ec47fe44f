//! Files of the reader's own: the way to bring them, and the banner while they are looked at.

use crate::app::Archive;
use crate::browser::address;
use crate::components::text::counted;
use crate::data::own::Own;
use crate::data::{Shared, Source};
use crate::later::entry;
use std::rc::Rc;
use yew::{Callback, Html, Reducible, UseReducerHandle, html};

/// Files of the reader's own, and the archive made of them.
pub type Looked = Rc<(Shared<Own>, Archive)>;

/// What is looked at in place of the published archive, and what is on its way there.
#[derive(Clone, Default, PartialEq)]
pub struct Looking {
    /// What is there of the reader's own.
    pub looked: Option<Looked>,
    /// What is being read; empty for nothing.
    pub busy: String,
    /// Whether files are held over the page.
    pub over: bool,
}

/// What changes of that.
pub enum Look {
    /// Another archive, or the published one.
    At(Option<Looked>),
    /// What is being read.
    Busy(String),
    /// Whether files are held over the page.
    Over(bool),
}

impl Reducible for Looking {
    type Action = Look;

    fn reduce(self: Rc<Self>, look: Look) -> Rc<Self> {
        let before = (*self).clone();
        Rc::new(match look {
            Look::At(looked) => Self { looked, ..before },
            Look::Busy(busy) => Self { busy, ..before },
            Look::Over(over) => Self { over, ..before },
        })
    }
}

/// The reader's own files and what can be done with them.
#[derive(Clone, PartialEq)]
pub struct Mine {
    /// The published archive, by whose rules they are judged.
    pub published: Shared<Source>,
    /// What is looked at.
    pub looking: UseReducerHandle<Looking>,
}

/// Says whose files are looked at, or that they are being read.
pub fn told(mine: &Mine) -> Html {
    match &mine.looking.looked {
        // Nobody has files of their own before the rest of the program is there.
        Some(looked) => entry::banner(mine, &looked.0),
        None => busy(&mine.looking.busy),
    }
}

/// Says whose files are looked at, and which of them could not be read.
pub fn banner(mine: &Mine, own: &Own) -> Html {
    let dispatch = mine.looking.dispatcher();
    let back = Callback::from(move |_| {
        address::leave_choice();
        dispatch.dispatch(Look::At(None));
    });
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
            { busy(&mine.looking.busy) }
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
