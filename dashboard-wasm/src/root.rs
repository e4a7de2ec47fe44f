//! The explorer over the published archive, or over files that the reader brought.

use crate::app::App;
use crate::browser::{address, files};
use crate::components::own_files::{Banner, Mine};
use crate::data::manifest::{Manifest, Routes};
use crate::data::own::Own;
use crate::data::{Shared, Source};
use crate::state::Choice;
use gloo::events::{EventListener, EventListenerOptions};
use quarterdeck_analysis::annotation::without_voided;
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Element, Event, File};
use yew::{
    Callback, ContextProvider, Html, Properties, UseStateHandle, component, hook, html, use_effect_with,
    use_memo, use_state,
};

/// Properties of [`Root`].
#[derive(Clone, PartialEq, Properties)]
pub struct RootProps {
    /// Everything the page was given.
    pub source: Shared<Source>,
    /// What the address says.
    pub initial: Choice,
}

/// Whatever archive is looked at, with a banner over one of the reader's own.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let own = use_state(|| None::<Shared<Own>>);
    let busy = use_state(String::new);
    let take = use_reading(&own, &busy);
    let over = use_drop(&take);
    let source = use_memo((own.is_some(), (*own).clone()), |(_, own)| {
        own.as_ref()
            .map_or_else(|| props.source.clone(), |own| Shared::new(source_of(&props.source.manifest, own)))
    });
    let back = {
        let own = own.clone();
        Callback::from(move |()| {
            address::leave_choice();
            own.set(None);
        })
    };
    let mine = Mine { own: (*own).clone(), busy: (*busy).clone(), take, back };
    let initial = if own.is_some() { Choice::default() } else { props.initial.clone() };
    // Every archive has a session of its own.
    let key = own.as_ref().map_or(0, |own| own.files + 1);
    html! {
        <ContextProvider<Mine> context={mine}>
            <div class={if over { "explorer-drop over" } else { "explorer-drop" }} onclick={Callback::from(no_page)}>
                <Banner />
                <App key={key.to_string()} source={(*source).clone()} {initial} />
            </div>
        </ContextProvider<Mine>>
    }
}

/// The reader's own files, judged by the site's rules as of the site's "now".
fn source_of(published: &Manifest, own: &Own) -> Source {
    let manifest = Manifest { routes: Routes::none(), loads: Vec::new(), ..published.clone() };
    let history = without_voided(&own.history, &manifest.policy.annotations);
    Source::new(manifest, history)
}

/// Reads files and puts them in the place of what is looked at.
#[hook]
fn use_reading(
    own: &UseStateHandle<Option<Shared<Own>>>,
    busy: &UseStateHandle<String>,
) -> Callback<Vec<File>> {
    let (own, busy) = (own.clone(), busy.clone());
    Callback::from(move |given: Vec<File>| {
        if given.is_empty() {
            return;
        }
        let (own, busy, all) = (own.clone(), busy.clone(), given.len());
        yew::platform::spawn_local(async move {
            let told = busy.clone();
            let done =
                Callback::from(move |number| told.set(format!("Reading your files: {number} of {all}.")));
            let reader = files::read(given, done).await;
            busy.set(String::new());
            address::leave_choice();
            own.set(Some(Shared::new(reader.finish())));
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
