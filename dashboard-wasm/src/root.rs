//! The explorer over the published archive, or over files that the reader brought.

use crate::app::{App, Archive};
use crate::browser::pace::Asked;
use crate::browser::{address, files};
use crate::components::own_files::{Mine, told};
use crate::data::manifest::{Manifest, Routes};
use crate::data::own::Own;
use crate::data::pace::Stale;
use crate::data::{Outcome, Shared, Source};
use crate::later::{self, entry};
use crate::state::{self, Choice};
use gloo::events::{EventListener, EventListenerOptions};
use quarterdeck_analysis::annotation::without_voided;
use quarterdeck_analysis::policy::Annotations;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Element, Event, File};
use yew::{Callback, Html, Properties, UseStateHandle, component, hook, html, use_effect_with, use_state};

/// Properties of [`Root`].
#[derive(Clone, PartialEq, Properties)]
pub struct RootProps {
    /// The published archive.
    pub archive: Archive,
}

/// An archive of the reader's own, ready to be shown.
#[derive(Clone, PartialEq)]
struct Looked {
    own: Shared<Own>,
    archive: Archive,
}

/// Whatever archive is looked at, with a banner over one of the reader's own.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let looked = use_state(|| None::<Looked>);
    let busy = use_state(String::new);
    let take = use_reading(&props.archive.source, &looked, &busy);
    let over = use_drop(&take);
    let back = {
        let looked = looked.clone();
        Callback::from(move |()| {
            address::leave_choice();
            looked.set(None);
        })
    };
    // Every archive has a session of its own.
    let (archive, key) = match &*looked {
        Some(looked) => (looked.archive.clone(), "own"),
        None => (
            Archive { initial: state::address::read(&address::hash()), ..props.archive.clone() },
            "published",
        ),
    };
    let own = looked.as_ref().map(|looked| looked.own.clone());
    let mine = Mine { own, busy: (*busy).clone(), take, back };
    html! {
        <div class={if over { "explorer-drop over" } else { "explorer-drop" }} onclick={Callback::from(no_page)}>
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

/// Reads files and puts them in the place of what is looked at.
#[hook]
fn use_reading(
    published: &Shared<Source>,
    looked: &UseStateHandle<Option<Looked>>,
    busy: &UseStateHandle<String>,
) -> Callback<Vec<File>> {
    let (published, looked, busy) = (published.clone(), looked.clone(), busy.clone());
    Callback::from(move |given: Vec<File>| {
        if given.is_empty() {
            return;
        }
        let (published, looked, busy, all) = (published.clone(), looked.clone(), busy.clone(), given.len());
        yew::platform::spawn_local(async move {
            let told = busy.clone();
            let done =
                Callback::from(move |number| told.set(format!("Reading your files: {number} of {all}.")));
            if let Err(why) = later::load().await {
                busy.set(why);
                return;
            }
            let Some((own, archive)) = entry::own(published.manifest.clone(), given, done).await else {
                return;
            };
            busy.set(String::new());
            address::leave_choice();
            looked.set(Some(Looked { own: Shared::new(own), archive }));
        });
    })
}

/// Files dropped anywhere on the page are taken; whether some are held over it now.
#[hook]
fn use_drop(take: &Callback<Vec<File>>) -> bool {
    let over = use_state(|| false);
    let (take, set) = (take.clone(), over.clone());
    use_effect_with((), move |()| {
        let window = gloo::utils::window();
        let listen = |name: &'static str, then: Callback<DragEvent>| {
            EventListener::new_with_options(
                &window,
                name,
                EventListenerOptions::enable_prevent_default(),
                move |event: &Event| {
                    let drag = event.dyn_ref::<DragEvent>().filter(|drag| files::drags_files(drag));
                    if let Some(drag) = drag {
                        // Without this the browser would leave the page for the file.
                        drag.prevent_default();
                        then.emit(drag.clone());
                    }
                },
            )
        };
        let mark = |on: bool| {
            let set = set.clone();
            Callback::from(move |_| set.set(on))
        };
        let unmark = mark(false);
        let dropped = Callback::from(move |drag: DragEvent| {
            unmark.emit(drag.clone());
            take.emit(files::dropped(&drag));
        });
        let all = [listen("dragover", mark(true)), listen("dragleave", mark(false)), listen("drop", dropped)];
        move || drop(all)
    });
    *over
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
