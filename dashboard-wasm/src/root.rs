//! The explorer over the published archive, or over files that the reader brought.

use crate::app::{App, Archive};
use crate::browser::address;
use crate::browser::pace::Asked;
use crate::components::own_files::{Looking, Mine, told};
use crate::data::manifest::{Manifest, Routes};
use crate::data::own::Own;
use crate::data::pace::Stale;
use crate::data::{Outcome, Shared, Source};
use crate::state::{self, Choice};
use quarterdeck_analysis::annotation::without_voided;
use quarterdeck_analysis::policy::Annotations;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::{Callback, Html, Properties, component, html, use_reducer};

/// Properties of [`Root`].
#[derive(Clone, PartialEq, Properties)]
pub struct RootProps {
    /// The published archive.
    pub archive: Archive,
}

/// Whatever archive is looked at, with a banner over one of the reader's own.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let looking = use_reducer(Looking::default);
    // Every archive has a session of its own.
    let (archive, key) = match &looking.looked {
        Some(looked) => (looked.1.clone(), "own"),
        None => (
            Archive { initial: state::address::read(&address::hash()), ..props.archive.clone() },
            "published",
        ),
    };
    let mine = Mine { published: props.archive.source.clone(), looking: looking.clone() };
    html! {
        <div class={if looking.over { "explorer-drop over" } else { "explorer-drop" }} onclick={Callback::from(no_page)}>
            { told(&mine) }
            <App {key} {archive} {mine} />
        </div>
    }
}

/// The reader's own files, judged by the site's rules as of the site's "now".
///
/// # Errors
/// [`Stale`], which it never is: nobody asks for anything newer.
pub async fn archive_of(
    published: &Manifest,
    annotations: &Annotations,
    own: &Own,
) -> Result<Archive, Stale> {
    let pace = &mut Asked::default().anew();
    let routes = Routes::none();
    let manifest = Manifest { routes, loads: Vec::new(), chunks: Vec::new(), ..published.clone() };
    let history = without_voided(&own.history, annotations);
    let source = Shared::new(Source::new(Rc::new(manifest), history, pace).await?);
    let initial = Choice::default();
    let outcome = Shared::new(Outcome::of(&source, &initial, None, pace).await?);
    Ok(Archive { source, chunks: Shared::new(Vec::new()), initial, outcome })
}

/// Runs of the reader's own have no page: their links lead nowhere.
fn no_page(event: yew::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let href = link.and_then(|link| link.get_attribute("href"));
    if href.is_some_and(|href| !Routes::is_page(&href)) {
        event.prevent_default();
    }
}
